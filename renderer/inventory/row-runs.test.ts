import { expect, it } from 'vitest';
import {
  allRows,
  eachRun,
  mappingTo,
  REMOVED,
  type RowRuns,
  rowFinder,
  runsOf,
  runsWhere,
  withoutRows,
} from './row-runs.ts';

function walked(runs: RowRuns): number[][] {
  const steps: number[][] = [];
  eachRun(runs, (...step) => steps.push(step));
  return steps;
}

it('finds what lies side by side, in any order', () => {
  const runs = runsOf(Uint32Array.of(4, 5, 6, 1, 9, 10));
  expect(runs.rows).toBe(6);
  expect(walked(runs)).toEqual([
    [4, 7, 0],
    [1, 2, 3],
    [9, 11, 4],
  ]);
  expect(walked(runsOf(new Uint32Array(0)))).toEqual([]);
});

it('finds the rows of which something is so, and each of them by its place', () => {
  const wanted = new Set([0, 1, 4, 6, 7, 8]);
  const runs = runsWhere(10, (row) => wanted.has(row));
  expect(runs).toEqual(runsOf(Uint32Array.from(wanted)));
  expect([0, 1, 2, 3, 4, 5].map(rowFinder(runs))).toEqual([...wanted]);
  expect([...mappingTo(runs, 10)]).toEqual([0, 1, REMOVED, REMOVED, 2, REMOVED, 3, 4, 5, REMOVED]);
  expect(runsWhere(3, () => true)).toEqual(allRows(3));
  expect(runsWhere(3, () => false)).toEqual(allRows(0));
});

it('tells what stays and where it goes', () => {
  const { kept, mapping } = withoutRows(6, new Set([5, 0, 2]));
  expect(walked(kept)).toEqual([
    [1, 2, 0],
    [3, 5, 1],
  ]);
  expect(kept.rows).toBe(3);
  expect([...mapping]).toEqual([REMOVED, 0, REMOVED, 1, 2, REMOVED]);
});
