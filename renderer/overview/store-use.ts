import { refsIn } from '../inventory/rows-below.ts';
import type { TypeTable } from '../inventory/type-table.ts';
import type { Scope } from './scopes.ts';

const STORES = 'datastore';

/** Which datastores the machines of each cluster and standalone host lie on: those belong to it too. */
export class StoreUse {
  readonly #isCompute: readonly boolean[];
  /** The combinations of datastores, by their codes, that machines of a list of scopes have: each is looked into once. */
  #seen = new Map<readonly number[], Set<number>>();
  readonly #users = new Map<string, Set<number>>();

  constructor(scopes: readonly Scope[]) {
    this.#isCompute = scopes.map(({ kind }) => kind === 'cluster' || kind === 'host');
  }

  /** A machine that lies in some scopes; machines of the same scopes come with the same list. */
  note(table: TypeTable, row: number, scopes: readonly number[]): void {
    const column = table.column(STORES);
    if (scopes.length === 0 || column?.storage !== 'values') return;
    let codes = this.#seen.get(scopes);
    if (codes === undefined) {
      codes = new Set();
      this.#seen.set(scopes, codes);
    }
    const code = column.code(row);
    if (codes.has(code)) return;
    codes.add(code);
    for (const ref of refsIn(column.value(code))) {
      for (const scope of scopes) if (this.#isCompute[scope] === true) this.#use(ref, scope);
    }
  }

  /** All machines of a table were noted: codes mean something else in the next one. */
  endTable(): void {
    this.#seen = new Map();
  }

  /** The scopes that a datastore lies in by its place in the tree, and those that use it. */
  add(ref: string, scopes: readonly number[]): readonly number[] {
    const users = this.#users.get(ref);
    return users === undefined ? scopes : [...new Set([...scopes, ...users])];
  }

  #use(ref: string, scope: number): void {
    const users = this.#users.get(ref);
    if (users) users.add(scope);
    else this.#users.set(ref, new Set([scope]));
  }
}
