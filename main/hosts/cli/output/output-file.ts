import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { CollectionState } from '../../../../shared/contract.ts';
import { HeapsphereError } from '../../../../shared/errors.ts';
import type { ColumnBatch } from '../../../../shared/inventory.ts';
import { csvFormat } from './csv-format.ts';
import { jsonFormat, ndjsonFormat } from './json-format.ts';
import type { OutputHeader, RowFormat } from './row-writer.ts';

const FORMATS: Readonly<Record<string, (header: OutputHeader) => RowFormat>> = {
  json: jsonFormat,
  ndjson: ndjsonFormat,
  csv: csvFormat,
};

/** How the name of an output file is read. Throws `usage` for a format that does not exist or a contradiction. */
export function parseOutputName(path: string, compress: boolean): { readonly format: string; readonly gzip: boolean } {
  const [, format = '', gz] = /\.([a-z0-9]+)(\.gz)?$/i.exec(path) ?? [];
  if (!Object.hasOwn(FORMATS, format.toLowerCase())) {
    throw new HeapsphereError({
      code: 'usage',
      message: `--output: "${path}" does not end in a known format.`,
      action: 'Allowed endings: .json, .ndjson, .csv, each also with .gz.',
    });
  }
  if (gz && !compress) {
    throw new HeapsphereError({
      code: 'usage',
      message: `--output: "${path}" asks for gzip, but compression is off.`,
      action: 'Leave out .gz, or turn compression on (--compress on).',
    });
  }
  return { format: format.toLowerCase(), gzip: gz !== undefined };
}

/**
 * A file that grows batch by batch, at the pace of the disk, and appears under its name only when it is whole: until
 * then it is written beside it as NAME.partial.
 */
export class OutputFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #format: RowFormat;
  readonly #sink: Writable;
  readonly #file: Writable;
  #failure: Error | undefined;

  constructor(path: string, header: OutputHeader, compress: boolean, level: number) {
    const { format, gzip } = parseOutputName(path, compress);
    this.#path = path;
    this.#partial = `${path}.partial`;
    this.#format = (FORMATS[format] ?? jsonFormat)(header);
    this.#file = createWriteStream(this.#partial);
    this.#sink = this.#file;
    if (gzip) {
      const compressor = createGzip({ level });
      compressor.pipe(this.#file);
      this.#sink = compressor;
    }
    for (const stream of new Set([this.#sink, this.#file])) {
      stream.on('error', (error) => {
        this.#failure ??= error;
        this.#sink.destroy();
      });
    }
    this.#sink.write(this.#format.begin());
  }

  get dropped(): ReadonlySet<string> {
    return this.#format.dropped;
  }

  /** Writes the rows of a batch; resolves when the disk has kept up. Throws `internal` naming the file when it cannot. */
  async write(batch: ColumnBatch): Promise<void> {
    this.#check();
    if (this.#sink.write(this.#format.rows(batch))) return;
    const abort = new AbortController();
    await Promise.race([
      once(this.#sink, 'drain', { signal: abort.signal }),
      once(this.#sink, 'close', { signal: abort.signal }),
    ]).catch(() => {});
    abort.abort();
    this.#check();
  }

  /** Completes the file and gives it its name; what cannot be completed is removed. Throws as write does. */
  async finish(state: CollectionState): Promise<void> {
    try {
      this.#check();
      this.#sink.end(this.#format.end(state));
      await finished(this.#file);
      await rename(this.#partial, this.#path);
    } catch (error) {
      await this.discard();
      this.#failure ??= error as Error;
      this.#check();
    }
  }

  /** Removes what was written so far. */
  async discard(): Promise<void> {
    this.#sink.destroy();
    this.#file.destroy();
    await rm(this.#partial, { force: true });
  }

  #check(): void {
    if (!this.#failure) return;
    throw new HeapsphereError(
      {
        code: 'internal',
        message: `The file ${this.#path} cannot be written: ${this.#failure.message}.`,
        action: 'Check that its folder exists, that you may write there, and that the disk has room.',
      },
      { cause: this.#failure },
    );
  }
}
