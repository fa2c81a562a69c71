/**
 * The chunk format: a column batch as JSON, optionally compressed, behind a 24-byte header. The same bytes lie in the log,
 * in the cache and cross IPC. Header, big endian: 4 bytes magic "HSB1", 1 byte format version, 1 byte codec
 * (0 plain, 1 gzip, 2 zstd), 2 bytes zero, 4 bytes rows, 4 bytes raw length, 4 bytes stored length, 4 bytes CRC-32 of the stored bytes.
 */
export const CHUNK_HEADER_BYTES = 24;
/** "HSB1", a column batch; "HSM1", the manifest that lists the batches of one kind. */
export const CHUNK_MAGIC = 0x48534231;
export const MANIFEST_MAGIC = 0x48534d31;
export const CHUNK_VERSION = 1;
export const CHUNK_CODECS = ['plain', 'gzip', 'zstd'] as const;
export type ChunkCodec = (typeof CHUNK_CODECS)[number];
/** Largest raw batch accepted, in bytes: a guard against a corrupt or hostile length, far above any real batch. */
export const CHUNK_MAX_RAW_BYTES = 256 * 1024 * 1024;

export interface ChunkHeader {
  readonly codec: ChunkCodec;
  readonly rows: number;
  /** Length of the JSON text in bytes. */
  readonly rawBytes: number;
  /** Length of what follows the header. */
  readonly storedBytes: number;
  readonly crc32: number;
}

export function writeChunkHeader(target: Uint8Array, header: ChunkHeader, magic = CHUNK_MAGIC): void {
  const view = new DataView(target.buffer, target.byteOffset, CHUNK_HEADER_BYTES);
  view.setUint32(0, magic);
  view.setUint8(4, CHUNK_VERSION);
  view.setUint8(5, CHUNK_CODECS.indexOf(header.codec));
  view.setUint16(6, 0);
  view.setUint32(8, header.rows);
  view.setUint32(12, header.rawBytes);
  view.setUint32(16, header.storedBytes);
  view.setUint32(20, header.crc32);
}

/** Reads and checks a header. Throws a RangeError naming the field that is wrong; the CRC itself is the codec's to check. */
export function readChunkHeader(bytes: Uint8Array, expected = CHUNK_MAGIC): ChunkHeader {
  if (bytes.byteLength < CHUNK_HEADER_BYTES)
    throw new RangeError(`chunk of ${bytes.byteLength} bytes is shorter than its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  if (magic !== expected) throw new RangeError(`chunk magic 0x${magic.toString(16)} is not a Heapsphere chunk`);
  const version = view.getUint8(4);
  if (version !== CHUNK_VERSION)
    throw new RangeError(`chunk format ${version} is not supported (this version reads ${CHUNK_VERSION})`);
  const codec = CHUNK_CODECS[view.getUint8(5)];
  if (codec === undefined) throw new RangeError(`chunk codec ${view.getUint8(5)} is unknown`);
  const rawBytes = view.getUint32(12);
  if (rawBytes > CHUNK_MAX_RAW_BYTES)
    throw new RangeError(`chunk claims ${rawBytes} raw bytes, more than ${CHUNK_MAX_RAW_BYTES}`);
  const storedBytes = view.getUint32(16);
  if (storedBytes !== bytes.byteLength - CHUNK_HEADER_BYTES) {
    throw new RangeError(
      `chunk claims ${storedBytes} stored bytes but carries ${bytes.byteLength - CHUNK_HEADER_BYTES}`,
    );
  }
  return { codec, rows: view.getUint32(8), rawBytes, storedBytes, crc32: view.getUint32(20) };
}
