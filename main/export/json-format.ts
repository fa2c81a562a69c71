import type { CollectionState } from '../../shared/contract.ts';
import { type Cell, type ColumnBatch, displayName } from '../../shared/inventory.ts';
import type { RowFormat } from './row-format.ts';

/**
 * The rows of a batch as objects by property path; unset cells are left out. A name stays as vCenter has it; where it
 * is escaped, displayName says what people read.
 */
export function* rowObjects(batch: ColumnBatch): Generator<Record<string, Cell>> {
  const columns = Object.entries(batch.columns);
  for (const [row, ref] of batch.refs.entries()) {
    const object: Record<string, Cell> = { type: batch.type, ref };
    const name = batch.columns.name?.[row];
    if (typeof name === 'string' && displayName(name) !== name) object.displayName = displayName(name);
    for (const [path, cells] of columns) {
      const cell = cells[row];
      if (cell !== null && cell !== undefined) object[path] = cell;
    }
    yield object;
  }
}

/** One JSON document: {"objects": [...], then what is known of the collection at its end, or of each in "vcenters"}. */
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
    end: (state, others = []) => {
      const footers = [state, ...others].map(footer);
      return `\n],${JSON.stringify(others.length === 0 ? footers[0] : { vcenters: footers }).slice(1)}\n`;
    },
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
