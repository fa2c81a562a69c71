import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import { formatCount, formatDuration } from '../../shared/units.ts';

export type RunMark = 'finished' | 'failed' | 'current' | 'open';

type ScenarioProgress = BenchmarkProgress['scenarios'][number];

/** One mark for each run of a scenario, in the order they are done: finished, failed, under way, still to come. */
export function runMarks(
  { id, finished, failed, runs }: ScenarioProgress,
  current: BenchmarkProgress['current'],
): readonly RunMark[] {
  const open = Math.max(0, runs - finished - failed);
  // Round 0 warms up and is none of them.
  const isMeasured = current?.scenario === id && current.round > 0;
  const underWay = isMeasured && open > 0 ? 1 : 0;
  return [
    ...Array<RunMark>(finished).fill('finished'),
    ...Array<RunMark>(failed).fill('failed'),
    ...Array<RunMark>(underWay).fill('current'),
    ...Array<RunMark>(open - underWay).fill('open'),
  ];
}

/** "2 of 5", "2 of 5, 1 failed". */
export function finishedText({ finished, failed, runs }: ScenarioProgress): string {
  return `${finished} of ${runs}${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** What the run under way is doing: "1,204 rows". */
export function currentText({ phase, current }: BenchmarkProgress, scenario: string): string {
  if (current?.scenario !== scenario) return '';
  return `${phase === 'warming up' ? 'warming up, ' : ''}${formatCount(current.rows)} rows`;
}

/** "About 40 s left"; what is being done while nothing can be told yet. */
export function timeLeftText({ phase, secondsLeft }: BenchmarkProgress): string {
  if (phase === 'cancelling') return 'Ending the run under way';
  if (secondsLeft === undefined) return 'Time left is known after one run of each';
  return secondsLeft < 1 ? 'Almost done' : `About ${formatDuration(Math.ceil(secondsLeft))} left`;
}
