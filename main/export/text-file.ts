import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { csvFormat } from './csv-format.ts';
import type { ExportFile } from './export-file.ts';
import type { TextFormat } from './export-name.ts';
import { jsonFormat, ndjsonFormat } from './json-format.ts';
import type { ExportHeader, RowFormat } from './row-format.ts';
import { TextSink, type TextSinkOptions } from './text-sink.ts';

const FORMATS: Readonly<Record<TextFormat, (header: ExportHeader) => RowFormat>> = {
  json: jsonFormat,
  ndjson: ndjsonFormat,
  csv: csvFormat,
};

export interface TextFileOptions extends TextSinkOptions {
  readonly format: TextFormat;
  readonly header: ExportHeader;
}

/** A CSV, JSON or NDJSON file of rows. */
export class TextFile implements ExportFile {
  readonly #format: RowFormat;
  readonly #sink: TextSink;
  #begin: string;

  constructor({ format, header, ...options }: TextFileOptions) {
    this.#format = FORMATS[format](header);
    this.#sink = new TextSink(options);
    this.#begin = this.#format.begin();
  }

  get dropped(): ReadonlySet<string> {
    return this.#format.dropped;
  }

  async write(batch: ColumnBatch): Promise<void> {
    const begin = this.#begin;
    this.#begin = '';
    await this.#sink.write(begin + this.#format.rows(batch));
  }

  finish(state: CollectionState, others: readonly CollectionState[] = []): Promise<void> {
    return this.#sink.finish(this.#begin + this.#format.end(state, others));
  }

  discard(): Promise<void> {
    return this.#sink.discard();
  }
}
