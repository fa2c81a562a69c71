import { describe, expect, it } from 'vitest';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { encodedChunk } from '../inventory/chunk-fixture.ts';
import { Inventory } from '../inventory/inventory.ts';
import { createLayoutStore } from '../inventory/layout/layout-store.ts';
import { memoryStorage } from '../inventory/preference-fixture.ts';
import { qualify } from '../inventory/qualified-ref.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { followCollections } from '../shell/collection-store.ts';
import { estateBatches } from './estate-fixture.ts';
import type { MeasureId } from './measures.ts';
import { dayOf, Overview } from './overview.ts';

/** An overview of an inventory that has the rows of the fixture; frames come at once. */
async function overview(storage = memoryStorage()) {
  const test = testBridge({
    'collection:list': () => [collectionState()],
    'inventory:open': () => ({}),
    'inventory:credit': () => ({}),
  });
  const { store: collections } = followCollections(test.bridge, createLinkStore());
  const schedule = (run: () => void): void => queueMicrotask(run);
  const inventory = new Inventory({
    bridge: test.bridge,
    collections,
    layouts: createLayoutStore(memoryStorage()),
    schedule,
  });
  await test.settled();
  let seq = -1;
  const feed = async (vms: number): Promise<void> => {
    for (const rows of estateBatches(vms)) {
      seq += 1;
      test.push('inventory:chunk', { collectionId: 'c1', seq, origin: 'vcenter', ...encodedChunk(rows) });
      await test.settled();
    }
  };
  const subject = new Overview({
    inventory,
    storage,
    vcenters: () => collections.getState().open,
    now: () => new Date(2026, 2, 11, 15).getTime(),
    schedule,
  });
  const rows = (id: MeasureId, scope = 0) => subject.store.getState().counted?.rows(id, scope);
  const key = collections.getState().open[0]?.key ?? '';
  return { subject, inventory, feed, rows, key };
}

describe('Overview', () => {
  it('counts only while somebody looks, and again when rows have come', async () => {
    const { subject, inventory, feed, rows } = await overview();
    await feed(40);
    await expect.poll(() => inventory.store.getState().counts.VirtualMachine).toBe(40);
    expect(subject.store.getState().counted).toBeUndefined();
    const close = subject.open();
    await expect.poll(() => rows('VirtualMachine')).toBe(40);
    await feed(10);
    await expect.poll(() => rows('VirtualMachine'), { timeout: 5000 }).toBe(50);
    close();
    await feed(10);
    await expect.poll(() => inventory.store.getState().counts.VirtualMachine).toBe(60);
    expect(rows('VirtualMachine')).toBe(50);
    inventory.dispose();
  });

  it('leads from a number to just so many rows of the table, whatever was there before', async () => {
    const { subject, inventory, feed, rows, key } = await overview();
    await feed(200);
    const close = subject.open();
    await expect.poll(() => rows('VirtualMachine')).toBe(200);
    inventory.filterBy('VirtualMachine', { quick: 'nothing like it', columns: [] });
    const { counted } = subject.store.getState();
    const cluster = counted?.find(qualify(key, 'ClusterComputeResource:c2')) ?? 0;
    for (const id of ['vmsOn', 'toolsOld', 'hostsAvailable', 'storesKnown', 'VirtualMachine'] as const) {
      for (const scope of [0, cluster]) {
        subject.follow(id, scope);
        const { type, visible, narrowedTo } = inventory.store.getState();
        expect(type).toBe(counted?.measure(id)?.type);
        expect(visible, `${id} in ${scope}`).toHaveLength(rows(id, scope) ?? -1);
        expect(narrowedTo?.trail.map(({ name }) => name)).toEqual(
          scope === 0 ? undefined : ['vc.example', 'Ashburn', 'cl-1'],
        );
      }
    }
    close();
    inventory.dispose();
  });

  it('remembers from how many days on a snapshot is old, and passes over what is no number of days', async () => {
    const storage = memoryStorage();
    const { subject, inventory } = await overview(storage);
    const close = subject.open();
    await expect.poll(() => subject.store.getState().counted).toBeDefined();
    const before = () => subject.store.getState().counted?.measure('snapshotsOld')?.columns[0];
    expect(before()).toMatchObject({ operator: 'before', day: '2026-03-04' });
    subject.setDays(30);
    await expect.poll(before).toMatchObject({ day: '2026-02-09' });
    for (const wrong of [0, -3, 2.5, Number.NaN, 4000]) subject.setDays(wrong);
    expect(subject.store.getState().days).toBe(30);
    expect((await overview(storage)).subject.store.getState().days).toBe(30);
    storage.setItem('heapsphere.overview.days.v1', '"many"');
    expect((await overview(storage)).subject.store.getState().days).toBe(7);
    close();
    inventory.dispose();
  });

  it('opens one object wherever it lies', async () => {
    const { subject, inventory, feed, key } = await overview();
    await feed(5);
    inventory.narrowTo({ ref: qualify(key, 'Datacenter:d2'), trail: [{ ref: 'root', name: 'vc' }] });
    subject.openObject('Datastore', qualify(key, 'Datastore:ds4'));
    expect(inventory.store.getState()).toMatchObject({
      type: 'Datastore',
      narrowedTo: undefined,
      detailsOpen: true,
      selected: { Datastore: qualify(key, 'Datastore:ds4') },
    });
    inventory.dispose();
  });
});

describe('dayOf', () => {
  it('is the day where the operator is', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
  });
});
