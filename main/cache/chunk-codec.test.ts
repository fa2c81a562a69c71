import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CHUNK_HEADER_BYTES, writeChunkHeader } from '../../shared/chunk.ts';
import { type ChunkEncoding, decodeChunk, encodeChunk } from './chunk-codec.ts';

const batch = { type: 'VirtualMachine', refs: ['VirtualMachine:vm-1'], columns: { name: ['東京'], cpu: [null] } };
const json = JSON.stringify(batch);
const gzip: ChunkEncoding = { codec: 'gzip', level: 6 };

function chunkOf(text: string, rows = 1): Uint8Array {
  return encodeChunk(text, rows, gzip).bytes;
}

describe('chunk codec', () => {
  it.each<ChunkEncoding>([{ codec: 'plain' }, { codec: 'gzip', level: 1 }, { codec: 'gzip', level: 9 }])(
    'round trips %o',
    (encoding) => {
      const { bytes, rawBytes } = encodeChunk(json, 1, encoding);
      expect(decodeChunk(bytes)).toEqual(batch);
      expect(rawBytes).toBe(Buffer.byteLength(json));
      expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    },
  );

  it('refuses every single damaged byte', () => {
    const bytes = chunkOf(json);
    for (let at = 0; at < bytes.byteLength; at += 1) {
      // Bytes 6 and 7 are reserved and carry nothing.
      if (at === 6 || at === 7) continue;
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(() => decodeChunk(damaged), `byte ${at}`).toThrow(/chunk of inventory cannot be read/);
    }
  });

  it('refuses every truncation and random bytes', () => {
    const bytes = chunkOf(json);
    for (let length = 0; length < bytes.byteLength; length += 1)
      expect(() => decodeChunk(bytes.subarray(0, length))).toThrow();
    expect(() => decodeChunk(randomBytes(1000))).toThrow(/magic/);
  });

  it('stops a decompression bomb at the promised length', () => {
    const body = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const sealed = chunkOf(json);
    const bomb = new Uint8Array(CHUNK_HEADER_BYTES + body.byteLength);
    bomb.set(body, CHUNK_HEADER_BYTES);
    const crc32 = new DataView(sealed.buffer).getUint32(20);
    writeChunkHeader(bomb, { codec: 'gzip', rows: 1, rawBytes: 1000, storedBytes: body.byteLength, crc32 });
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decodeChunk(bomb)).toThrow();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it.each([
    ['another type', { ...batch, type: 'Toaster' }],
    ['too few cells', { ...batch, columns: { name: [] } }],
    ['no refs', { type: 'VirtualMachine', columns: {} }],
    ['no object', null],
  ])('refuses a batch with %s', (_, value) => {
    expect(() => decodeChunk(chunkOf(JSON.stringify(value)))).toThrow(/cannot be read/);
  });
});
