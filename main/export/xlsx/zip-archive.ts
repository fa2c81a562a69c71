import { type FileHandle, open, stat } from 'node:fs/promises';

/** A part that lies deflated in a file of its own. */
export interface SpooledPart {
  /** Where its deflated bytes lie. */
  readonly path: string;
  /** CRC-32 and length of what was deflated. */
  readonly crc: number;
  readonly rawBytes: number;
}

export interface ZipEntry extends SpooledPart {
  /** Path in the archive; ASCII. */
  readonly name: string;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, the first day a zip archive knows: the same rows give the same file. */
const DATE = (1 << 5) | 1;
const MAX_BYTES = 0xffff_ffff;
/** Copied at a time, through one buffer: a stream would leave a new one behind for each piece. */
const COPY_BYTES = 256 * 1024;

/**
 * Writes an archive of parts that are compressed already. Sizes stand in front of each part, so that every reader takes it.
 * Source: PKWARE APPNOTE 6.3.10, without the 64-bit extension. Throws a RangeError for more than 4 GiB.
 */
export async function writeZip(file: FileHandle, entries: readonly ZipEntry[]): Promise<void> {
  const central: Buffer[] = [];
  const buffer = Buffer.alloc(COPY_BYTES);
  let offset = 0;
  for (const { name, path, crc, rawBytes } of entries) {
    const { size } = await stat(path);
    if (rawBytes > MAX_BYTES || offset + size > MAX_BYTES)
      throw new RangeError(`the archive would be larger than ${MAX_BYTES} bytes at ${name}`);
    const bytes = Buffer.from(name, 'ascii');
    const facts = Buffer.alloc(24);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(DATE, 8);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(size, 14);
    facts.writeUInt32LE(rawBytes, 18);
    facts.writeUInt16LE(bytes.byteLength, 22);
    const local = Buffer.concat([uint32(LOCAL_HEADER), facts, Buffer.alloc(2), bytes]);
    central.push(uint32(CENTRAL_HEADER), uint16(VERSION), facts, Buffer.alloc(12), uint32(offset), bytes);
    await file.writeFile(local);
    await copyInto(file, path, buffer);
    offset += local.byteLength + size;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.byteLength, 8);
  end.writeUInt32LE(offset, 12);
  await file.writeFile(Buffer.concat([directory, uint32(END_RECORD), end]));
}

async function copyInto(file: FileHandle, path: string, buffer: Buffer): Promise<void> {
  const source = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.byteLength);
      if (bytesRead === 0) return;
      await file.writeFile(buffer.subarray(0, bytesRead));
    }
  } finally {
    await source.close();
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
