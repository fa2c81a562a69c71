import { describe, expect, it } from 'vitest';
import { fixtureRecord } from '../../shared/benchmark/benchmark-fixture.ts';
import type { BenchmarkRecord, BenchmarkReport } from '../../shared/benchmark/benchmark-view.ts';
import type { Answers } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { Benchmarks } from './benchmarks.ts';
import { benchmarkMain, benchmarkProgress } from './benchmarks-fixture.ts';

const record = (id: string, changes: Partial<BenchmarkRecord> = {}): BenchmarkRecord => ({
  ...fixtureRecord({ suite: 'quick', runs: 3 }),
  id,
  ...changes,
});
const CONTEXT = { collectionId: undefined, current: undefined };

function screen(records: readonly BenchmarkRecord[] = [], answers: Answers = {}) {
  const saved: BenchmarkReport[] = [];
  const main = benchmarkMain(records, answers);
  const subject = new Benchmarks({
    bridge: main.bridge,
    link: createLinkStore(),
    save: (report) => saved.push(report),
  });
  return { ...main, subject, saved, shown: () => subject.result.store.getState() };
}

describe('Benchmarks', () => {
  it('shows the newest benchmark when the screen is opened first, and leaves it to the operator then', async () => {
    const { subject, shown } = screen([record('new'), record('old')]);
    await subject.open();
    expect(shown()).toMatchObject({ id: 'new', shown: { record: { id: 'new' } } });
    expect(shown().shown?.analysis.scenarios).toHaveLength(2);
    subject.result.close();
    await subject.open();
    expect(shown().id).toBeUndefined();
  });

  it('shows what runs rather than an old result', async () => {
    const { subject, shown } = screen([record('old')], {
      'benchmark:progress': () => ({ running: benchmarkProgress() }),
    });
    await subject.open();
    expect(shown().id).toBeUndefined();
  });

  it('sends no order that is wrong', async () => {
    const { subject, asked } = screen();
    subject.edit({ vms: 'x' });
    await subject.start(CONTEXT);
    expect(subject.order.getState().problem).toMatchObject({ field: 'vms' });
    expect(asked.some(({ name }) => name === 'benchmark:start')).toBe(false);
    subject.edit({ vms: '100' });
    expect(subject.order.getState().problem).toBeUndefined();
  });

  it('makes room for a benchmark that starts, and shows it when it has ended', async () => {
    const { subject, shown, records, push, settled } = screen([record('old')], {
      'benchmark:start': () => ({ id: 'b9' }),
    });
    await subject.open();
    await subject.start(CONTEXT);
    expect(shown().id).toBeUndefined();
    records.unshift(record('b9'));
    push('benchmark:changed', benchmarkProgress({ phase: 'completed' }));
    await settled();
    expect(shown()).toMatchObject({ id: 'b9', shown: { record: { id: 'b9' } } });
    expect(subject.history.store.getState().list?.map(({ id }) => id)).toEqual(['b9', 'old']);
  });

  it('does not tear the operator away from a result that was opened meanwhile', async () => {
    const { subject, shown, records, push, settled } = screen([record('old')]);
    await subject.result.open('old');
    records.unshift(record('b9'));
    push('benchmark:changed', benchmarkProgress({ phase: 'completed' }));
    await settled();
    expect(shown().id).toBe('old');
    expect(subject.history.find('b9')).toBeDefined();
  });

  it('holds a result against the marked one of its kind only', async () => {
    const { subject, shown, baselines, settled } = screen([
      record('new'),
      record('marked'),
      record('minimal', { resources: 'minimal' }),
    ]);
    baselines.add('minimal');
    await subject.open();
    await settled();
    expect(shown().baseline).toBeUndefined();
    await subject.history.markBaseline('marked', true);
    await settled();
    expect(shown().baseline?.id).toBe('marked');
    await subject.result.open('marked');
    await settled();
    expect(shown().baseline, 'not against itself').toBeUndefined();
    await subject.result.open('new');
    await settled();
    expect(shown().baseline?.id).toBe('marked');
    await subject.history.markBaseline('marked', false);
    await settled();
    expect(shown().baseline).toBeUndefined();
  });

  it('compares with another one until a different result is opened', async () => {
    const { subject, shown } = screen([record('new'), record('old')]);
    await subject.open();
    await subject.result.compareWith('old');
    expect(shown().compared?.id).toBe('old');
    await subject.result.open('old');
    expect(shown().compared).toBeUndefined();
    await subject.result.compareWith('gone');
    expect(shown()).toMatchObject({ compared: undefined, error: { message: 'There is no benchmark gone.' } });
  });

  it('shows the one that was chosen last, whichever answer comes first', async () => {
    const slow = Promise.withResolvers<BenchmarkRecord>();
    const answers = { 'benchmark:get': ({ id }: { id: string }) => (id === 'slow' ? slow.promise : record(id)) };
    const { subject, shown, settled } = screen([record('slow'), record('fast')], answers);
    const first = subject.result.open('slow');
    await subject.result.open('fast');
    slow.resolve(record('slow'));
    await first;
    await settled();
    expect(shown()).toMatchObject({ id: 'fast', shown: { record: { id: 'fast' } } });
  });

  it('removes a benchmark, and shows its neighbour when it was on screen', async () => {
    const { subject, shown } = screen([record('new'), record('old'), record('oldest')]);
    await subject.open();
    expect(await subject.remove('oldest')).toBeUndefined();
    expect(shown().id).toBe('new');
    expect(await subject.remove('new')).toBeUndefined();
    expect(shown().id).toBe('old');
    expect(await subject.remove('old')).toBeUndefined();
    expect(shown().id).toBeUndefined();
    expect(await subject.remove('old')).toMatchObject({ message: 'There is no benchmark old.' });
  });

  it('saves reports, and tells why there is none', async () => {
    const report: BenchmarkReport = { fileName: 'r.html', mediaType: 'text/html', text: '<p>' };
    const { subject, saved, asked } = screen([record('new')], { 'benchmark:report': () => report });
    await subject.open();
    await subject.reports.write('new', 'html');
    expect(saved).toEqual([report]);
    expect(subject.reports.store.getState()).toEqual({ busy: false, saved: 'r.html', error: undefined });
    expect(asked.at(-1)).toEqual({ name: 'benchmark:report', params: { id: 'new', format: 'html' } });
    subject.result.close();
    expect(subject.reports.store.getState().saved).toBeUndefined();

    const other = screen([record('new')]);
    await other.subject.reports.write('new', 'csv');
    expect(other.subject.reports.store.getState()).toMatchObject({ busy: false, error: { code: 'internal' } });
    expect(other.saved).toEqual([]);
  });

  it('tells why there is no history', async () => {
    const { subject, shown } = screen([], {
      'benchmark:list': () => {
        throw new Error('unreadable');
      },
    });
    await subject.open();
    expect(subject.history.store.getState()).toMatchObject({ list: undefined, error: { code: 'internal' } });
    expect(shown().id).toBeUndefined();
  });
});
