import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import { PropertyIndex } from './property-index.ts';

const recorded = readFileSync(new URL('./testdata/two-vms.xml', import.meta.url));

/** Decodes an answer handed over in the given pieces. */
function decode(
  pieces: readonly Uint8Array[],
  index = new PropertyIndex([], true),
  accepts?: (type: string) => boolean,
) {
  const decoder = new ObjectDecoder(index, accepts);
  for (const piece of pieces) decoder.write(piece);
  decoder.end();
  return { decoder, objects: decoder.take(Number.MAX_SAFE_INTEGER), index };
}

function valuesOf(object: ObjectContent | undefined, index: PropertyIndex): Record<string, unknown> {
  return Object.fromEntries(index.paths.map((path, position) => [path, object?.values[position]]));
}

function answer(inner: string): Buffer {
  return Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
      'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>' +
      `<RetrievePropertiesExResponse xmlns="urn:vim25"><returnval>${inner}</returnval></RetrievePropertiesExResponse>` +
      '</soapenv:Body></soapenv:Envelope>',
  );
}

function property(name: string, value: string): string {
  return `<objects><obj type="VirtualMachine">vm-1</obj><propSet><name>${name}</name>${value}</propSet></objects>`;
}

function decodeValue(value: string): unknown {
  const { objects } = decode([answer(property('p', value))]);
  return objects[0]?.values[0];
}

describe('ObjectDecoder on a recorded answer', () => {
  it('decodes properties to typed values', () => {
    const { objects, index } = decode([recorded]);
    expect(objects.map(({ ref }) => String(ref))).toEqual(['VirtualMachine:vm-651', 'VirtualMachine:vm-654']);
    const values = valuesOf(objects[0], index);
    expect(values.name).toBe('Büro & Lager <1> 東京 😀 %2f');
    expect(String(values.parent)).toBe('Folder:folder-3');
    expect(values['config.template']).toBe(false);
    expect(values['config.modified']).toBeInstanceOf(Date);
    expect(values.effectiveRole).toEqual([-1]);
    expect((values.datastore as unknown[]).map(String)).toHaveLength(1);
    expect(values['summary.quickStats.overallCpuUsage']).toBe(0);
    expect(values['guest.ipAddress']).toBeUndefined();
  });

  it('follows declared types inside data objects: one-element arrays, integers and concrete classes', () => {
    const { objects, index } = decode([recorded]);
    const hardware = valuesOf(objects[0], index)['config.hardware'] as {
      memoryMB: number;
      device: Record<string, unknown>[];
    };
    expect(hardware.memoryMB).toBe(32);
    expect(hardware.device.map(({ _typeName }) => _typeName)).toContain('VirtualDisk');
    const extraConfig = valuesOf(objects[0], index)['config.extraConfig'];
    expect(Array.isArray(extraConfig)).toBe(true);
  });

  it('gives the same objects wherever the bytes are cut in two', () => {
    const whole = JSON.stringify(decode([recorded]).objects);
    // Every byte is a border in the next test; here every seventh is the only one.
    for (let cut = 1; cut < recorded.byteLength; cut += 7) {
      const parts = JSON.stringify(decode([recorded.subarray(0, cut), recorded.subarray(cut)]).objects);
      if (parts !== whole) expect.fail(`cut at byte ${cut} changes the result`);
    }
  });

  it('gives the same objects byte by byte', () => {
    const bytes = Array.from(recorded, (_, at) => recorded.subarray(at, at + 1));
    expect(JSON.stringify(decode(bytes).objects)).toBe(JSON.stringify(decode([recorded]).objects));
  });

  it('reports every truncation as an error and keeps the objects that were complete', () => {
    const firstEnd = recorded.indexOf('</objects>') + '</objects>'.length;
    for (let length = 0; length < recorded.byteLength - 1; length += 97) {
      const decoder = new ObjectDecoder(new PropertyIndex([], true));
      expect(() => {
        decoder.write(recorded.subarray(0, length));
        decoder.end();
      }).toThrow(/cannot be read/);
      expect(decoder.ready).toBe(length >= firstEnd ? (length >= recorded.lastIndexOf('</objects>') + 10 ? 2 : 1) : 0);
    }
  });

  it('never makes values of paths that were not asked for', () => {
    const { objects, index } = decode([recorded], new PropertyIndex(['name', 'nothing']));
    expect(index.paths).toEqual(['name', 'nothing']);
    expect(objects.map(({ values }) => values)).toEqual([['Büro & Lager <1> 東京 😀 %2f'], ['DC0_H0_VM1']]);
  });

  it('leaves out objects of types that are not accepted', () => {
    expect(decode([recorded], undefined, (type) => type !== 'VirtualMachine').objects).toEqual([]);
  });
});

describe('ObjectDecoder on shapes of the API', () => {
  it('resolves xsi:type by namespace, not by prefix', () => {
    const declared = '<val xmlns:foo="http://www.w3.org/2001/XMLSchema-instance" foo:type="xsd:int">7</val>';
    expect(decodeValue(declared)).toBe(7);
    expect(decodeValue('<val xmlns:xsi="urn:other" xsi:type="xsd:int">7</val>')).toBe('7');
    expect(decodeValue('<val type="xsd:int">7</val>')).toBe('7');
  });

  it.each([
    ['<val xsi:type="xsd:long">9007199254740993</val>', 9007199254740993n],
    ['<val xsi:type="xsd:long">1099511627776</val>', 1099511627776],
    ['<val xsi:type="xsd:boolean">1</val>', true],
    ['<val xsi:type="xsd:int"></val>', undefined],
    ['<val xsi:type="xsd:string"></val>', ''],
    ['<val xsi:type="xsd:string">&lt;a&gt; &amp; &#x41;&#66;</val>', '<a> & AB'],
    ['<val xsi:type="xsd:string"><![CDATA[<b>]]></val>', '<b>'],
    ['<val xsi:type="xsd:dateTime">2026-01-02T03:04:05.678901Z</val>', new Date('2026-01-02T03:04:05.678Z')],
    ['<val xsi:type="xsd:dateTime">2026-01-02T03:04:05+02:00</val>', new Date('2026-01-02T01:04:05Z')],
    ['<val xsi:type="ArrayOfString"><string>one</string></val>', ['one']],
    ['<val xsi:type="ArrayOfString"></val>', []],
    ['<val xsi:type="ArrayOfInt"><int>1</int><int>2</int></val>', [1, 2]],
    ['<val xsi:type="VirtualMachinePowerState">poweredOn</val>', 'poweredOn'],
    ['<val xsi:type="TypeOfTomorrow"><a>1</a><a>2</a><b/></val>', { a: ['1', '2'], b: '' }],
  ])('decodes %s', (xml, value) => {
    expect(decodeValue(xml)).toEqual(value);
  });

  it('decodes a list of references', () => {
    const xml =
      '<val xsi:type="ArrayOfManagedObjectReference"><ManagedObjectReference type="Datastore">ds-1</ManagedObjectReference></val>';
    expect((decodeValue(xml) as unknown[]).map(String)).toEqual(['Datastore:ds-1']);
  });

  it('reads the token, the missing set and objects without properties', () => {
    const { objects, decoder } = decode([
      answer(
        '<token>t-1</token><objects><obj type="VirtualMachine">vm-1</obj><missingSet><path>config.uuid</path><fault>' +
          '<fault xsi:type="NoPermission"><object type="Folder">f</object></fault><localizedMessage>nein</localizedMessage>' +
          '</fault></missingSet></objects><objects><obj type="VirtualMachine">vm-2</obj></objects>',
      ),
    ]);
    expect(decoder.token).toBe('t-1');
    expect(objects[0]?.missing).toEqual([{ path: 'config.uuid', fault: 'NoPermission' }]);
    expect(objects[1]?.values).toEqual([]);
  });

  it('reads an empty estate: no result, an empty result, and an answer of the older method', () => {
    expect(decode([Buffer.from(answer('').toString().replace('<returnval></returnval>', ''))]).objects).toEqual([]);
    expect(decode([answer('')]).objects).toEqual([]);
    const older = answer('@@')
      .toString()
      .replace(
        '@@',
        '<obj type="Folder">f-1</obj><propSet><name>name</name><val xsi:type="xsd:string">n</val></propSet>',
      );
    expect(decode([Buffer.from(older)]).objects.map(({ ref, values }) => [String(ref), values])).toEqual([
      ['Folder:f-1', ['n']],
    ]);
  });
});

describe('ObjectDecoder on bad input', () => {
  it.each([
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>', /HTML page/],
    ['HTML in lower case', '<!doctype html><html><body>Sign in</body></html>', /HTML page/],
    ['HTML without doctype', '<html><body></body></html>', /HTML page/],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>', /DTD/],
    ['an undefined entity', answer(property('p', '<val>&bomb;</val>')).toString(), /broken XML/],
    ['another document', '<feed/>', /not a SOAP envelope/],
    ['plain text', 'Service Unavailable', /cannot be read/],
    ['nothing', '', /cannot be read/],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><Envelope/>', /ISO-8859-1/],
    ['a body without an answer', '<Envelope><Body/></Envelope>', /no property answer/],
    [
      'a value not of its type',
      answer(property('cpu', '<val xsi:type="xsd:int">many</val>')).toString(),
      /property cpu of VirtualMachine:vm-1.*"many" is not an integer/,
    ],
  ])('names %s', (_, text, message) => {
    expect(() => decode([Buffer.from(text)])).toThrow(message);
  });

  it('names bytes that are not UTF-8', () => {
    expect(() => decode([Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe])])).toThrow(/not valid UTF-8/);
  });

  it('refuses endless nesting and an endless text', () => {
    const deep = answer(property('p', `<val>${'<a>'.repeat(1000)}`));
    expect(() => decode([deep])).toThrow(/nested too deeply/);
    const decoder = new ObjectDecoder(new PropertyIndex([], true));
    decoder.write(Buffer.from(answer(property('p', '<val>@@')).toString().split('@@')[0] ?? ''));
    const megabyte = Buffer.alloc(1024 * 1024, 0x61);
    expect(() => {
      for (let count = 0; count < 64; count += 1) decoder.write(megabyte);
    }).toThrow(/longer than 32 MiB/);
  });
});
