import { describe, expect, it } from 'vitest';
import type { CollectionState } from '../../shared/contract.ts';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { followCollections } from '../shell/collection-store.ts';
import { batch } from './batch-fixture.ts';
import { Inventory } from './inventory.ts';
import { createLayoutStore } from './layout/layout-store.ts';
import { memoryStorage } from './preference-fixture.ts';
import type { PreferenceStorage } from './preference-storage.ts';
import { qualify } from './qualified-ref.ts';
import { rememberView, VIEW_KEY } from './view-memory.ts';

const done: Partial<CollectionState> = {
  phase: 'completed',
  finished: ['VirtualMachine'],
  counts: { VirtualMachine: 3 },
  rows: 3,
};

/** A page of a window with this storage, on a main process that has a collection. */
async function page(storage: PreferenceStorage, collection = collectionState(done)) {
  const test = testBridge({
    'collection:list': () => [collection],
    'inventory:open': () => ({}),
    'inventory:credit': () => ({}),
  });
  const { store: collections } = followCollections(test.bridge, createLinkStore());
  const layouts = createLayoutStore(memoryStorage());
  const schedule = (run: () => void) => queueMicrotask(run);
  const inventory = new Inventory({ bridge: test.bridge, collections, layouts, schedule });
  rememberView({ storage, inventory, collections });
  await test.settled();
  const key = collections.getState().open[0]?.key ?? '';
  const vms = ['web-1', 'db-1', 'web-2'];
  const arrive = () => {
    const rows = batch('VirtualMachine', vms, { name: vms });
    inventory.estate.append({ ...rows, refs: rows.refs.map((ref) => qualify(key, ref)) }, 'vcenter', key);
    inventory.showType(inventory.store.getState().type);
  };
  const names = () => {
    const { visible, type } = inventory.store.getState();
    return [...visible].map((row) => inventory.estate.table(type).cell(row, 'name'));
  };
  return { inventory, arrive, names, vm: (name: string) => qualify(key, `VirtualMachine:${name}`) };
}

describe('the memory of a window', () => {
  it('brings filters, sorts, selection and details back before the rows are there again', async () => {
    const storage = memoryStorage();
    const before = await page(storage);
    before.arrive();
    before.inventory.filterBy('VirtualMachine', { quick: 'web', columns: [] });
    before.inventory.sortBy('VirtualMachine', [{ path: 'name', direction: 'descending' }]);
    before.inventory.open('VirtualMachine', before.vm('web-1'));
    const after = await page(storage);
    expect(after.names()).toEqual([]);
    after.arrive();
    expect(after.names()).toEqual(['web-2', 'web-1']);
    expect(after.inventory.store.getState()).toMatchObject({
      detailsOpen: true,
      selected: { VirtualMachine: after.vm('web-1') },
      selections: { VirtualMachine: { refs: new Set([after.vm('web-1')]) } },
    });
    after.inventory.filterBy('VirtualMachine', { quick: '', columns: [] });
    const third = await page(storage);
    third.arrive();
    expect(third.names(), 'what was changed after a reload is kept too').toEqual(['web-2', 'web-1', 'db-1']);
  });

  it('brings references back of a vCenter that was on screen before it told who it is', async () => {
    const storage = memoryStorage();
    const { about: _, ...unknown } = collectionState(done);
    const before = await page(storage, { ...unknown, phase: 'connecting' });
    before.inventory.open('VirtualMachine', before.vm('web-1'));
    const about = { name: 'VMware vCenter Server', apiVersion: '8.0.2.0', instanceUuid: 'b0c3' };
    const after = await page(storage, { ...unknown, about });
    expect(after.vm('web-1')).not.toBe(before.vm('web-1'));
    expect(after.inventory.store.getState().selected).toEqual({ VirtualMachine: after.vm('web-1') });
  });

  it('is not that of another run, whose collections are called the same', async () => {
    const storage = memoryStorage();
    const first = await page(storage);
    first.inventory.filterBy('VirtualMachine', { quick: 'web', columns: [] });
    const next = await page(storage, collectionState({ ...done, startedAt: collectionState().startedAt + 60_000 }));
    next.arrive();
    expect(next.names()).toEqual(['web-1', 'db-1', 'web-2']);
  });

  it.each(['', '{', '[]', '{"keys":7}', '{"keys":{"c1 0":7},"type":"VirtualMachine"}', '"'.repeat(100)])(
    'never keeps a page from starting: %s',
    async (text) => {
      const { arrive, names } = await page(memoryStorage({ [VIEW_KEY]: text }));
      arrive();
      expect(names()).toHaveLength(3);
    },
  );

  it('goes on without a storage that can be used', async () => {
    const refused = (): never => {
      throw new Error('refused');
    };
    const { inventory, arrive, names } = await page({ getItem: refused, setItem: refused });
    arrive();
    inventory.filterBy('VirtualMachine', { quick: 'db', columns: [] });
    expect(names()).toEqual(['db-1']);
  });
});
