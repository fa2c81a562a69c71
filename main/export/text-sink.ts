import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { writeFailure } from './write-failure.ts';

export interface TextSinkOptions {
  readonly path: string;
  /** Level of gzip, 1 to 9; undefined writes plain text. */
  readonly gzipLevel: number | undefined;
  /** Permissions of a new file; the system's default when absent. */
  readonly mode?: number;
}

/** A text file in the making, plain or gzipped. Until it is whole it is written beside its place as NAME.partial. */
export class TextSink {
  readonly #path: string;
  readonly #partial: string;
  readonly #sink: Writable;
  readonly #file: Writable;
  #failure: Error | undefined;

  constructor({ path, gzipLevel, mode }: TextSinkOptions) {
    this.#path = path;
    this.#partial = `${path}.partial`;
    this.#file = createWriteStream(this.#partial, mode === undefined ? {} : { mode });
    this.#sink = this.#file;
    if (gzipLevel !== undefined) {
      const compressor = createGzip({ level: gzipLevel });
      compressor.pipe(this.#file);
      this.#sink = compressor;
    }
    for (const stream of new Set([this.#sink, this.#file])) {
      stream.on('error', (error) => {
        this.#failure ??= error;
        this.#sink.destroy();
      });
    }
  }

  /** Resolves when the disk has kept up. Throws `internal` naming the file when it cannot be written. */
  async write(text: string): Promise<void> {
    this.#check();
    if (this.#sink.write(text)) return;
    const abort = new AbortController();
    await Promise.race([
      once(this.#sink, 'drain', { signal: abort.signal }),
      once(this.#sink, 'close', { signal: abort.signal }),
    ]).catch(() => {});
    abort.abort();
    this.#check();
  }

  /** Adds the last text and gives the file its name; what cannot be completed is removed. Throws as write does. */
  async finish(text: string): Promise<void> {
    try {
      this.#check();
      this.#sink.end(text);
      await finished(this.#file);
      await rename(this.#partial, this.#path);
    } catch (error) {
      await this.discard();
      this.#failure ??= error as Error;
      this.#check();
    }
  }

  /** Removes what was written so far. Idempotent. */
  async discard(): Promise<void> {
    this.#sink.destroy();
    this.#file.destroy();
    // A stream that is destroyed while its file is being opened opens it all the same.
    if (!this.#file.closed) await new Promise((resolve) => this.#file.once('close', resolve));
    await rm(this.#partial, { force: true });
  }

  #check(): void {
    if (this.#failure) throw writeFailure(this.#path, this.#failure);
  }
}
