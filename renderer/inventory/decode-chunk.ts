import { CHUNK_HEADER_BYTES, readChunkHeader } from '../../shared/chunk.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Reads one chunk into its column batch. Rejects with a RangeError when the header does not fit the bytes, when the
 * length after unpacking is not the promised one, or when a column is not as long as the batch.
 */
export async function decodeChunk(chunk: Uint8Array): Promise<ColumnBatch> {
  const header = readChunkHeader(chunk);
  const stored = new Uint8Array(chunk.subarray(CHUNK_HEADER_BYTES));
  const raw = header.codec === 'gzip' ? await gunzip(stored) : stored;
  if (raw.byteLength !== header.rawBytes) {
    throw new RangeError(`chunk unpacks to ${raw.byteLength} bytes instead of ${header.rawBytes}`);
  }
  const batch = JSON.parse(new TextDecoder().decode(raw)) as ColumnBatch;
  if (batch.refs.length !== header.rows) {
    throw new RangeError(`chunk carries ${batch.refs.length} rows instead of ${header.rows}`);
  }
  for (const [path, cells] of Object.entries(batch.columns)) {
    if (cells.length !== header.rows) {
      throw new RangeError(`column ${path} has ${cells.length} cells instead of ${header.rows}`);
    }
  }
  return batch;
}
