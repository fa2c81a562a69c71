import type { ResourceType } from '../../shared/inventory.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import type { PrunedResource } from './prune.ts';

/** A finished batch before it becomes bytes; decoded values turn into cells when it is written as JSON. */
export interface OpenBatch {
  readonly type: ResourceType;
  readonly refs: readonly string[];
  readonly columns: Readonly<Record<string, readonly (DecodedValue | null)[]>>;
}

/** Collects rows of one kind column by column, so that no row objects pile up and equal values lie side by side. */
export class ColumnBatchBuilder {
  readonly #type: ResourceType;
  readonly #paths: () => readonly string[];
  #refs: string[] = [];
  #columns: (DecodedValue | null)[][] = [];

  /** @param paths column names; asked again for each batch, because they grow while pruning is off */
  constructor(type: ResourceType, paths: () => readonly string[]) {
    this.#type = type;
    this.#paths = paths;
  }

  get rows(): number {
    return this.#refs.length;
  }

  add(resource: PrunedResource): void {
    const row = this.#refs.push(resource.ref) - 1;
    const { cells } = resource;
    for (let position = 0; position < cells.length; position += 1) {
      let column = this.#columns[position];
      if (!column) {
        column = [];
        this.#columns[position] = column;
      }
      while (column.length < row) column.push(null);
      column.push(cells[position] ?? null);
    }
  }

  /** Hands the batch over and starts a new one. Every column has as many cells as there are refs. */
  finish(): OpenBatch {
    const paths = this.#paths();
    const columns: Record<string, (DecodedValue | null)[]> = {};
    for (const [position, path] of paths.entries()) {
      const column = this.#columns[position] ?? [];
      while (column.length < this.#refs.length) column.push(null);
      columns[path] = column;
    }
    const batch = { type: this.#type, refs: this.#refs, columns };
    this.#refs = [];
    this.#columns = [];
    return batch;
  }
}

/**
 * A batch as JSON text of a ColumnBatch (shared/inventory.ts): references as "Type:moId", times as ISO 8601,
 * integers beyond 2^53 as decimal strings, infinite floats as null.
 * @param tally is told the length of each column's JSON, in characters
 */
export function batchJson({ type, refs, columns }: OpenBatch, tally?: (path: string, length: number) => void): string {
  let text = '';
  for (const [path, cells] of Object.entries(columns)) {
    const column = cellsJson(cells);
    tally?.(path, column.length);
    text += `${text === '' ? '' : ','}${JSON.stringify(path)}:${column}`;
  }
  return `{"type":${JSON.stringify(type)},"refs":${JSON.stringify(refs)},"columns":{${text}}}`;
}

function cellsJson(cells: readonly (DecodedValue | null)[]): string {
  try {
    return JSON.stringify(cells);
  } catch (error) {
    // Only an integer beyond 2^53 ends up here; a replacer on every value would slow down all the others.
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(cells, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  }
}
