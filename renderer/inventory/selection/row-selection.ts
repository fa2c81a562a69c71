import type { TypeTable } from '../type-table.ts';

/** The chosen objects of a kind, by reference, so that they stay chosen wherever their rows go. */
export interface RowSelection {
  readonly refs: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: RowSelection = { refs: new Set(), anchor: undefined };

/** `only` leaves the others, `toggle` adds or takes away, `range` chooses everything from the anchor on. */
export type SelectHow = 'only' | 'toggle' | 'range';

interface Shown {
  readonly table: Pick<TypeTable, 'refs'>;
  readonly visible: Uint32Array;
}

function refAt({ table, visible }: Shown, position: number): string | undefined {
  return table.refs.at(visible[position]);
}

function rangeOf(shown: Shown, from: number, to: number): ReadonlySet<string> {
  const refs = new Set<string>();
  for (let position = Math.min(from, to); position <= Math.max(from, to); position += 1) {
    const ref = refAt(shown, position);
    if (ref !== undefined) refs.add(ref);
  }
  return refs;
}

/** The selection after a row on screen was chosen; unchanged when there is no such row. */
export function selectRow(before: RowSelection, shown: Shown, position: number, how: SelectHow): RowSelection {
  const ref = refAt(shown, position);
  if (ref === undefined) return before;
  if (how === 'toggle') {
    const refs = new Set(before.refs);
    if (!refs.delete(ref)) refs.add(ref);
    return { refs, anchor: ref };
  }
  if (how === 'range' && before.anchor !== undefined) {
    const row = shown.table.refs.find(before.anchor);
    const from = row === undefined ? -1 : shown.visible.indexOf(row);
    if (from >= 0) return { refs: rangeOf(shown, from, position), anchor: before.anchor };
  }
  return { refs: new Set([ref]), anchor: ref };
}

/** Every row on screen. */
export function selectAll(before: RowSelection, shown: Shown): RowSelection {
  return { refs: rangeOf(shown, 0, shown.visible.length - 1), anchor: before.anchor };
}

/** The selection without objects that are gone. */
export function selectionWithout({ refs, anchor }: RowSelection, isKept: (ref: string) => boolean): RowSelection {
  const kept = new Set([...refs].filter(isKept));
  return { refs: kept, anchor: anchor !== undefined && isKept(anchor) ? anchor : undefined };
}

/** Row numbers of the chosen objects on screen, top to bottom; those that a filter hides are none of them. */
export function selectedRows({ refs }: RowSelection, { table, visible }: Shown): Uint32Array {
  if (refs.size === 0) return new Uint32Array(0);
  return visible.filter((row) => refs.has(table.refs.at(row) ?? ''));
}
