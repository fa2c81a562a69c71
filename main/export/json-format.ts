import { collectedAt, isComplete } from '../../shared/collected-rows.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { type Cell, type ColumnBatch, displayName, type ResourceType } from '../../shared/inventory.ts';
import type { ExportHeader, RowFormat } from './row-format.ts';

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
export function jsonFormat({ types }: Pick<ExportHeader, 'types'>): RowFormat {
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
      const footers = [state, ...others].map((each) => footer(each, types));
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

/** What is known of the rows of these kinds; when kinds were read that came from a cache stands in cachedAt. */
function footer(state: CollectionState, types: readonly ResourceType[]): object {
  const { source, about, counts, missing, cache, error } = state;
  const ofTypes = <T>(values: Readonly<Partial<Record<ResourceType, T>>>) =>
    types.flatMap((type) => (values[type] === undefined ? [] : [[type, values[type]] as const]));
  const cached = ofTypes(cache.collectedAt).map(([type, at]) => [type, new Date(at).toISOString()]);
  return {
    server: source.server,
    instanceUuid: about?.instanceUuid ?? '',
    apiVersion: about?.apiVersion ?? '',
    collectedAt: new Date(collectedAt(state, types)).toISOString(),
    ...(cached.length > 0 ? { cachedAt: Object.fromEntries(cached) } : {}),
    complete: isComplete(state, types),
    counts: Object.fromEntries(ofTypes(counts)),
    missing: missing.filter(({ type }) => types.includes(type)),
    ...(error ? { error } : {}),
  };
}
