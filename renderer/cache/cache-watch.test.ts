import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CacheInfo } from '../../shared/cache-view.ts';
import { type Answers, testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { followCollections } from '../shell/collection-store.ts';
import { cacheEntry, cacheInfo } from './cache-fixture.ts';
import { CacheWatch } from './cache-watch.ts';

function watch(answers: Answers = {}) {
  let info: CacheInfo = cacheInfo();
  const test = testBridge({
    'collection:list': () => [],
    'cache:info': () => info,
    'cache:measure': () => ({ entries: info.entries.length, chunks: 2, storedBytes: 12_000 }),
    'cache:invalidate': () => {
      const amount = { entries: info.entries.length, chunks: 2, storedBytes: 12_000 };
      info = cacheInfo();
      return amount;
    },
    ...answers,
  });
  const { store: collections } = followCollections(test.bridge, createLinkStore());
  const subject = new CacheWatch({ bridge: test.bridge, collections });
  return {
    ...test,
    subject,
    has: (next: CacheInfo) => {
      info = next;
    },
    asks: () => test.asked.filter(({ name }) => name === 'cache:info').length,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('CacheWatch', () => {
  it('asks every two seconds while somebody looks, and not afterwards', async () => {
    const { subject, asks, has } = watch();
    expect(asks()).toBe(0);
    const close = subject.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(asks()).toBe(1);
    expect(subject.store.getState().info?.entries).toEqual([]);
    has(cacheInfo({ entries: [cacheEntry()] }));
    await vi.advanceTimersByTimeAsync(2000);
    expect(asks()).toBe(2);
    expect(subject.store.getState().info?.entries).toHaveLength(1);
    close();
    close();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asks()).toBe(2);
  });

  it('asks anew when it is opened again', async () => {
    const { subject, asks } = watch();
    subject.open()();
    await vi.advanceTimersByTimeAsync(10_000);
    const close = subject.open();
    await vi.advanceTimersByTimeAsync(4000);
    expect(asks()).toBe(4);
    close();
  });

  it('asks at once when a collection has ended', async () => {
    const { subject, asks, push } = watch();
    const close = subject.open();
    push('collection:changed', collectionState());
    await vi.advanceTimersByTimeAsync(100);
    expect(asks()).toBe(1);
    push('collection:changed', collectionState({ phase: 'completed', rows: 5 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(asks()).toBe(2);
    close();
  });

  it('waits for a slow answer instead of asking again', async () => {
    const slow = Promise.withResolvers<CacheInfo>();
    const { subject, asks } = watch({ 'cache:info': () => slow.promise });
    const close = subject.open();
    await vi.advanceTimersByTimeAsync(30_000);
    void subject.read();
    expect(asks()).toBe(1);
    slow.resolve(cacheInfo());
    await vi.advanceTimersByTimeAsync(2000);
    expect(asks()).toBe(2);
    close();
  });

  it('removes, tells what was removed, and looks again', async () => {
    const { subject, has, asked } = watch();
    has(cacheInfo({ entries: [cacheEntry()] }));
    await subject.read();
    const envelope = await subject.remove({ label: 'everything', selector: {} });
    expect(envelope).toMatchObject({ ok: true, value: { entries: 1 } });
    expect(subject.store.getState()).toMatchObject({
      removed: { label: 'everything', amount: { entries: 1, chunks: 2 } },
      info: { entries: [] },
    });
    expect(asked.at(-2)).toEqual({ name: 'cache:invalidate', params: {} });
  });

  it('tells why there is no cache to look into', async () => {
    const { bridge } = testBridge();
    const { store: collections } = followCollections(bridge, createLinkStore());
    const subject = new CacheWatch({ bridge, collections });
    await subject.read();
    expect(subject.store.getState()).toMatchObject({ info: undefined, error: { code: 'internal' } });
    expect(await subject.remove({ label: 'everything', selector: {} })).toMatchObject({ ok: false });
    expect(subject.store.getState().removed).toBeUndefined();
  });
});
