import { beforeEach, describe, expect, test } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppNotification } from '../../shared/app-view.ts';
import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import type { BenchmarkRunState } from '../benchmark/benchmark-run.ts';
import { type TestBridge, testBridge } from '../bridge/bridge-fixture.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { Announcer, NOTIFICATIONS_KEY } from './announcer.ts';
import { desktopWay, type NotificationWay } from './notification-way.ts';

const PROGRESS: BenchmarkProgress = {
  id: 'b1',
  phase: 'completed',
  startedAt: 0,
  scenarios: [],
  finishedRuns: 6,
  totalRuns: 6,
};

let link: TestBridge;
let benchmark: StoreApi<BenchmarkRunState>;
let shown: AppNotification[];
let away: boolean;
let permitted: boolean;
let kept: Map<string, string>;
let click: () => void;

/** A browser whose operator has answered, or answers when asked. */
const way: NotificationWay = {
  onAtFirst: false,
  allowed: () => permitted,
  ask: async () => permitted,
  show: (notification, clicked) => {
    shown.push(notification);
    click = clicked;
  },
};

function announcer(over: NotificationWay = way): Announcer {
  return new Announcer({
    bridge: link.bridge,
    benchmark,
    way: over,
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    now: () => 61_000,
    isAway: () => away,
  });
}

/** A collection that ran so long, in milliseconds. */
function collect(phase: 'completed' | 'partial' | 'failed' | 'cancelled', took: number): void {
  link.push('collection:changed', collectionState());
  const error = { code: 'cannot-connect', message: 'vc.example refuses operator.', action: '' } as const;
  link.push('collection:changed', collectionState({ phase, rows: 2279, endedAt: 1000 + took, error }));
}

beforeEach(() => {
  link = testBridge({ 'app:notify': () => ({}) });
  benchmark = createStore<BenchmarkRunState>(() => ({
    running: undefined,
    ended: undefined,
    starting: false,
    error: undefined,
  }));
  shown = [];
  away = true;
  permitted = true;
  kept = new Map([[NOTIFICATIONS_KEY, 'true']]);
});

describe('what is told', () => {
  test.each([
    ['completed', 'Collection finished', '2,279 rows in 12 s.'],
    ['partial', 'Collection finished in part', '2,279 rows in 12 s; some values are missing.'],
    ['failed', 'Collection failed', 'After 2,279 rows in 12 s. Open Heapsphere to see why.'],
  ] as const)('a long collection that is %s, without a name', (phase, title, body) => {
    announcer();
    collect(phase, 12_000);
    expect(shown).toEqual([{ title, body, screen: 'inventory' }]);
  });

  test('neither a short collection nor a cancelled one, nor one that was over before', () => {
    announcer();
    collect('completed', 9_999);
    collect('cancelled', 60_000);
    link.push('collection:changed', collectionState({ id: 'old', phase: 'completed', endedAt: 100_000 }));
    expect(shown).toEqual([]);
  });

  test('a benchmark, once, however long it took; not a cancelled one', () => {
    announcer();
    benchmark.setState({ ended: PROGRESS });
    benchmark.setState({ ended: { ...PROGRESS } });
    benchmark.setState({ ended: { ...PROGRESS, id: 'b2', phase: 'cancelled' } });
    expect(shown).toEqual([{ title: 'Benchmark finished', body: '6 of 6 runs in 1 min 1 s.', screen: 'benchmark' }]);
  });

  test('nothing to somebody who looks, or who has not switched it on', () => {
    const told = announcer();
    away = false;
    collect('completed', 12_000);
    away = true;
    told.store.setState({ on: false });
    collect('completed', 12_000);
    expect(shown).toEqual([]);
  });
});

test('a click leads to the screen', () => {
  const told = announcer();
  const screens: string[] = [];
  const end = told.onFollowed((screen) => screens.push(screen));
  benchmark.setState({ ended: PROGRESS });
  click();
  end();
  click();
  expect(screens).toEqual(['benchmark']);
});

test('the choice is remembered; one that the browser does not let through is told', async () => {
  kept.clear();
  const first = announcer();
  expect(first.store.getState()).toEqual({ on: false, blocked: false });
  permitted = false;
  await first.choose(true);
  expect(first.store.getState()).toEqual({ on: false, blocked: true });
  permitted = true;
  await first.choose(true);
  expect(first.store.getState()).toEqual({ on: true, blocked: false });
  expect(announcer().store.getState().on).toBe(true);
  await first.choose(false);
  expect(announcer().store.getState()).toEqual({ on: false, blocked: false });
});

test('damaged memory counts as no choice', () => {
  kept.set(NOTIFICATIONS_KEY, '{"on":');
  expect(announcer().store.getState().on).toBe(false);
});

test('on the desktop they are on until switched off, and main shows them', () => {
  kept.clear();
  const told = announcer(desktopWay(link.bridge));
  expect(told.store.getState().on).toBe(true);
  collect('completed', 12_000);
  expect(link.asked).toEqual([
    {
      name: 'app:notify',
      params: { title: 'Collection finished', body: '2,279 rows in 12 s.', screen: 'inventory' },
    },
  ]);
});
