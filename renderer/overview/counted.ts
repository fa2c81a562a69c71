import type { ResourceType } from '../../shared/inventory.ts';
import type { TypeTable } from '../inventory/type-table.ts';
import { type Measure, NO_SUM, type Sum } from './measure.ts';
import type { MeasureId } from './measures.ts';
import type { Scope } from './scopes.ts';
import { type StoreBar, storeBars } from './store-bars.ts';
import type { Tally } from './tally.ts';

interface CountedParts {
  readonly scopes: readonly Scope[];
  readonly tallies: ReadonlyMap<MeasureId, Tally>;
  /** Kinds whose rows do not say where they are. */
  readonly untold: ReadonlySet<ResourceType>;
  readonly stores: TypeTable;
  /** By row of the datastores. */
  readonly storeScopes: readonly (readonly number[])[];
  /** By reference of the hosts. */
  readonly hostScopes: ReadonlyMap<string, readonly number[]>;
}

/** All numbers of an estate, at one moment. Scopes are named by their position; 0 is the whole estate. */
export class Counted {
  readonly scopes: readonly Scope[];
  readonly #parts: CountedParts;
  readonly #bars = new Map<number, readonly StoreBar[]>();

  constructor(parts: CountedParts) {
    this.scopes = parts.scopes;
    this.#parts = parts;
  }

  /** Position of a scope; the whole estate for one that is not there. */
  find(ref: string | undefined): number {
    return Math.max(
      0,
      this.scopes.findIndex((scope) => scope.ref === ref),
    );
  }

  measure(id: MeasureId): Measure | undefined {
    return this.#parts.tallies.get(id)?.measure;
  }

  /** Rows that the table shows for a measure. */
  rows(id: MeasureId, scope: number): number {
    return this.#parts.tallies.get(id)?.rows(scope) ?? 0;
  }

  sum(id: MeasureId, name: string, scope: number): Sum {
    return this.#parts.tallies.get(id)?.sum(name, scope) ?? NO_SUM;
  }

  /** Whether rows of a kind can be told apart by scope. */
  canTell(type: ResourceType, scope: number): boolean {
    const kind = this.scopes[scope]?.kind;
    return kind === 'whole' || kind === 'vcenter' || !this.#parts.untold.has(type);
  }

  /** References of the hosts in a scope. */
  hosts(scope: number): readonly string[] {
    const all = [...this.#parts.hostScopes];
    return all.flatMap(([ref, scopes]) => (scope === 0 || scopes.includes(scope) ? [ref] : []));
  }

  /** The datastores, and the rows of those in a scope. */
  stores(scope: number): { readonly table: TypeTable; readonly rows: readonly number[] } {
    const { stores: table, storeScopes } = this.#parts;
    const rows: number[] = [];
    for (const [row, scopes] of storeScopes.entries()) if (scope === 0 || scopes.includes(scope)) rows.push(row);
    return { table, rows };
  }

  /** The datastores in a scope as bars, fullest first; worked out once. */
  bars(scope: number): readonly StoreBar[] {
    const known = this.#bars.get(scope);
    if (known !== undefined) return known;
    const { table, rows } = this.stores(scope);
    const bars = storeBars(table, rows);
    this.#bars.set(scope, bars);
    return bars;
  }
}
