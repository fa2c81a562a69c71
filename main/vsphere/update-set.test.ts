import { describe, expect, it } from 'vitest';
import { ObjectDecoder } from './object-decoder.ts';
import { PropertyIndex } from './property-index.ts';

const envelope = (inner: string) =>
  Buffer.from(
    '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
      'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>' +
      `<WaitForUpdatesExResponse xmlns="urn:vim25">${inner}</WaitForUpdatesExResponse></soapenv:Body></soapenv:Envelope>`,
  );

const change = (name: string, value: string) =>
  `<changeSet><name>${name}</name><op>assign</op><val xsi:type="xsd:string">${value}</val></changeSet>`;
const update = (kind: string, id: string, inner = '') =>
  `<objectSet><kind>${kind}</kind><obj type="VirtualMachine">${id}</obj>${inner}</objectSet>`;
const filter = (inner: string) =>
  `<filterSet><filter type="PropertyFilter">f-1</filter>${inner}<missingObjects><obj type="VirtualMachine">vm-8</obj></missingObjects></filterSet>`;

const UPDATES = envelope(
  `<returnval><version>7</version>${filter(
    update('enter', 'vm-1', change('name', 'web') + change('other', 'x')) +
      update(
        'modify',
        'vm-2',
        '<changeSet><name>name</name><op>remove</op></changeSet><missingSet><path>config</path><fault><fault xsi:type="NoPermission"/></fault></missingSet>',
      ),
  )}${filter(update('leave', 'vm-3'))}<truncated>true</truncated></returnval>`,
);

function decode(bytes: Uint8Array, size = bytes.byteLength) {
  const decoder = new ObjectDecoder(new PropertyIndex(['name']));
  for (let from = 0; from < bytes.byteLength; from += size) decoder.write(bytes.subarray(from, from + size));
  decoder.end();
  const { version, truncated } = decoder;
  const objects = decoder.take(100).map(({ ref, update: kind, values, missing }) => ({
    what: `${kind} ${ref}`,
    name: values[0],
    missing: missing.map(({ path, fault }) => `${path} ${fault}`),
  }));
  return { version, truncated, objects };
}

describe('an update set', () => {
  it.each([UPDATES.byteLength, 7, 1])('is read whole when it comes in pieces of %i bytes', (size) => {
    expect(decode(UPDATES, size)).toEqual({
      version: '7',
      truncated: true,
      objects: [
        { what: 'enter VirtualMachine:vm-1', name: 'web', missing: [] },
        { what: 'modify VirtualMachine:vm-2', name: undefined, missing: ['config NoPermission'] },
        { what: 'leave VirtualMachine:vm-3', name: undefined, missing: [] },
      ],
    });
  });

  it('is nothing when nothing happened in time', () => {
    expect(decode(envelope(''))).toEqual({ version: undefined, truncated: false, objects: [] });
  });

  it('is not truncated unless it says so', () => {
    expect(decode(envelope('<returnval><version>8</version></returnval>'))).toMatchObject({
      version: '8',
      truncated: false,
    });
    const no = envelope('<returnval><version>8</version><truncated>false</truncated></returnval>');
    expect(decode(no).truncated).toBe(false);
  });

  it('is refused when an update is of no known kind', () => {
    const odd = envelope(`<returnval><version>9</version>${filter(update('vanish', 'vm-1'))}</returnval>`);
    expect(() => decode(odd)).toThrow('of the kind "vanish"');
  });
});
