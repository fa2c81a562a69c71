import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../../../shared/inventory.ts';
import type { SnapshotCheck, SnapshotPage } from '../../../shared/snapshot-view.ts';
import { type Answers, testBridge } from '../../bridge/bridge-fixture.ts';
import { createLinkStore } from '../../bridge/link-store.ts';
import { batch } from '../../inventory/batch-fixture.ts';
import { encodedChunk } from '../../inventory/chunk-fixture.ts';
import { OLDEST_SNAPSHOT, SNAPSHOT_COUNT } from '../../inventory/found-attributes.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { createLayoutStore } from '../../inventory/layout/layout-store.ts';
import { memoryStorage } from '../../inventory/preference-fixture.ts';
import { collectionState } from '../../shell/collection-fixture.ts';
import { followCollections } from '../../shell/collection-store.ts';
import { SnapshotWatch } from './snapshot-watch.ts';

const TAKEN = Date.UTC(2026, 0, 2);
const vms = (...names: readonly string[]): ColumnBatch => batch('VirtualMachine', names, { name: names });
const check = (changes: Partial<SnapshotCheck> = {}): SnapshotCheck => ({
  id: 's1',
  collectionId: 'c1',
  phase: 'done',
  checked: 3,
  expected: 3,
  found: 1,
  unknown: 1,
  startedAt: 1,
  endedAt: 2,
  ...changes,
});
const PAGES: readonly SnapshotPage[] = [
  { refs: ['VirtualMachine:b'], counts: [2], oldest: [TAKEN], next: 1 },
  { refs: ['VirtualMachine:c', 'VirtualMachine:gone'], counts: [null, 4], oldest: [null, TAKEN], next: null },
];

async function watch(answers: Answers = {}) {
  const test = testBridge({
    'collection:list': () => [collectionState({ counts: { VirtualMachine: 3 } })],
    'inventory:open': () => ({}),
    'inventory:credit': () => ({}),
    'inventory:close': () => ({}),
    'snapshots:page': ({ from }) => PAGES[from] ?? { refs: [], counts: [], oldest: [], next: null },
    'snapshots:cancel': () => ({}),
    ...answers,
  });
  const { store: collections } = followCollections(test.bridge, createLinkStore());
  const inventory = new Inventory({
    bridge: test.bridge,
    collections,
    layouts: createLayoutStore(memoryStorage()),
    schedule: queueMicrotask,
  });
  const subject = new SnapshotWatch({ bridge: test.bridge, collections, inventory });
  await test.settled();
  let seq = -1;
  const feed = (...names: readonly string[]) => {
    seq += 1;
    test.push('inventory:chunk', { collectionId: 'c1', seq, origin: 'vcenter', ...encodedChunk(vms(...names)) });
  };
  const column = (path: string) => {
    const table = inventory.estate.table('VirtualMachine');
    return table.column(path) && [...table.refs].map((_, row) => table.cell(row, path));
  };
  return { ...test, subject, inventory, feed, column };
}

describe('SnapshotWatch', () => {
  it('puts findings beside the VMs: none is 0, and what vCenter did not tell stays unset', async () => {
    const { subject, feed, push, column } = await watch();
    feed('a', 'b', 'c');
    push('snapshots:changed', check());
    await expect.poll(() => column(SNAPSHOT_COUNT)).toEqual([0, 2, null]);
    expect(column(OLDEST_SNAPSHOT)).toEqual([null, TAKEN, null]);
    expect(subject.store.getState()).toMatchObject({ shown: 's1', error: undefined });
  });

  it('waits until the window has all VMs; those that come even later are unknown', async () => {
    const { feed, push, column, settled } = await watch();
    feed('a', 'b');
    push('snapshots:changed', check());
    await settled();
    expect(column(SNAPSHOT_COUNT)).toBeUndefined();
    feed('c');
    await expect.poll(() => column(SNAPSHOT_COUNT)).toEqual([0, 2, null]);
    feed('new');
    await expect.poll(() => column(SNAPSHOT_COUNT)).toEqual([0, 2, null, null]);
  });

  it('leaves the rows of another collection alone', async () => {
    const { feed, push, column, settled, asked } = await watch();
    feed('a', 'b', 'c');
    push('snapshots:changed', check({ collectionId: 'c0' }));
    push('snapshots:changed', check({ phase: 'running' }));
    push('snapshots:changed', check({ phase: 'cancelled' }));
    await settled();
    expect(column(SNAPSHOT_COUNT)).toBeUndefined();
    expect(asked.some(({ name }) => name === 'snapshots:page')).toBe(false);
  });

  it('starts and cancels, and a filter on snapshots holds from then on', async () => {
    const { subject, inventory, feed, push, asked, column } = await watch({
      'snapshots:start': () => check({ phase: 'running', endedAt: undefined }),
    });
    feed('a', 'b', 'c');
    inventory.filterBy('VirtualMachine', {
      quick: '',
      columns: [{ kind: 'number', path: SNAPSHOT_COUNT, expression: '> 0' }],
    });
    await subject.start('c1');
    expect(subject.store.getState()).toMatchObject({ starting: false, check: { phase: 'running' } });
    await subject.cancel();
    expect(asked.at(-1)).toEqual({ name: 'snapshots:cancel', params: {} });
    expect(inventory.store.getState().visible).toHaveLength(0);
    push('snapshots:changed', check());
    await expect.poll(() => column(SNAPSHOT_COUNT)).toBeDefined();
    expect([...inventory.store.getState().visible]).toEqual([1]);
  });

  it('finds a check that was made before the window was there', async () => {
    const { subject, feed, column } = await watch({ 'snapshots:state': () => check() });
    feed('a', 'b', 'c');
    await subject.refresh();
    await expect.poll(() => column(SNAPSHOT_COUNT)).toEqual([0, 2, null]);
  });

  it('says why a check could not be started, or its findings not be read', async () => {
    const { subject, feed, push, settled, column } = await watch({
      'snapshots:page': () => {
        throw new Error('gone');
      },
    });
    await subject.start('c1');
    expect(subject.store.getState().error?.message).toBe('The test has no answer.');
    subject.store.setState({ error: undefined });
    feed('a', 'b', 'c');
    push('snapshots:changed', check());
    await settled();
    await expect.poll(() => subject.store.getState().error?.message).toBe('Error: gone');
    expect(column(SNAPSHOT_COUNT)).toBeUndefined();
    subject.dispose();
  });
});
