import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import { ProgressFeed } from './progress-feed.ts';

const state = (finishedRuns: number, phase: BenchmarkProgress['phase'] = 'running'): BenchmarkProgress => ({
  id: 'b1',
  phase,
  startedAt: 0,
  scenarios: [],
  finishedRuns,
  totalRuns: 9,
});

let feed: ProgressFeed;
let heard: (readonly [number, string])[];
beforeEach(() => {
  vi.useFakeTimers();
  feed = new ProgressFeed();
  heard = [];
});
afterEach(() => {
  feed.dispose();
  vi.useRealTimers();
});

const listen = () => feed.subscribe(({ finishedRuns, phase }) => heard.push([finishedRuns, phase]));

it('tells the newest state, four times a second at most', () => {
  listen();
  for (let changes = 0; changes < 1000; changes++) {
    const finishedRuns = changes;
    feed.tell(() => state(finishedRuns));
    vi.advanceTimersByTime(1);
  }
  expect(heard.length).toBeGreaterThanOrEqual(3);
  expect(heard.length).toBeLessThanOrEqual(4);
});

it('reads the state when it tells it, not when it was asked to', () => {
  listen();
  let finishedRuns = 1;
  feed.tell(() => state(finishedRuns));
  finishedRuns = 7;
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual([[7, 'running']]);
});

it('tells the end at once, and nothing after it', () => {
  listen();
  feed.tell(() => state(3));
  feed.tellNow(state(4, 'completed'));
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual([[4, 'completed']]);
});

it('tells nobody who has stopped listening', () => {
  const end = listen();
  feed.tell(() => state(3));
  end();
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual([]);
});
