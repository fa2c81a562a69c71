import type { StoredCell } from '../inventory/column-storage.ts';
import { vcenterOf } from '../inventory/qualified-ref.ts';
import { ownersOf, refsIn } from '../inventory/rows-below.ts';
import type { TypeTable } from '../inventory/type-table.ts';
import type { ValueColumn } from '../inventory/value-column.ts';
import type { Scopes } from './scopes.ts';

const NONE: readonly number[] = [];

/** Positions of the scopes that a row lies in, without the whole estate. Rows of the same scopes get the same list. */
export type ScopesOfRow = (row: number) => readonly number[];

/** Each list of positions once, so that comparing them is comparing objects, and what two have together is worked out once. */
class Lists {
  readonly #known = new Map<string, readonly number[]>();
  readonly #unions = new Map<readonly number[], Map<readonly number[], readonly number[]>>();

  /** The one list with these positions, ascending. */
  one(positions: readonly number[]): readonly number[] {
    if (positions.length === 0) return NONE;
    const key = positions.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, positions);
    return positions;
  }

  /** Of lists that one() gave. */
  union(left: readonly number[], right: readonly number[]): readonly number[] {
    if (left === right || right === NONE) return left;
    if (left === NONE) return right;
    let unions = this.#unions.get(left);
    if (unions === undefined) {
      unions = new Map();
      this.#unions.set(left, unions);
    }
    const known = unions.get(right);
    if (known !== undefined) return known;
    const union = this.one([...new Set([...left, ...right])].sort((a, b) => a - b));
    unions.set(right, union);
    return union;
  }
}

/**
 * Which scopes the rows of a table lie in, by the same properties as the table's own narrowing.
 * @param canTell whether they have any of those; if not, they lie in their vCenter and no more is known
 */
export function scopesOfRows(table: TypeTable, { of, vcenters }: Scopes, canTell: boolean): ScopesOfRow {
  const lists = new Lists();
  const byKey = new Map([...vcenters].map(([key, position]) => [key, lists.one([position])]));
  const ofVcenter = (ref: string): readonly number[] => (byKey.size === 0 ? NONE : (byKey.get(vcenterOf(ref)) ?? NONE));
  if (!canTell) return (row) => ofVcenter(table.refs.at(row) ?? '');
  const ofRef = (ref: string): readonly number[] => {
    const positions = of.get(ref);
    return positions === undefined ? NONE : lists.one(positions);
  };
  const ofCell = (cell: StoredCell): readonly number[] =>
    refsIn(cell).reduce((sum, ref) => lists.union(sum, ofRef(ref)), NONE);
  const owners = ownersOf(table.type).flatMap((path) => {
    const column = table.column(path);
    return column?.storage === 'values' ? [byCode(column, ofCell)] : [];
  });
  return (row) => {
    const ref = table.refs.at(row) ?? '';
    let sum = lists.union(ofVcenter(ref), ofRef(ref));
    for (const owner of owners) sum = lists.union(sum, owner(row));
    return sum;
  };
}

/** Looks at each distinct value once. */
function byCode(column: ValueColumn, ofCell: (cell: StoredCell) => readonly number[]): ScopesOfRow {
  const known: (readonly number[] | undefined)[] = [];
  return (row) => {
    const code = column.code(row);
    known[code] ??= ofCell(column.value(code));
    return known[code] ?? NONE;
  };
}
