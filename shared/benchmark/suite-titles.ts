import type { BenchmarkSuite } from './benchmark-view.ts';

/** What a suite is called wherever it is chosen or reported. */
export const SUITE_TITLES: Readonly<Record<BenchmarkSuite, string>> = {
  switches: 'Each optimisation',
  quick: 'All against none',
  cache: 'Cold and warm cache',
  pair: 'A against B',
  'batch-sizes': 'Batch sizes',
  codecs: 'Codecs and levels',
};
