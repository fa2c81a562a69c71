import { encodeChunk } from '../../main/cache/chunk-codec.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';

/** A batch as main sends it, uncompressed. */
export function encodedChunk(batch: ColumnBatch): {
  readonly type: ResourceType;
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
} {
  const { type, refs } = batch;
  return { type, rows: refs.length, bytes: encodeChunk(JSON.stringify(batch), refs.length, { codec: 'plain' }).bytes };
}
