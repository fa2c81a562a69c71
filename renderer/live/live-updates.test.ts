import { describe, expect, it, vi } from 'vitest';
import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import type { LiveChanges, LivePhase, LiveState } from '../../shared/live-view.ts';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { batch } from '../inventory/batch-fixture.ts';
import { Inventory } from '../inventory/inventory.ts';
import { createLayoutStore } from '../inventory/layout/layout-store.ts';
import { memoryStorage } from '../inventory/preference-fixture.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { followCollections } from '../shell/collection-store.ts';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
import { ofVcenter } from '../vcenters/vcenter-fixture.ts';
import { LiveUpdates } from './live-updates.ts';

const vms = (...names: readonly string[]): ColumnBatch => batch('VirtualMachine', names, { name: names });
const done: Partial<CollectionState> = {
  phase: 'completed',
  finished: ['VirtualMachine'],
  counts: { VirtualMachine: 2 },
  rows: 2,
};

/** A window on a collection whose rows are still to come. */
async function window(first = collectionState(done)) {
  let phase: LivePhase = 'live';
  const state = (collectionId: string): LiveState => ({
    collectionId,
    phase,
    kinds: ['VirtualMachine'],
    confirmedAt: 1000,
    pollSeconds: 20,
  });
  const test = testBridge({
    'collection:list': () => [first],
    'collection:cancel': () => ({}),
    'inventory:open': () => ({}),
    'inventory:close': () => ({}),
    'inventory:credit': () => ({}),
    'live:open': ({ collectionId }) => state(collectionId),
    'live:close': () => ({}),
    'live:credit': () => ({}),
    'live:visible': () => ({}),
    'live:pause': ({ collectionId, paused }) => {
      phase = paused ? 'paused' : 'live';
      return state(collectionId);
    },
  });
  const link = createLinkStore();
  const { store: collections } = followCollections(test.bridge, link);
  const schedule = (run: () => void) => queueMicrotask(run);
  const layouts = createLayoutStore(memoryStorage());
  const inventory = new Inventory({ bridge: test.bridge, collections, layouts, schedule });
  const live = new LiveUpdates({ bridge: test.bridge, link, collections, inventory, schedule });
  await test.settled();
  let seq = -1;
  const key = () => collections.getState().open[0]?.key ?? '';
  const rows = async (...names: readonly string[]) => {
    inventory.estate.append(qualifyBatch(vms(...names), { key: key(), label: 'vc' }), 'vcenter', key());
    inventory.redraw();
    await vi.waitFor(() =>
      expect(inventory.store.getState().counts.VirtualMachine).toBe(inventory.estate.table('VirtualMachine').rows),
    );
    await test.settled();
  };
  const change = async (changes: Partial<LiveChanges>) => {
    seq += 1;
    test.push('live:changes', {
      collectionId: first.id,
      seq,
      group: 'state',
      at: 5000,
      rows: [],
      left: [],
      ...changes,
    });
    await test.settled();
  };
  const names = () => {
    const table = inventory.estate.table('VirtualMachine');
    return [...table.refs].map((_, row) => table.cell(row, 'name'));
  };
  /** The rows of another vCenter, whose objects have the same ids. @returns its key */
  const openBeside = (): string => {
    const startedAt = first.startedAt + 1;
    test.push('collection:changed', collectionState({ ...done, ...ofVcenter('other'), id: 'c2', startedAt }));
    const { key = '', label = '' } = collections.getState().open.find(({ collection }) => collection.id === 'c2') ?? {};
    inventory.estate.append(qualifyBatch(vms('a', 'b'), { key, label }), 'vcenter', key);
    inventory.redraw();
    return key;
  };
  const asked = (name: string) => test.asked.filter((each) => each.name === name).map(({ params }) => params);
  /** A machine as the window refers to it. */
  const vm = (name: string) => `${key()}/VirtualMachine:${name}`;
  return { ...test, link, inventory, collections, live, rows, change, names, asked, first, vm, openBeside };
}

describe('LiveUpdates', () => {
  it('follows a collection once all its rows are here, not before', async () => {
    const { asked, rows, live } = await window();
    expect(asked('live:open')).toEqual([]);
    await rows('a');
    expect(asked('live:open')).toEqual([]);
    await rows('b');
    expect(asked('live:open')).toEqual([{ collectionId: 'c1' }]);
    expect(live.store.getState().live).toMatchObject({ phase: 'live', confirmedAt: 1000 });
  });

  it('puts changes into the rows on screen, marks them, and credits each push', async () => {
    const { rows, change, names, asked, live, vm } = await window();
    await rows('a', 'b');
    await change({ rows: [batch('VirtualMachine', ['a', 'c'], { name: ['a-2', 'c'] })] });
    expect(names()).toEqual(['a-2', 'b', 'c']);
    expect(live.flashOf(vm('a'))).toMatchObject({ kind: 'changed' });
    expect(live.flashOf(vm('c'))).toMatchObject({ kind: 'added' });
    expect(live.flashOf(vm('b'))).toBeUndefined();
    await change({ left: [{ type: 'VirtualMachine', refs: ['VirtualMachine:b'] }] });
    expect(names()).toEqual(['a-2', 'c']);
    expect(live.store.getState().changes).toBe(3);
    expect(asked('live:credit')).toEqual([
      { collectionId: 'c1', seq: 0 },
      { collectionId: 'c1', seq: 1 },
    ]);
  });

  it('updates use without a mark, and knows its age', async () => {
    const { rows, change, live, vm } = await window();
    await rows('a', 'b');
    live.look([vm('a')]);
    await change({
      group: 'stats',
      rows: [batch('VirtualMachine', ['a'], { 'summary.quickStats.overallCpuUsage': [7] })],
    });
    expect(live.flashOf(vm('a'))).toBeUndefined();
    expect(live.statsAt(vm('a'))).toBe(5000);
    expect(live.statsAt(vm('b'))).toBeUndefined();
    expect(live.store.getState()).toMatchObject({
      statsAt: { [vm('a').split('/')[0] ?? '']: { VirtualMachine: 5000 } },
      changes: 0,
    });
  });

  it('tells the rows in view when they have settled, once', async () => {
    const { rows, asked, live, vm } = await window();
    await rows('a', 'b');
    for (const name of ['x', 'y', 'a']) live.look([vm(name)]);
    live.look([vm('a')]);
    await vi.waitFor(() =>
      expect(asked('live:visible').at(-1)).toEqual({ collectionId: 'c1', refs: ['VirtualMachine:a'] }),
    );
    expect(asked('live:visible').filter((each) => JSON.stringify(each).includes('VirtualMachine:x'))).toEqual([]);
  });

  it('reads more objects than may be asked for at once in turns, at the pace of the polls, and keeps all their ages', async () => {
    const { rows, asked, live, vm, change } = await window();
    const names = Array.from({ length: 450 }, (_, index) => `m${index}`);
    await rows(...names);
    vi.useFakeTimers();
    try {
      live.look(names.map(vm));
      const turns = () => asked('live:visible').map((each) => (each as { refs: readonly string[] }).refs);
      const before = turns().length;
      for (const seconds of [1, 19, 2, 20]) await vi.advanceTimersByTimeAsync(seconds * 1000);
      const asking = turns().slice(before);
      expect(asking.map((refs) => refs.length)).toEqual([200, 200, 50]);
      expect(asking.flat()).toEqual(names.map((name) => `VirtualMachine:${name}`));
    } finally {
      vi.useRealTimers();
    }
    const use = (name: string) => batch('VirtualMachine', [name], { 'summary.quickStats.overallCpuUsage': [7] });
    await change({ group: 'stats', at: 5000, rows: [use('m0')] });
    await change({ group: 'stats', at: 6000, rows: [use('m449')] });
    expect([live.statsAt(vm('m0')), live.statsAt(vm('m449'))]).toEqual([5000, 6000]);
    live.look([]);
  });

  it('forgets when use of a vCenter was read once another collection of it takes the screen', async () => {
    const { rows, change, live, vm, push, first, asked, openBeside } = await window();
    await rows('a', 'b');
    const key = openBeside();
    await vi.waitFor(() => expect(asked('live:open')).toHaveLength(2));
    live.look([vm('a'), `${key}/VirtualMachine:a`]);
    const use = batch('VirtualMachine', ['a'], { 'summary.quickStats.overallCpuUsage': [7] });
    for (const collectionId of ['c1', 'c2']) await change({ collectionId, group: 'stats', rows: [use] });
    expect(live.statsAt(vm('a'))).toBe(5000);
    push(
      'collection:changed',
      collectionState({ id: 'c3', phase: 'collecting', rows: 1, startedAt: first.startedAt + 2 }),
    );
    await vi.waitFor(() => expect(live.statsAt(vm('a'))).toBeUndefined());
    expect(live.statsAt(`${key}/VirtualMachine:a`)).toBe(5000);
  });

  it('refuses changes that are no rows, and says so', async () => {
    const { rows, change, names, live } = await window();
    await rows('a', 'b');
    const broken = { type: 'VirtualMachine', refs: ['VirtualMachine:a'], columns: { name: ['x', 'y'] } } as ColumnBatch;
    await change({ rows: [broken] });
    expect(names()).toEqual(['a', 'b']);
    expect(live.store.getState().live).toMatchObject({ phase: 'off', reason: { code: 'protocol' } });
  });

  it('pauses and goes on, and follows again over a new connection', async () => {
    const { rows, asked, live, link } = await window();
    await rows('a', 'b');
    await live.pause(true);
    expect(live.store.getState().live?.phase).toBe('paused');
    await live.pause(false);
    expect(asked('live:pause')).toEqual([
      { collectionId: 'c1', paused: true },
      { collectionId: 'c1', paused: false },
    ]);
    link.setState(({ generation }) => ({ generation: generation + 1 }));
    await vi.waitFor(() => expect(asked('live:open')).toHaveLength(2));
  });

  it('leaves a collection that another one takes the screen from', async () => {
    const { rows, push, asked, change, live, first } = await window();
    await rows('a', 'b');
    push(
      'collection:changed',
      collectionState({ id: 'c2', phase: 'collecting', rows: 1, startedAt: first.startedAt + 1 }),
    );
    await vi.waitFor(() => expect(asked('live:close')).toEqual([{ collectionId: 'c1' }]));
    await change({ rows: [vms('late')] });
    expect(live.store.getState()).toEqual({ vcenters: [], live: undefined, statsAt: {}, inView: [], changes: 0 });
    expect(asked('live:credit')).toEqual([]);
  });

  it('follows several vCenters, and tells objects of the same id apart', async () => {
    const { rows, settled, asked, live, inventory, change, openBeside } = await window();
    await rows('a', 'b');
    const key = openBeside();
    await vi.waitFor(() => expect(asked('live:open')).toEqual([{ collectionId: 'c1' }, { collectionId: 'c2' }]));
    await settled();
    await change({ collectionId: 'c2', rows: [batch('VirtualMachine', ['a'], { name: ['a-2'] })] });
    await change({ collectionId: 'c2', left: [{ type: 'VirtualMachine', refs: ['VirtualMachine:b'] }] });
    const table = inventory.estate.table('VirtualMachine');
    expect([...table.refs].map((_, row) => table.cell(row, 'name'))).toEqual(['a', 'b', 'a-2']);
    expect(live.flashOf(`${key}/VirtualMachine:a`)).toBeDefined();
    expect(live.store.getState().vcenters.map((each) => each.label)).toEqual(['vc.example', 'other']);
    live.look([...table.refs]);
    await vi.waitFor(() =>
      expect(asked('live:visible').slice(-2)).toEqual([
        { collectionId: 'c1', refs: ['VirtualMachine:a', 'VirtualMachine:b'] },
        { collectionId: 'c2', refs: ['VirtualMachine:a'] },
      ]),
    );
  });
});
