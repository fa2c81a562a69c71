import type { ChangePage, ChangeSummary, Generation, ObjectChange } from '../../../shared/generations-view.ts';
import { type Cell, displayName } from '../../../shared/inventory.ts';
import { csvCell } from '../csv-format.ts';
import type { TextFormat } from '../export-name.ts';
import { TextSink, type TextSinkOptions } from '../text-sink.ts';
import type { ChangesFile, ComparedPair } from './changes-file.ts';
import { VALUE_TITLES, valueRows } from './value-rows.ts';

/** Turns pages into the text of one file format. */
interface ChangesFormat {
  readonly begin: string;
  page(page: ChangePage): string;
  end(summary: ChangeSummary): string;
}

/** A CSV, JSON or NDJSON file of differences. */
export class ChangesText implements ChangesFile {
  readonly #format: ChangesFormat;
  readonly #sink: TextSink;
  #begin: string;

  constructor(format: TextFormat, pair: ComparedPair, options: TextSinkOptions) {
    this.#format = FORMATS[format](pair);
    this.#begin = this.#format.begin;
    this.#sink = new TextSink(options);
  }

  async write(page: ChangePage): Promise<void> {
    const begin = this.#begin;
    this.#begin = '';
    await this.#sink.write(begin + this.#format.page(page));
  }

  finish(summary: ChangeSummary): Promise<void> {
    return this.#sink.finish(this.#begin + this.#format.end(summary));
  }

  discard(): Promise<void> {
    return this.#sink.discard();
  }
}

/** RFC 4180 with CRLF. Text that a spreadsheet would take for a formula is neutralised; numbers stay numbers. */
function csvChanges(): ChangesFormat {
  return {
    begin: `${VALUE_TITLES.join(',')}\r\n`,
    page: (page) => [...valueRows(page)].map((row) => `${row.map(csvCell).join(',')}\r\n`).join(''),
    end: () => '',
  };
}

/** One JSON object a line. */
function ndjsonChanges(): ChangesFormat {
  return {
    begin: '',
    page: ({ changes, names }) => changes.map((each) => `${JSON.stringify(changeObject(each, names))}\n`).join(''),
    end: () => '',
  };
}

/** One JSON document: {"changes": [...], then what was compared and how much of it differs}. */
function jsonChanges({ older, newer }: ComparedPair): ChangesFormat {
  let separator = '';
  return {
    begin: '{"changes":[',
    page: ({ changes, names }) => {
      let text = '';
      for (const each of changes) {
        text += `${separator}\n${JSON.stringify(changeObject(each, names))}`;
        separator = ',';
      }
      return text;
    },
    end: (summary) => `\n],${JSON.stringify({ older: headOf(older), newer: headOf(newer), summary }).slice(1)}\n`,
  };
}

/** What a reader has to know of a generation; who collected it is nobody's business. */
function headOf({ id, source, about, collectedAt, rows, partial }: Generation): object {
  const { label, server } = source;
  const { instanceUuid } = about;
  return {
    id,
    label,
    server,
    instanceUuid,
    collectedAt: new Date(collectedAt).toISOString(),
    rows,
    complete: !partial,
  };
}

function changeObject({ kind, type, ref, name, values }: ObjectChange, names: ChangePage['names']): object {
  const shown = name === null ? null : displayName(name);
  const named = Object.fromEntries(
    values
      .flatMap(({ before, after }) => [...itemsOf(before), ...itemsOf(after)])
      .flatMap((cell) => {
        const found = typeof cell === 'string' ? names[cell] : undefined;
        return found === undefined ? [] : [[cell, found]];
      }),
  );
  return {
    change: kind,
    type,
    ref,
    name,
    ...(shown === name ? {} : { displayName: shown }),
    ...(kind === 'changed' ? { values } : {}),
    ...(Object.keys(named).length > 0 ? { names: named } : {}),
  };
}

function itemsOf(cell: Cell): readonly Cell[] {
  return Array.isArray(cell) ? cell : [cell];
}

const FORMATS: Readonly<Record<TextFormat, (pair: ComparedPair) => ChangesFormat>> = {
  json: jsonChanges,
  ndjson: ndjsonChanges,
  csv: csvChanges,
};
