import { describe, expect, it } from 'vitest';
import type { BenchmarkOrder, BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import { type Answers, testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { BenchmarkRun } from './benchmark-run.ts';
import { benchmarkProgress } from './benchmarks-fixture.ts';

const ORDER: BenchmarkOrder = {
  estate: { kind: 'demo', vms: 100, seed: 1 },
  suite: 'quick',
  resources: 'all',
  runs: 2,
  seed: 1,
};

function follow(answers: Answers = {}) {
  let running: BenchmarkProgress | undefined;
  const ended: string[] = [];
  const link = createLinkStore();
  const test = testBridge({
    'benchmark:progress': () => (running === undefined ? {} : { running }),
    'benchmark:start': () => {
      running = benchmarkProgress({ phase: 'starting', finishedRuns: 0 });
      return { id: running.id };
    },
    'benchmark:cancel': () => ({}),
    ...answers,
  });
  const subject = new BenchmarkRun({ bridge: test.bridge, link, ended: (id) => ended.push(id) });
  return {
    ...test,
    subject,
    ended,
    link,
    runs: (progress: BenchmarkProgress | undefined) => {
      running = progress;
    },
    state: () => subject.store.getState(),
  };
}

describe('BenchmarkRun', () => {
  it('finds the benchmark that was running before the window was loaded', async () => {
    const running = benchmarkProgress();
    const { state, settled } = follow({ 'benchmark:progress': () => ({ running }) });
    await settled();
    expect(state().running).toEqual(running);
  });

  it('shows an order as running as soon as main took it', async () => {
    const { subject, state, asked } = follow();
    expect(await subject.start(ORDER)).toBe(true);
    expect(state()).toMatchObject({ starting: false, running: { id: 'b9', phase: 'starting' } });
    expect(asked).toContainEqual({ name: 'benchmark:start', params: { order: ORDER } });
  });

  it('tells why an order was refused, until the next one', async () => {
    let refuse = true;
    const { subject, state } = follow({
      'benchmark:start': () => {
        if (refuse) throw new Error('no');
        return { id: 'b9' };
      },
    });
    expect(await subject.start(ORDER)).toBe(false);
    expect(state()).toMatchObject({ starting: false, running: undefined, error: { code: 'internal' } });
    refuse = false;
    expect(await subject.start(ORDER)).toBe(true);
    expect(state().error).toBeUndefined();
  });

  it('sends one order at a time', async () => {
    const { subject, asked } = follow();
    const both = await Promise.all([subject.start(ORDER), subject.start(ORDER)]);
    expect(both).toEqual([true, false]);
    expect(asked.filter(({ name }) => name === 'benchmark:start')).toHaveLength(1);
  });

  it('follows the pushes and tells the end once', async () => {
    const { push, state, ended, settled } = follow();
    await settled();
    push('benchmark:changed', benchmarkProgress({ finishedRuns: 3 }));
    expect(state().running?.finishedRuns).toBe(3);
    const last = benchmarkProgress({ phase: 'completed', finishedRuns: 4 });
    push('benchmark:changed', last);
    push('benchmark:changed', last);
    expect(state()).toMatchObject({ running: undefined, ended: last });
    expect(ended).toEqual(['b9']);
  });

  it('believes a push more than an older answer', async () => {
    const answer = Promise.withResolvers<{ running?: BenchmarkProgress }>();
    const { push, state, settled } = follow({ 'benchmark:progress': () => answer.promise });
    push('benchmark:changed', benchmarkProgress({ phase: 'completed' }));
    answer.resolve({ running: benchmarkProgress() });
    await settled();
    expect(state().running).toBeUndefined();
  });

  it('finds out about an end that it missed while the connection was down', async () => {
    const { link, runs, state, ended, settled, push } = follow();
    await settled();
    push('benchmark:changed', benchmarkProgress());
    runs(undefined);
    link.setState(({ generation }) => ({ generation: generation + 1 }));
    await settled();
    expect(state().running).toBeUndefined();
    expect(ended).toEqual(['b9']);
  });

  it('cancels what runs and says so at once; one that cannot be goes on', async () => {
    const { subject, push, state, runs, asked, settled } = follow({
      'benchmark:cancel': () => {
        throw new Error('no');
      },
    });
    await settled();
    await subject.cancel();
    expect(asked.some(({ name }) => name === 'benchmark:cancel')).toBe(false);
    const running = benchmarkProgress();
    push('benchmark:changed', running);
    runs(running);
    const done = subject.cancel();
    expect(state().running?.phase).toBe('cancelling');
    await done;
    expect(asked).toContainEqual({ name: 'benchmark:cancel', params: { id: 'b9' } });
    expect(state()).toMatchObject({ running: { phase: 'running' }, error: { code: 'internal' } });
  });
});
