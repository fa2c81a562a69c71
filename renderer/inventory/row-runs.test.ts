import { expect, it } from 'vitest';
import { eachRun, REMOVED, type RowRuns, runsOf, withoutRows } from './row-runs.ts';

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

it('tells what stays and where it goes', () => {
  const { kept, mapping } = withoutRows(6, new Set([5, 0, 2]));
  expect(walked(kept)).toEqual([
    [1, 2, 0],
    [3, 5, 1],
  ]);
  expect(kept.rows).toBe(3);
  expect([...mapping]).toEqual([REMOVED, 0, REMOVED, 1, 2, REMOVED]);
});
