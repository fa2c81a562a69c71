/** Where each row went when some were removed: its new number, or REMOVED. */
export type RowMapping = Uint32Array;
export const REMOVED = 0xffff_ffff;

/**
 * Rows of a table as runs that lie side by side: rows come in batches, so that those of one vCenter are few runs, and a run
 * is copied as memory, not cell by cell.
 */
export interface RowRuns {
  /** Number of all rows. */
  readonly rows: number;
  /** First row and the row after the last, run by run. */
  readonly bounds: Uint32Array;
}

/** The runs of row numbers, in their order. */
export function runsOf(rows: Uint32Array): RowRuns {
  const bounds: number[] = [];
  for (let index = 0; index < rows.length; ) {
    const from = rows[index] ?? 0;
    let next = index + 1;
    while (next < rows.length && rows[next] === from + next - index) next += 1;
    bounds.push(from, from + next - index);
    index = next;
  }
  return { rows: rows.length, bounds: Uint32Array.from(bounds) };
}

/** The rows that stay, and where each row went, when some are taken out of a table. */
export function withoutRows(rows: number, gone: ReadonlySet<number>): { kept: RowRuns; mapping: RowMapping } {
  const mapping = new Uint32Array(rows);
  const bounds: number[] = [];
  let from = 0;
  let removed = 0;
  const closeRun = (to: number): void => {
    if (to > from) bounds.push(from, to);
    for (let row = from; row < to; row += 1) mapping[row] = row - removed;
  };
  for (const row of [...gone].sort((left, right) => left - right)) {
    closeRun(row);
    mapping[row] = REMOVED;
    from = row + 1;
    removed += 1;
  }
  closeRun(rows);
  return { kept: { rows: rows - removed, bounds: Uint32Array.from(bounds) }, mapping };
}

/** Where each of so many rows goes when only some are kept. */
export function mappingTo(kept: Uint32Array, rows: number): RowMapping {
  const mapping = new Uint32Array(rows).fill(REMOVED);
  for (let index = 0; index < kept.length; index += 1) mapping[kept[index] ?? 0] = index;
  return mapping;
}

/** Calls back with each run and the place of its first row among all. */
export function eachRun({ bounds }: RowRuns, take: (from: number, to: number, at: number) => void): void {
  let at = 0;
  for (let index = 0; index < bounds.length; index += 2) {
    const from = bounds[index] ?? 0;
    const to = bounds[index + 1] ?? 0;
    take(from, to, at);
    at += to - from;
  }
}

/** Whether something is so in one of the runs. */
export function someRun({ bounds }: RowRuns, isSo: (from: number, to: number) => boolean): boolean {
  for (let index = 0; index < bounds.length; index += 2) {
    if (isSo(bounds[index] ?? 0, bounds[index + 1] ?? 0)) return true;
  }
  return false;
}
