import type { ChunkHeader } from '../../shared/chunk.ts';
import { unpack } from './chunk-codec.ts';

/** Largest chunk that is taken out of a cache, in bytes of its JSON: whole batches of all properties stay below. */
const MOST_RAW_BYTES = 64 * 1024 * 1024;
/** Whatever a text of this length holds, its values are small. */
const SMALL_RAW_BYTES = 1024 * 1024;
/** Heap that one byte of JSON may turn into; who decodes makes room for that much. */
const HEAP_PER_BYTE = 8;
const OPENING_BYTES = 64;
const COMMA_BYTES = 8;
const [COMMA, OPEN_LIST, OPEN_OBJECT] = [0x2c, 0x5b, 0x7b];

/**
 * Whether decoding a chunk from a cache takes no more memory than its length lets expect. Others may write to a shared
 * cache, and a few MB of empty lists turn into hundreds. Throws what unpacking throws.
 */
export function isSafeToDecode(bytes: Uint8Array, header: ChunkHeader): boolean {
  if (header.rawBytes <= SMALL_RAW_BYTES) return true;
  return header.rawBytes <= MOST_RAW_BYTES && isSafeToParse(unpack(bytes, header));
}

/** The same of a JSON text that is unpacked already. */
export function isSafeToParse(raw: Uint8Array): boolean {
  if (raw.byteLength <= SMALL_RAW_BYTES) return true;
  let heap = raw.byteLength;
  for (let at = 0; at < raw.byteLength; at += 1) {
    const byte = raw[at];
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) heap += OPENING_BYTES;
    else if (byte === COMMA) heap += COMMA_BYTES;
  }
  return heap <= raw.byteLength * HEAP_PER_BYTE;
}
