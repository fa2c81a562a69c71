import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BENCHMARK_METRICS, type BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import type { LaunchProgram } from '../processes/child-program.ts';
import { OPTIONS } from './record-fixture.ts';
import { runInProcess } from './run-program.ts';
import type { RunOrder, RunReport, RunResult } from './run-protocol.ts';

const ORDER: RunOrder = {
  server: 'https://vc.example/sdk',
  user: 'me',
  password: 'hunter2',
  datacenters: [],
  insecure: false,
  options: { ...OPTIONS, memoryProfiling: false, cacheExpirySeconds: 1, timeoutSeconds: 1 },
  attributes: {},
  memoryBudgetMegabytes: 0,
  cacheFolder: '/nowhere',
  version: 'test',
};
const RESULT: RunResult = {
  rows: 1,
  counts: {},
  server: { apiVersion: '8', instanceUuid: 'u' },
  cacheHits: 0,
  metrics: Object.fromEntries(BENCHMARK_METRICS.map((metric) => [metric, 1])) as Record<BenchmarkMetric, number>,
  curve: { atMs: [], heapUsed: [], rss: [] },
};

/** A process that does what a test says. */
class Double {
  readonly heard: unknown[] = [];
  readonly stopped: number[] = [];
  says: (message: unknown) => void = () => {};
  ends: (how: string) => void = () => {};
  readonly launch: LaunchProgram = ({ args }) => {
    expect(args).toBeUndefined();
    const ended = new Promise<string>((resolve) => {
      this.ends = resolve;
    });
    return {
      pid: 1,
      ended,
      stderr: () => 'FATAL ERROR: out of memory',
      send: (message) => this.heard.push(message),
      onMessage: (listener) => {
        this.says = listener;
      },
      stop: async (graceMs) => {
        this.stopped.push(graceMs);
        this.ends('SIGKILL');
      },
    };
  };
}

let child: Double;
let abort: AbortController;
let rows: number[];
beforeEach(() => {
  vi.useFakeTimers();
  child = new Double();
  abort = new AbortController();
  rows = [];
});
afterEach(() => {
  vi.useRealTimers();
});
const run = () =>
  runInProcess(child.launch, ORDER, { signal: abort.signal, onProgress: (told) => rows.push(told.rows) });

describe('a run in a process of its own', () => {
  it('is ordered by message, tells how far it is, and is gone when its result is there', async () => {
    const result = run();
    expect(child.heard).toEqual([{ kind: 'run', order: ORDER }]);
    child.says({ kind: 'progress', rows: 50, rssBytes: 1000 } satisfies RunReport);
    child.says({ kind: 'finished', result: RESULT } satisfies RunReport);
    expect(await result).toEqual(RESULT);
    expect(rows).toEqual([50]);
    expect(child.stopped).toHaveLength(1);
  });

  it('throws what it reports, and what is known of one that reports nothing', async () => {
    const error = { code: 'login-refused', message: 'No.', action: 'Check.' } as const;
    const refused = run();
    child.says({ kind: 'failed', error } satisfies RunReport);
    await expect(refused).rejects.toMatchObject({ data: error });
    const crashed = run();
    child.ends('SIGABRT');
    await expect(crashed).rejects.toMatchObject({
      data: {
        code: 'worker-crashed',
        message: 'The process of the run ended with SIGABRT: FATAL ERROR: out of memory',
      },
    });
  });

  it.each([
    { kind: 'finished', result: {} },
    { kind: 'finished' },
    'done',
    undefined,
    { kind: 'progress', rows: 'many' },
  ])('does not take %j for a report', async (message) => {
    const result = run();
    child.says(message);
    await expect(result).rejects.toMatchObject({ data: { code: 'worker-crashed' } });
    expect(child.stopped).toHaveLength(1);
  });

  it('is asked to stop, and whatever it says then is no result', async () => {
    const result = run();
    abort.abort();
    expect(child.heard.at(-1)).toEqual({ kind: 'cancel' });
    expect(child.stopped).toEqual([]);
    child.says({ kind: 'finished', result: RESULT } satisfies RunReport);
    await expect(result).rejects.toMatchObject({ data: { code: 'cancelled' } });
  });

  it('is ended when it does not stop in time', async () => {
    const result = run();
    abort.abort();
    const rejected = expect(result).rejects.toMatchObject({ data: { code: 'cancelled' } });
    await vi.advanceTimersByTimeAsync(19_000);
    expect(child.stopped).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(child.stopped[0]).toBe(0);
    await rejected;
  });

  it('does not begin once it is cancelled', async () => {
    abort.abort();
    const launch = vi.fn(child.launch);
    const events = { signal: abort.signal, onProgress: () => {} };
    await expect(runInProcess(launch, ORDER, events)).rejects.toMatchObject({ data: { code: 'cancelled' } });
    expect(launch).not.toHaveBeenCalled();
  });
});
