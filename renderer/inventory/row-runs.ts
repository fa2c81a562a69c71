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

/** The runs of the rows below `rows` of which something is so. */
export function runsWhere(rows: number, isSo: (row: number) => boolean): RowRuns {
  const bounds: number[] = [];
  let kept = 0;
  for (let row = 0; row < rows; row += 1) {
    if (!isSo(row)) continue;
    const from = row;
    do row += 1;
    while (row < rows && isSo(row));
    bounds.push(from, row);
    kept += row - from;
  }
  return { rows: kept, bounds: Uint32Array.from(bounds) };
}

/** All of so many rows. */
export function allRows(rows: number): RowRuns {
  return { rows, bounds: rows === 0 ? new Uint32Array(0) : Uint32Array.of(0, rows) };
}

/** Tells which row of all a kept one is, by its place among the kept; only places that there are may be asked for. */
export function rowFinder(runs: RowRuns): (place: number) => number {
  const firstPlaces = new Uint32Array(runs.bounds.length / 2);
  let run = 0;
  eachRun(runs, (_from, _to, at) => {
    firstPlaces[run] = at;
    run += 1;
  });
  return (place) => {
    let low = 0;
    let high = firstPlaces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((firstPlaces[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return (runs.bounds[low * 2] ?? 0) + place - (firstPlaces[low] ?? 0);
  };
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
export function mappingTo(kept: RowRuns, rows: number): RowMapping {
  const mapping = new Uint32Array(rows).fill(REMOVED);
  eachRun(kept, (from, to, at) => {
    for (let row = from; row < to; row += 1) mapping[row] = at + row - from;
  });
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
