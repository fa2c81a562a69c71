import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { SpooledPart } from './zip-archive.ts';

/** Gathered before it is handed to the compressor. */
const BUFFER_BYTES = 64 * 1024;
/** Most bytes of UTF-8 that one UTF-16 unit becomes. */
const BYTES_PER_UNIT = 3;

/**
 * One part of a package, compressed into a file of its own while it grows, and ready for a zip archive when it ends. All
 * text goes through one buffer: a new one each time would leave the allocator with memory that nobody gets back.
 */
export class PartSpool {
  readonly #path: string;
  readonly #deflate: DeflateRaw;
  readonly #written: Promise<void>;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #filled = 0;
  #crc = 0;
  #rawBytes = 0;

  /**
   * @param path of the temporary file; whoever gives it removes it
   * @param level of compression, 1 to 9
   */
  constructor(path: string, level: number) {
    this.#path = path;
    // Half of zlib's usual memory: a workbook has many parts open at once.
    this.#deflate = createDeflateRaw({ level, memLevel: 7 });
    this.#written = pipeline(this.#deflate, createWriteStream(path, { mode: 0o600 }));
    // Whoever writes next is told.
    this.#written.catch(() => {});
  }

  /** Bytes of text taken so far. */
  get rawBytes(): number {
    return this.#rawBytes + this.#filled;
  }

  /** Resolves when the compressor has kept up. Rejects with what went wrong on the disk. */
  async write(text: string): Promise<void> {
    const most = text.length * BYTES_PER_UNIT;
    if (most > BUFFER_BYTES - this.#filled) await this.#flush();
    if (most > BUFFER_BYTES) await this.#hand(Buffer.from(text));
    else this.#filled += this.#buffer.write(text, this.#filled);
  }

  /** What an archive needs to know of the part; its name there is up to the archive. */
  async finish(): Promise<SpooledPart> {
    await this.#flush();
    this.#deflate.end();
    await this.#written;
    return { path: this.#path, crc: this.#crc, rawBytes: this.#rawBytes };
  }

  /** Gives up; the temporary file is left to its owner. */
  async destroy(): Promise<void> {
    this.#deflate.destroy();
    await this.#written.catch(() => {});
  }

  async #flush(): Promise<void> {
    const bytes = this.#buffer.subarray(0, this.#filled);
    this.#filled = 0;
    if (bytes.byteLength > 0) await this.#hand(bytes);
  }

  /** Resolves when the bytes are read and may be overwritten. */
  async #hand(bytes: Buffer): Promise<void> {
    this.#crc = crc32(bytes, this.#crc);
    this.#rawBytes += bytes.byteLength;
    const read = new Promise<void>((resolve, reject) => {
      this.#deflate.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
    // A disk that fails destroys the compressor, which then never calls back; `written` says why.
    await Promise.race([read, this.#written]);
  }
}
