import type { CollectionState } from '../../../../shared/contract.ts';
import type { Cell, ColumnBatch } from '../../../../shared/inventory.ts';
import type { RowFormat } from './row-writer.ts';

/** The rows of a batch as objects; unset cells are left out. */
export function* rowObjects(batch: ColumnBatch): Generator<Record<string, Cell>> {
  const columns = Object.entries(batch.columns);
  for (const [row, ref] of batch.refs.entries()) {
    const object: Record<string, Cell> = { type: batch.type, ref };
    for (const [path, cells] of columns) {
      const cell = cells[row];
      if (cell !== null && cell !== undefined) object[path] = cell;
    }
    yield object;
  }
}

/** One JSON document: {"objects": [...], then what is known of the collection at its end}. */
export function jsonFormat(): RowFormat {
  let separator = '';
  return {
    dropped: new Set(),
    begin: () => '{"objects":[',
    rows: (batch) => {
      let text = '';
      for (const object of rowObjects(batch)) {
        text += `${separator}\n${JSON.stringify(object)}`;
        separator = ',';
      }
      return text;
    },
    end: (state) => `\n],${JSON.stringify(footer(state)).slice(1)}\n`,
  };
}

/** One JSON object a line. */
export function ndjsonFormat(): RowFormat {
  return {
    dropped: new Set(),
    begin: () => '',
    rows: (batch) => {
      let text = '';
      for (const object of rowObjects(batch)) text += `${JSON.stringify(object)}\n`;
      return text;
    },
    end: () => '',
  };
}

function footer({ source, about, phase, counts, missing, startedAt, endedAt, error }: CollectionState): object {
  return {
    server: source.server,
    instanceUuid: about?.instanceUuid ?? '',
    apiVersion: about?.apiVersion ?? '',
    collectedAt: new Date(endedAt ?? startedAt).toISOString(),
    complete: phase === 'completed',
    counts,
    missing,
    ...(error ? { error } : {}),
  };
}
