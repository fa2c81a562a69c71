import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import { CHUNK_HEADER_BYTES, CHUNK_MAX_RAW_BYTES, readChunkHeader, writeChunkHeader } from '../../shared/chunk.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { type Cell, type ColumnBatch, RESOURCE_TYPES } from '../../shared/inventory.ts';

/** Level 1-9 for gzip, or plain. */
export type ChunkEncoding = { readonly codec: 'gzip'; readonly level: number } | { readonly codec: 'plain' };

export interface EncodedChunk {
  /** Header and body in one ArrayBuffer of exactly their size, so that it can be transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rawBytes: number;
}

/** Writes a batch, given as the JSON text of a ColumnBatch, in the chunk format of shared/chunk.ts. */
export function encodeChunk(json: string, rows: number, encoding: ChunkEncoding): EncodedChunk {
  const raw = Buffer.from(json, 'utf8');
  const body = encoding.codec === 'gzip' ? gzipSync(raw, { level: encoding.level }) : raw;
  const bytes = new Uint8Array(CHUNK_HEADER_BYTES + body.byteLength);
  bytes.set(body, CHUNK_HEADER_BYTES);
  writeChunkHeader(bytes, {
    codec: encoding.codec,
    rows,
    rawBytes: raw.byteLength,
    storedBytes: body.byteLength,
    crc32: crc32(body),
  });
  return { bytes, rawBytes: raw.byteLength };
}

/**
 * Reads a chunk back. Decompression stops at the length the header promises. Throws `protocol` naming what is wrong for
 * anything that is not a whole, intact chunk holding a well-formed batch.
 */
export function decodeChunk(bytes: Uint8Array): ColumnBatch {
  try {
    const header = readChunkHeader(bytes);
    const body = bytes.subarray(CHUNK_HEADER_BYTES);
    const sum = crc32(body);
    if (sum !== header.crc32) throw new RangeError(`checksum ${sum} differs from the promised ${header.crc32}`);
    const raw =
      header.codec === 'gzip'
        ? gunzipSync(body, { maxOutputLength: Math.min(header.rawBytes, CHUNK_MAX_RAW_BYTES) || 1 })
        : body;
    if (raw.byteLength !== header.rawBytes)
      throw new RangeError(`${raw.byteLength} raw bytes instead of ${header.rawBytes}`);
    return checkBatch(
      JSON.parse(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8')),
      header.rows,
    );
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
