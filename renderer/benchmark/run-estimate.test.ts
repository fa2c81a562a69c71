import { expect, it } from 'vitest';
import type { BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import { expectedTimeText, runsText } from './run-estimate.ts';

const LAST: BenchmarkSummary = {
  id: 'b1',
  phase: 'completed',
  createdAt: 0,
  endedAt: 60_000,
  suite: 'quick',
  resources: 'all',
  runs: 3,
  estate: 'Demo estate, 200 VMs',
  comparableKey: 'demo 200',
  finishedRuns: 6,
  isBaseline: false,
};
const ORDER = { suite: 'quick', resources: 'all', runs: 5 } as const;

it('counts the runs of a suite', () => {
  expect(runsText({ suite: 'switches', runs: 5 })).toMatch(/^30 runs: 6 settings, 5 times each/);
  expect(runsText({ suite: 'quick', runs: 1 })).toMatch(
    /^2 runs: 2 settings, once each, .* Fewer than 3 of each cannot be told from noise\.$/,
  );
  expect(runsText({ suite: 'quick', runs: 3 })).not.toContain('noise');
});

it('expects as long for each round as the last time, the one to warm up among them', () => {
  expect(expectedTimeText([LAST], { estate: LAST.estate, order: ORDER })).toBe('About 1 min 30 s, by the last time.');
});

it('expects nothing of another estate, suite or choice of resources, or of what did not come to its end', () => {
  const expected = (changes: Partial<BenchmarkSummary>) =>
    expectedTimeText([{ ...LAST, ...changes }], { estate: LAST.estate, order: ORDER });
  expect(expected({ estate: 'Demo estate, 2,000 VMs' })).toBeUndefined();
  expect(expected({ suite: 'pair' })).toBeUndefined();
  expect(expected({ resources: 'minimal' })).toBeUndefined();
  expect(expected({ phase: 'cancelled' })).toBeUndefined();
});
