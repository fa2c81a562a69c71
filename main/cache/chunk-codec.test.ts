import { randomBytes } from 'node:crypto';
import { crc32, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CHUNK_HEADER_BYTES, type ChunkCodec, readChunkHeader, writeChunkHeader } from '../../shared/chunk.ts';
import { type ChunkEncoding, decodeChunk, encodeChunk, encodingOf, withoutZstd } from './chunk-codec.ts';

const batch = { type: 'VirtualMachine', refs: ['VirtualMachine:vm-1'], columns: { name: ['東京'], cpu: [null] } };
const json = JSON.stringify(batch);
const gzip: ChunkEncoding = { codec: 'gzip', level: 6 };

const ENCODINGS: readonly ChunkEncoding[] = [
  { codec: 'plain' },
  { codec: 'gzip', level: 1 },
  { codec: 'gzip', level: 9 },
  { codec: 'zstd' },
];

function chunkOf(text: string, encoding = gzip): Uint8Array<ArrayBuffer> {
  return encodeChunk(text, 1, encoding).bytes;
}

/** A chunk whose header promises a raw length and is right about everything else. */
function sealed(codec: ChunkCodec, body: Uint8Array, rawBytes: number): Uint8Array {
  const bytes = new Uint8Array(CHUNK_HEADER_BYTES + body.byteLength);
  bytes.set(body, CHUNK_HEADER_BYTES);
  writeChunkHeader(bytes, { codec, rows: 1, rawBytes, storedBytes: body.byteLength, crc32: crc32(body) });
  return bytes;
}

describe('chunk codec', () => {
  it.each(ENCODINGS)('round trips %o', (encoding) => {
    const { bytes, rawBytes } = encodeChunk(json, 1, encoding);
    expect(decodeChunk(bytes)).toEqual(batch);
    expect(rawBytes).toBe(Buffer.byteLength(json));
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    expect(readChunkHeader(bytes)).toMatchObject({ codec: encoding.codec, rows: 1, rawBytes });
  });

  it.each(ENCODINGS)('refuses every single damaged byte of %o', (encoding) => {
    const bytes = chunkOf(json, encoding);
    for (let at = 0; at < bytes.byteLength; at += 1) {
      // Bytes 6 and 7 are reserved and carry nothing.
      if (at === 6 || at === 7) continue;
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(() => decodeChunk(damaged), `byte ${at}`).toThrow(/chunk of inventory cannot be read/);
    }
  });

  it.each(ENCODINGS)('refuses every truncation of %o', (encoding) => {
    const bytes = chunkOf(json, encoding);
    for (let length = 0; length < bytes.byteLength; length += 1)
      expect(() => decodeChunk(bytes.subarray(0, length)), `${length} bytes`).toThrow(/cannot be read/);
  });

  it('refuses random bytes', () => {
    expect(() => decodeChunk(randomBytes(1000))).toThrow(/magic/);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('stops a %s bomb at the promised length', (codec, compress) => {
    const bomb = sealed(codec, compress(Buffer.alloc(64 * 1024 * 1024)), 1000);
    expect(bomb.byteLength).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decodeChunk(bomb)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/cannot be read/),
        cause: expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }),
      }),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    expect(() => decodeChunk(sealed(codec, compress(Buffer.alloc(1_000_000)), 0))).toThrow(/cannot be read/);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
    ['plain', (raw: Buffer) => raw],
  ] as const)('refuses a %s body shorter than promised', (codec, compress) => {
    expect(() => decodeChunk(sealed(codec, compress(Buffer.from(json)), 5000))).toThrow(/instead of 5000/);
  });

  it.each([
    ['another type', { ...batch, type: 'Toaster' }],
    ['too few cells', { ...batch, columns: { name: [] } }],
    ['no refs', { type: 'VirtualMachine', columns: {} }],
    ['no object', null],
  ])('refuses a batch with %s', (_, value) => {
    expect(() => decodeChunk(chunkOf(JSON.stringify(value)))).toThrow(/cannot be read/);
  });

  it('follows the switches', () => {
    const options = { compress: true, codec: 'gzip', compressionLevel: 7 } as const;
    expect(encodingOf(options)).toEqual({ codec: 'gzip', level: 7 });
    expect(encodingOf({ ...options, codec: 'zstd' })).toEqual({ codec: 'zstd' });
    expect(encodingOf({ ...options, compress: false })).toEqual({ codec: 'plain' });
    expect(encodingOf({ ...options, codec: 'zstd', compress: false })).toEqual({ codec: 'plain' });
  });

  it('hands windows no zstd, and everything else as it is', () => {
    const zstd = chunkOf(json, { codec: 'zstd' });
    const plain = withoutZstd(zstd);
    expect(readChunkHeader(plain)).toMatchObject({ codec: 'plain', rows: 1 });
    expect(decodeChunk(plain)).toEqual(batch);
    const gzipped = chunkOf(json);
    expect(withoutZstd(gzipped)).toBe(gzipped);
    const damaged = Uint8Array.from(zstd);
    damaged[CHUNK_HEADER_BYTES + 4] = (damaged[CHUNK_HEADER_BYTES + 4] ?? 0) ^ 0xff;
    expect(() => withoutZstd(damaged)).toThrow(/checksum/);
  });
});
