import type { BenchmarkSuite } from '../../shared/benchmark/benchmark-view.ts';

export interface SuiteDescription {
  readonly label: string;
  /** What it answers, in the operator's words. */
  readonly question: string;
  /** How many settings it measures. */
  readonly scenarios: number;
  /** Its scenarios are steps of one setting, and are drawn as a line. */
  readonly sweep: boolean;
}

export const SUITES: Readonly<Record<BenchmarkSuite, SuiteDescription>> = {
  switches: {
    label: 'Each optimisation',
    question: 'What does every optimisation save by itself, and all of them together, against none?',
    scenarios: 6,
    sweep: false,
  },
  quick: {
    label: 'All against none',
    question: 'What do all optimisations save together? The shortest of them.',
    scenarios: 2,
    sweep: false,
  },
  cache: {
    label: 'Cold and warm cache',
    question: 'What changes when the cache already holds the rows of an earlier collection?',
    scenarios: 2,
    sweep: false,
  },
  pair: {
    label: 'A against B',
    question: 'Which of two settings of your own is better, and at what price?',
    scenarios: 2,
    sweep: false,
  },
  'batch-sizes': {
    label: 'Batch sizes',
    question: 'How many objects per batch, from 10 to 1,000, take the least time and memory?',
    scenarios: 7,
    sweep: true,
  },
  codecs: {
    label: 'Codecs and levels',
    question: 'How much do plain, gzip 1 to 9 and zstd store, and what does each cost?',
    scenarios: 11,
    sweep: true,
  },
};
