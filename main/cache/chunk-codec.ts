import { constants, crc32, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  CHUNK_HEADER_BYTES,
  CHUNK_MAGIC,
  CHUNK_MAX_RAW_BYTES,
  type ChunkHeader,
  readChunkHeader,
  writeChunkHeader,
} from '../../shared/chunk.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { type Cell, type ColumnBatch, RESOURCE_TYPES } from '../../shared/inventory.ts';
import type { CollectionOptions } from '../../shared/settings.ts';

/** Level 1-9 for gzip; zstd always at its level 1, which beats Node's default of 3 in both size and speed on inventory; or plain. */
export type ChunkEncoding =
  | { readonly codec: 'gzip'; readonly level: number }
  | { readonly codec: 'zstd' }
  | { readonly codec: 'plain' };

const PLAIN: ChunkEncoding = { codec: 'plain' };
const ZSTD_LEVEL = 1;
/**
 * Columns differ in what they are made of (names, numbers, hexadecimal digits). With little memory zlib begins a new Huffman
 * table more often, so that each column gets one of its own: 3 % smaller than with the default of 8, for a sixth more time.
 */
const GZIP_MEMORY_LEVEL = 4;

/** The encoding that the switches ask for. */
export function encodingOf(options: Pick<CollectionOptions, 'compress' | 'codec' | 'compressionLevel'>): ChunkEncoding {
  if (!options.compress) return PLAIN;
  return options.codec === 'zstd' ? { codec: 'zstd' } : { codec: 'gzip', level: options.compressionLevel };
}

export interface EncodedChunk {
  /** Header and body in one ArrayBuffer of exactly their size, so that it can be transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rawBytes: number;
}

/** Writes a batch, given as the JSON text of a ColumnBatch, in the chunk format of shared/chunk.ts. */
export function encodeChunk(json: string, rows: number, encoding: ChunkEncoding, magic = CHUNK_MAGIC): EncodedChunk {
  const raw = Buffer.from(json, 'utf8');
  const body = compress(raw, encoding);
  const bytes = new Uint8Array(CHUNK_HEADER_BYTES + body.byteLength);
  bytes.set(body, CHUNK_HEADER_BYTES);
  const header: ChunkHeader = {
    codec: encoding.codec,
    rows,
    rawBytes: raw.byteLength,
    storedBytes: body.byteLength,
    crc32: crc32(body),
  };
  writeChunkHeader(bytes, header, magic);
  return { bytes, rawBytes: raw.byteLength };
}

/**
 * Reads a chunk back. Decompression stops at the length the header promises. Throws `protocol` naming what is wrong for
 * anything that is not a whole, intact chunk holding a well-formed batch.
 */
export function decodeChunk(bytes: Uint8Array): ColumnBatch {
  try {
    const header = readChunkHeader(bytes);
    return checkBatch(JSON.parse(unpack(bytes, header).toString('utf8')), header.rows);
  } catch (error) {
    throw new HeapsphereError(
      {
        code: 'protocol',
        message: `A chunk of inventory cannot be read: ${error instanceof Error ? error.message : error}.`,
        action: 'Collect again; the damaged chunk is not used.',
      },
      { cause: error },
    );
  }
}

/** The JSON text behind a header that was read from the same bytes. Throws a RangeError, or an error of the decompressor. */
export function unpack(bytes: Uint8Array, header: ChunkHeader): Buffer {
  const body = bytes.subarray(CHUNK_HEADER_BYTES);
  const sum = crc32(body);
  if (sum !== header.crc32) throw new RangeError(`checksum ${sum} differs from the promised ${header.crc32}`);
  const raw = decompress(body, header);
  if (raw.byteLength !== header.rawBytes)
    throw new RangeError(`${raw.byteLength} raw bytes instead of ${header.rawBytes}`);
  return Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
}

/** The same chunk without compression, for a window: browsers unpack gzip, and no zstd. Others are handed back as they are. */
export function withoutZstd(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const header = readChunkHeader(bytes);
  return header.codec === 'zstd'
    ? encodeChunk(unpack(bytes, header).toString('utf8'), header.rows, PLAIN).bytes
    : bytes;
}

function compress(raw: Buffer, encoding: ChunkEncoding): Uint8Array {
  switch (encoding.codec) {
    case 'gzip':
      return gzipSync(raw, { level: encoding.level, memLevel: GZIP_MEMORY_LEVEL });
    case 'zstd':
      return zstdCompressSync(raw, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } });
    case 'plain':
      return raw;
  }
}

function decompress(body: Uint8Array, { codec, rawBytes }: ChunkHeader): Uint8Array {
  // One byte more than promised is one too many; a limit of 0 would mean none.
  const maxOutputLength = Math.min(rawBytes, CHUNK_MAX_RAW_BYTES) || 1;
  switch (codec) {
    case 'gzip':
      return gunzipSync(body, { maxOutputLength });
    case 'zstd':
      return zstdDecompressSync(body, { maxOutputLength });
    case 'plain':
      return body;
  }
}

function checkBatch(value: unknown, rows: number): ColumnBatch {
  const batch = value as Partial<Record<keyof ColumnBatch, unknown>> | null;
  const { type, refs, columns } = batch ?? {};
  const known = RESOURCE_TYPES.find((each) => each === type);
  if (!known) throw new RangeError(`"${String(type).slice(0, 40)}" is no kind of rows`);
  if (!Array.isArray(refs) || refs.length !== rows || !refs.every((ref) => typeof ref === 'string')) {
    throw new RangeError(`it does not hold ${rows} references`);
  }
  if (typeof columns !== 'object' || columns === null) throw new RangeError('it has no columns');
  for (const [path, cells] of Object.entries(columns)) {
    if (!Array.isArray(cells) || cells.length !== rows)
      throw new RangeError(`column ${path} does not hold ${rows} cells`);
  }
  return { type: known, refs, columns: columns as Record<string, Cell[]> };
}
