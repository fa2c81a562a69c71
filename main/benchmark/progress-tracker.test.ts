import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../shared/benchmark/benchmark-view.ts';
import { ProgressTracker } from './progress-tracker.ts';
import { OPTIONS } from './record-fixture.ts';

const [slow, fast] = ['slow', 'fast'].map((id): Scenario => ({ id, name: id, options: OPTIONS, cache: 'cold' })) as [
  Scenario,
  Scenario,
];
const PLAN = [0, 1, 2].flatMap((round) => [
  { scenario: slow, round },
  { scenario: fast, round },
]);
const start = () => new ProgressTracker('b1', [slow, fast], PLAN, 2, 1000);

/** Makes runs of the plan that take these milliseconds, one after the other. */
function afterRuns(...durations: readonly number[]): { readonly tracker: ProgressTracker; readonly now: number } {
  const tracker = start();
  let now = 1000;
  for (const [index, duration] of durations.entries()) {
    const planned = PLAN[index];
    if (!planned) throw new RangeError('more runs than planned');
    tracker.begin(planned, now);
    now += duration;
    tracker.done(planned, 'finished', now);
  }
  return { tracker, now };
}

describe('the progress of a benchmark', () => {
  it('starts with nothing done', () => {
    expect(start().view(5000)).toEqual({
      id: 'b1',
      phase: 'starting',
      startedAt: 1000,
      scenarios: [
        { id: 'slow', name: 'slow', finished: 0, failed: 0, runs: 2 },
        { id: 'fast', name: 'fast', finished: 0, failed: 0, runs: 2 },
      ],
      finishedRuns: 0,
      totalRuns: 6,
    });
  });

  it('tells what is under way, and that it only warms up', () => {
    const tracker = start();
    const [first] = PLAN;
    if (first) tracker.begin(first, 1500);
    tracker.rows(77);
    expect(tracker.view(2000)).toMatchObject({
      phase: 'warming up',
      current: { scenario: 'slow', round: 0, rows: 77, startedAt: 1500 },
    });
    expect(afterRuns(500, 10).tracker.view(9000)).toMatchObject({ phase: 'running', finishedRuns: 2 });
    expect(
      afterRuns(500, 10)
        .tracker.view(9000)
        .scenarios.map(({ finished }) => finished),
    ).toEqual([0, 0]);
    expect(
      afterRuns(500, 10, 500)
        .tracker.view(9000)
        .scenarios.map(({ finished }) => finished),
    ).toEqual([1, 0]);
  });

  it('estimates the rest by the medians, once each scenario has run', () => {
    const secondsLeft = (...durations: readonly number[]) => {
      const { tracker, now } = afterRuns(...durations);
      return tracker.view(now).secondsLeft;
    };
    expect(secondsLeft(4000)).toBeUndefined();
    expect(secondsLeft(4000, 1000)).toBe(10);
    // Medians 5 and 1: one slow, one fast left.
    expect(secondsLeft(4000, 1000, 6000, 1000)).toBe(6);
    expect(secondsLeft(4000, 1000, 6000, 1000, 1)).toBe(1);
    expect(secondsLeft(4000, 1000, 6000, 1000, 1, 1)).toBe(0);
  });

  it('counts down within a run, and not below nothing', () => {
    const { tracker, now } = afterRuns(4000, 1000);
    const third = PLAN[2];
    if (third) tracker.begin(third, now);
    expect(tracker.view(now + 1500).secondsLeft).toBe(8.5);
    expect(tracker.view(now + 60_000).secondsLeft).toBe(6);
  });

  it('counts what failed, the warm-up included, and goes on', () => {
    const tracker = start();
    for (const planned of PLAN.slice(0, 3)) {
      tracker.begin(planned, 0);
      tracker.done(planned, 'failed', 10);
    }
    const { scenarios, finishedRuns } = tracker.view(20);
    expect(scenarios.map(({ failed, finished }) => [failed, finished])).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect(finishedRuns).toBe(3);
  });

  it('ends as it ended', () => {
    const { tracker, now } = afterRuns(4000, 1000);
    tracker.cancelling();
    expect(tracker.view(now).phase).toBe('cancelling');
    const error = { code: 'cancelled', message: 'The benchmark was cancelled.', action: 'Start it again.' } as const;
    tracker.end('cancelled', error);
    expect(tracker.view(now)).toMatchObject({ phase: 'cancelled', error });
    expect(tracker.view(now)).not.toHaveProperty('secondsLeft');
    expect(tracker.view(now)).not.toHaveProperty('current');
  });
});
