import type { BenchmarkAnalysis } from './analysis.ts';

/** How many runs the medians are of: "5 runs", "3 to 5 runs" where some failed, "no runs". */
export function sayRuns({ scenarios }: BenchmarkAnalysis): string {
  const counts = scenarios.map(({ finishedRuns }) => finishedRuns).filter((count) => count > 0);
  if (counts.length === 0) return 'no runs';
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${most} ${most === 1 ? 'run' : 'runs'}` : `${least} to ${most} runs`;
}
