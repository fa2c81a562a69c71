import { describe, expect, it } from 'vitest';
import { CHUNK_HEADER_BYTES, MANIFEST_MAGIC, readChunkHeader } from '../../shared/chunk.ts';
import { encodeChunk } from './chunk-codec.ts';
import { decodeManifest, encodeManifest, MANIFEST_FORMAT, type Manifest } from './manifest.ts';

const manifest: Manifest = {
  format: MANIFEST_FORMAT,
  type: 'VirtualMachine',
  vcenter: { name: 'VMware vCenter Server', server: 'https://vc/sdk', instanceUuid: 'u-1', apiVersion: '8.0.2.0' },
  datacenters: ['DC0'],
  pruned: true,
  codec: 'gzip',
  collectedAt: 1_700_000_000_000,
  freshUntil: 1_700_003_600_000,
  rows: 3,
  chunks: [
    { hash: 'aaaaaaaaaaaaaaaaaaaaaa', rows: 2, raw: 100, stored: 50 },
    { hash: 'bbbbbbbbbbbbbbbbbbbbbb', rows: 1, raw: 60, stored: 40 },
  ],
  missing: [{ type: 'VirtualMachine', path: 'config', reason: 'NoPermission', count: 1, refs: ['VirtualMachine:9'] }],
};

/** A manifest of any content, sealed as it should be. */
function sealed(content: unknown): Uint8Array {
  return encodeChunk(JSON.stringify(content), 3, { codec: 'gzip', level: 6 }, MANIFEST_MAGIC).bytes;
}

describe('manifest', () => {
  it('round trips', () => {
    const bytes = encodeManifest(manifest);
    expect(decodeManifest(bytes)).toEqual(manifest);
    expect(readChunkHeader(bytes, MANIFEST_MAGIC).rows).toBe(3);
    expect(sealed(manifest)).toEqual(bytes);
  });

  const wrong: readonly (readonly [path: string, value: unknown])[] = [
    ['format', 2],
    ['type', 'Toaster'],
    ['vcenter', null],
    ['vcenter.name', 7],
    ['vcenter.server', undefined],
    ['vcenter.instanceUuid', []],
    ['vcenter.apiVersion', {}],
    ['datacenters', 'DC0'],
    ['datacenters', [1]],
    ['pruned', 'yes'],
    ['codec', 'lzma'],
    ['collectedAt', '1700000000000'],
    ['freshUntil', null],
    ['rows', -1],
    ['rows', 1.5],
    ['chunks', {}],
    ['chunks', [null]],
    ['missing', 'none'],
    ['missing', [{ type: 'VirtualMachine' }]],
  ];
  it.each(wrong)('refuses %s as %j, naming it', (path, value) => {
    expect(() => decodeManifest(sealed(changed(manifest, path.split('.'), value)))).toThrow(
      new RegExp(`manifest field ${path.replace('.', '\\.')}`),
    );
  });

  it.each(Object.keys(manifest))('refuses one without %s', (field) => {
    expect(() => decodeManifest(sealed(changed(manifest, [field], undefined)))).toThrow(`manifest field ${field}`);
  });

  it.each([
    { hash: 'short', rows: 1, raw: 1, stored: 1 },
    { hash: 'c'.repeat(65), rows: 1, raw: 1, stored: 1 },
    { hash: 'c'.repeat(22), rows: 100_001, raw: 1, stored: 1 },
    { hash: 'c'.repeat(22), rows: 1, raw: 2 ** 32, stored: 1 },
    { hash: 'c'.repeat(22), rows: 1, raw: 1, stored: -1 },
    { hash: 'c'.repeat(22), rows: 1, raw: 1 },
  ])('refuses the chunk %o', (chunk) => {
    expect(() => decodeManifest(sealed({ ...manifest, chunks: [chunk] }))).toThrow(/manifest field chunks\.0/);
  });

  it('refuses every damaged byte, a chunk in its place, and what is no object', () => {
    const bytes = encodeManifest(manifest);
    for (let at = 0; at < bytes.byteLength; at += 1) {
      // Bytes 6 and 7 are reserved; the number of rows is told again inside.
      if (at >= 6 && at <= 11) continue;
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(() => decodeManifest(damaged), `byte ${at}`).toThrow();
    }
    expect(() => decodeManifest(encodeChunk(JSON.stringify(manifest), 3, { codec: 'plain' }).bytes)).toThrow(/magic/);
    for (const content of [null, 7, 'text', []])
      expect(() => decodeManifest(sealed(content))).toThrow(/manifest field/);
    expect(() => decodeManifest(new Uint8Array())).toThrow(/shorter/);
  });

  it('refuses one that is too large before it is unpacked', () => {
    const json = `"${'x'.repeat(32 * 1024 * 1024)}"`;
    const { bytes } = encodeChunk(json, 1, { codec: 'gzip', level: 1 }, MANIFEST_MAGIC);
    // Were it unpacked, the damage to its body would be what is found.
    bytes[CHUNK_HEADER_BYTES + 20] = (bytes[CHUNK_HEADER_BYTES + 20] ?? 0) ^ 0xff;
    expect(() => decodeManifest(bytes)).toThrow(/manifest claims 33554434 bytes/);
  });

  it.each([
    ['chunks', 0],
    ['missing', 0],
    ['datacenters', 0],
  ])('takes no memory to speak of for very many wrong %s', (field, value) => {
    const bytes = sealed({ ...manifest, [field]: new Array(900_000).fill(value) });
    expect(bytes.byteLength).toBeLessThan(20_000);
    const before = process.memoryUsage().heapUsed;
    expect(() => decodeManifest(bytes)).toThrow(/manifest field/);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024);
    expect(() => decodeManifest(sealed({ ...manifest, [field]: new Array(1_000_001).fill(value) }))).toThrow(
      /more than/,
    );
  });

  it('refuses one that is not large and would be once it is parsed', () => {
    const bytes = sealed({ ...manifest, more: new Array(2_000_000).fill([]) });
    expect(() => decodeManifest(bytes)).toThrow(/too much memory/);
  });
});

function changed(value: object, [first = '', ...rest]: readonly string[], to: unknown): object {
  const inner = (value as Record<string, object>)[first];
  return { ...value, [first]: rest.length > 0 && inner ? changed(inner, rest, to) : to };
}
