import { RESAMPLES } from '../../../shared/benchmark/bootstrap.ts';
import { MINIMAL_RUNS, NOISE_FLOOR } from '../../../shared/benchmark/difference.ts';

/** How the figures came about, a sentence or two each. */
export const READING_NOTES: readonly string[] = [
  'Every run was a process of its own with a cache of its own. Peak memory is what the operating system counted for that process.',
  'Differences are those of the medians to the first scenario. The number after ± is the wider half of the 95 % interval, in percentage points; differences without one are exact, or of too few runs.',
  `Intervals are percentile bootstraps of ${RESAMPLES.toLocaleString('en-US')} resamples with a fixed seed. About one in twenty misses by chance.`,
  `“Within noise” means that 0 lies within the difference ± its half, that the difference is below ${NOISE_FLOOR * 100} %, or that the runs of both are mixed (Mann-Whitney, p above 1 % or any overlap of few runs). Fewer than ${MINIMAL_RUNS} runs have no interval.`,
  'Outliers lie more than 1.5 times the middle half beyond it (Tukey). They are marked and counted like all other runs.',
  '“12 % faster” means that it took 12 % less time.',
];
