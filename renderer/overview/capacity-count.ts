import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { Estate } from '../inventory/estate.ts';
import { columnTest, type RowTest } from '../inventory/filter/row-tests.ts';
import { RowsBelow } from '../inventory/rows-below.ts';
import type { TypeTable } from '../inventory/type-table.ts';
import { Counted } from './counted.ts';
import type { Measure } from './measure.ts';
import type { MeasureId } from './measures.ts';
import { type ScopesOfRow, scopesOfRows } from './row-scopes.ts';
import { type NamedVcenter, type Scopes, scopesOf } from './scopes.ts';
import { StoreUse } from './store-use.ts';
import { Tally } from './tally.ts';

/** Rows looked at between two looks at the clock. */
const STRIDE = 128;
/** Machines first: they tell which datastores belong to a cluster. */
const ORDER: readonly ResourceType[] = [
  'VirtualMachine',
  'Template',
  ...RESOURCE_TYPES.filter((type) => type !== 'VirtualMachine' && type !== 'Template'),
];

/** A table whose rows are being looked at. */
interface Work {
  readonly table: TypeTable;
  readonly rows: number;
  readonly scopesOfRow: ScopesOfRow;
  readonly tallies: readonly { readonly tally: Tally; readonly tests: readonly RowTest[] }[];
  readonly isMachine: boolean;
  next: number;
}

/**
 * Counts everything in all scopes of an estate in one pass over its rows, only for as long at a time as it is given, so that
 * a window stays smooth over an estate of any size. What it counts is the estate as it is at the beginning of each kind.
 */
export class CapacityCount {
  readonly #estate: Estate;
  readonly #scopes: Scopes;
  readonly #tallies: ReadonlyMap<MeasureId, Tally>;
  readonly #stores: StoreUse;
  readonly #untold = new Set<ResourceType>();
  readonly #storeScopes: (readonly number[])[] = [];
  readonly #hostScopes = new Map<string, readonly number[]>();
  #kind = 0;
  #work: Work | undefined;

  /** @param vcenters whose rows the estate has, where their names are wanted */
  constructor(estate: Estate, measures: Readonly<Record<MeasureId, Measure>>, vcenters: readonly NamedVcenter[] = []) {
    this.#estate = estate;
    this.#scopes = scopesOf(estate, vcenters);
    const size = this.#scopes.list.length;
    const entries = Object.entries(measures) as [MeasureId, Measure][];
    this.#tallies = new Map(entries.map(([id, measure]) => [id, new Tally(measure, size)]));
    this.#stores = new StoreUse(this.#scopes.list);
  }

  /** Goes on counting until a moment of performance.now(); tells whether all is counted. */
  look(until: number): boolean {
    while (this.#kind < ORDER.length) {
      this.#work ??= this.#begin(ORDER[this.#kind] ?? 'VirtualMachine');
      if (!this.#goOn(this.#work, until)) return false;
      if (this.#work.isMachine) this.#stores.endTable();
      this.#work = undefined;
      this.#kind += 1;
    }
    return true;
  }

  /** What was counted; of use once all is. */
  result(): Counted {
    return new Counted({
      scopes: this.#scopes.list,
      tallies: this.#tallies,
      untold: this.#untold,
      stores: this.#estate.table('Datastore'),
      storeScopes: this.#storeScopes,
      hostScopes: this.#hostScopes,
    });
  }

  #begin(type: ResourceType): Work {
    const table = this.#estate.table(type);
    const isMachine = type === 'VirtualMachine' || type === 'Template';
    const canTell = new RowsBelow(this.#estate, '').canTell(type);
    if (!canTell) this.#untold.add(type);
    const nameOf = (ref: string): string => this.#estate.nameOf(ref);
    const mine = [...this.#tallies.values()].filter(({ measure }) => measure.type === type);
    return {
      table,
      rows: table.rows,
      scopesOfRow: this.#scopesOfRow(table, canTell),
      tallies: mine.map((tally) => ({
        tally,
        tests: tally.measure.columns.map((column) => columnTest(table, column, nameOf)),
      })),
      isMachine: isMachine && canTell,
      next: 0,
    };
  }

  #scopesOfRow(table: TypeTable, canTell: boolean): ScopesOfRow {
    const own = scopesOfRows(table, this.#scopes, canTell);
    return table.type === 'Datastore' ? (row) => this.#stores.add(table.refs.at(row) ?? '', own(row)) : own;
  }

  #goOn(work: Work, until: number): boolean {
    const { table, rows, scopesOfRow, tallies, isMachine } = work;
    while (work.next < rows) {
      const end = Math.min(rows, work.next + STRIDE);
      for (; work.next < end; work.next += 1) {
        const row = work.next;
        const scopes = scopesOfRow(row);
        if (isMachine) this.#stores.note(table, row, scopes);
        if (table.type === 'Datastore') this.#storeScopes[row] = scopes;
        if (table.type === 'HostSystem') this.#hostScopes.set(table.refs.at(row) ?? '', scopes);
        for (const { tally, tests } of tallies) {
          if (passes(tests, row)) tally.add(table, row, scopes);
        }
      }
      if (performance.now() >= until) break;
    }
    return work.next >= rows;
  }
}

function passes(tests: readonly RowTest[], row: number): boolean {
  for (const test of tests) if (!test(row)) return false;
  return true;
}
