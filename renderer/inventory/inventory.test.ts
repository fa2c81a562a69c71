import { describe, expect, it } from 'vitest';
import { encodeChunk } from '../../main/cache/chunk-codec.ts';
import type { ChunkOrigin, CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { NOT_ANSWERED, testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { followCollections } from '../shell/collection-store.ts';
import { VCENTER_PATH } from '../vcenters/vcenter-column.ts';
import { ofVcenter } from '../vcenters/vcenter-fixture.ts';
import { batch } from './batch-fixture.ts';
import { NO_FILTER } from './filter/column-filter.ts';
import { Inventory } from './inventory.ts';
import { createLayoutStore } from './layout/layout-store.ts';
import { memoryStorage } from './preference-fixture.ts';
import { qualify, rootOf } from './qualified-ref.ts';

const vms = (...names: readonly string[]): ColumnBatch => batch('VirtualMachine', names, { name: names });

/** An inventory on a collection that runs; frames come at once. */
async function inventory(first: CollectionState = collectionState()) {
  const test = testBridge({
    'collection:list': () => [first],
    'collection:cancel': () => ({}),
    'collection:forget': () => ({}),
    'inventory:open': () => ({}),
    'inventory:close': () => ({}),
    'inventory:credit': () => ({}),
  });
  const collections = followCollections(test.bridge, createLinkStore());
  const subject = new Inventory({
    bridge: test.bridge,
    collections: collections.store,
    layouts: createLayoutStore(memoryStorage()),
    schedule: (run) => queueMicrotask(run),
  });
  await test.settled();
  const seqs = new Map<string, number>();
  const chunk = (rows: ColumnBatch, origin: ChunkOrigin, bytes = encode(rows), collectionId = first.id) => {
    const seq = (seqs.get(collectionId) ?? -1) + 1;
    seqs.set(collectionId, seq);
    test.push('inventory:chunk', { collectionId, seq, type: rows.type, rows: rows.refs.length, origin, bytes });
    return test.settled();
  };
  const state = (changes: Partial<CollectionState>) =>
    test.push('collection:changed', collectionState({ id: first.id, startedAt: first.startedAt, ...changes }));
  const names = () => {
    const { visible, type } = subject.store.getState();
    return [...visible].map((row) => subject.estate.table(type).cell(row, 'name'));
  };
  /** As the window calls an object of the first vCenter. */
  const ref = (own: string) => qualify(collections.store.getState().open[0]?.key ?? '', own);
  return {
    ...test,
    subject,
    collections,
    chunk,
    state,
    names,
    ref,
    redrawn: () => new Promise((r) => setTimeout(r, 300)),
  };
}

function encode(rows: ColumnBatch): Uint8Array<ArrayBuffer> {
  return encodeChunk(JSON.stringify(rows), rows.refs.length, { codec: 'plain' }).bytes;
}

describe('Inventory', () => {
  it('opens the collection on screen, shows its rows as they come and credits them', async () => {
    const { subject, chunk, names, redrawn, asked } = await inventory();
    await chunk(vms('a', 'b'), 'vcenter');
    await chunk(vms('c'), 'vcenter');
    await redrawn();
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(subject.store.getState().counts.VirtualMachine).toBe(3);
    expect(asked.filter(({ name }) => name.startsWith('inventory:'))).toEqual([
      { name: 'inventory:open', params: { collectionId: 'c1' } },
      { name: 'inventory:credit', params: { collectionId: 'c1', seq: 0 } },
      { name: 'inventory:credit', params: { collectionId: 'c1', seq: 1 } },
    ]);
    subject.dispose();
  });

  it.each(['the word comes last', 'the rows come last'])('swaps earlier rows for new ones when %s', async (order) => {
    const { subject, chunk, state, names, redrawn } = await inventory();
    await chunk(vms('old-1', 'old-2', 'old-3'), 'earlier');
    await redrawn();
    expect(names()).toEqual(['old-1', 'old-2', 'old-3']);
    await chunk(vms('new-1'), 'vcenter');
    const word = () => state({ finished: ['VirtualMachine'], counts: { VirtualMachine: 2 }, rows: 2 });
    if (order === 'the rows come last') word();
    expect(subject.store.getState().counts.VirtualMachine).toBe(3);
    await chunk(vms('new-2'), 'vcenter');
    if (order === 'the word comes last') {
      await redrawn();
      expect(names()).toEqual(['old-1', 'old-2', 'old-3']);
      word();
    }
    expect(names()).toEqual(['new-1', 'new-2']);
    expect(subject.store.getState().counts.VirtualMachine).toBe(2);
    subject.dispose();
  });

  it('keeps sort, filter and selection through a swap', async () => {
    const { subject, chunk, state, names, redrawn, ref } = await inventory();
    await chunk(vms('web-10', 'db', 'web-9'), 'earlier');
    await redrawn();
    subject.sortBy('VirtualMachine', [{ path: 'name', direction: 'descending' }]);
    subject.filterBy('VirtualMachine', { quick: 'web', columns: [] });
    subject.select('VirtualMachine', ref('VirtualMachine:web-9'));
    expect(names()).toEqual(['web-10', 'web-9']);
    await chunk(vms('web-9', 'app', 'web-11', 'web-2'), 'vcenter');
    state({ finished: ['VirtualMachine'], counts: { VirtualMachine: 4 }, rows: 4 });
    expect(names()).toEqual(['web-11', 'web-9', 'web-2']);
    expect(subject.store.getState().selected.VirtualMachine).toBe(ref('VirtualMachine:web-9'));
    subject.dispose();
  });

  it('does not wait for rows in a chunk that cannot be read, and says that they are missing', async () => {
    const { subject, chunk, state, names } = await inventory();
    await chunk(vms('old'), 'earlier');
    await chunk(vms('new-1'), 'vcenter');
    await chunk(vms('new-2'), 'vcenter', new Uint8Array(5));
    state({ finished: ['VirtualMachine'], counts: { VirtualMachine: 2 }, rows: 2 });
    expect(names()).toEqual(['new-1']);
    expect(subject.store.getState().problem?.message).toMatch(/^Batch 2 could not be read, so its rows are missing/);
    subject.dispose();
  });

  it('lets a new collection replace that of its vCenter, and passes over chunks of the old one', async () => {
    const { subject, chunk, push, names, redrawn, asked, settled, ref } = await inventory();
    await chunk(vms('a'), 'vcenter');
    subject.select('VirtualMachine', ref('VirtualMachine:a'));
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, currentType: 'Folder' }));
    await settled();
    expect(names()).toEqual([]);
    expect(subject.store.getState().selected).toEqual({ VirtualMachine: ref('VirtualMachine:a') });
    await chunk(vms('late'), 'vcenter');
    await chunk(vms('b'), 'vcenter', undefined, 'c2');
    await redrawn();
    expect(names()).toEqual(['b']);
    expect(asked).toContainEqual({ name: 'inventory:close', params: { collectionId: 'c1' } });
    subject.dispose();
  });

  it('keeps to what it is narrowed to through a new collection', async () => {
    const { subject, chunk, push, names, redrawn, ref } = await inventory();
    const placed = (...folders: readonly string[]) =>
      batch('VirtualMachine', folders, { name: folders, parent: folders.map((folder) => `Folder:${folder}`) });
    await chunk(placed('a', 'b'), 'vcenter');
    subject.narrowTo({ ref: ref('Folder:b'), trail: [{ ref: ref('Folder:b'), name: 'b' }] });
    expect(names()).toEqual(['b']);
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, currentType: 'Folder' }));
    await chunk(placed('b', 'c'), 'vcenter', undefined, 'c2');
    await redrawn();
    expect(names()).toEqual(['b']);
    subject.narrowTo(undefined);
    expect(names()).toEqual(['b', 'c']);
    subject.dispose();
  });

  describe('with several vCenters', () => {
    /** Two of them, whose VMs have the same ids. */
    async function two() {
      const first = collectionState({ id: 'c1', rows: 2, ...ofVcenter('a') });
      const test = await inventory(first);
      const second = collectionState({ id: 'c2', startedAt: 2000, rows: 2, ...ofVcenter('b') });
      test.push('collection:changed', second);
      await test.settled();
      const machines = (...names: readonly string[]) => ({
        ...batch('VirtualMachine', ['vm-1', 'vm-2'], {
          name: names,
          'runtime.host': names.map(() => 'HostSystem:host-1'),
        }),
      });
      const host = (name: string) => batch('HostSystem', ['host-1'], { name: [name] });
      await test.chunk(machines('a-web', 'a-db'), 'vcenter', undefined, 'c1');
      await test.chunk(host('a-esx'), 'vcenter', undefined, 'c1');
      await test.chunk(machines('b-web', 'b-db'), 'vcenter', undefined, 'c2');
      await test.chunk(host('b-esx'), 'vcenter', undefined, 'c2');
      await test.redrawn();
      const [keyA = '', keyB = ''] = test.collections.store.getState().open.map(({ key }) => key);
      const cells = (path: string) => {
        const { visible, type } = test.subject.store.getState();
        const table = test.subject.estate.table(type);
        return [...visible].map((row) => table.cell(row, path));
      };
      return { ...test, first, second, keyA, keyB, cells };
    }
    const filterBy = (...values: readonly string[]) => ({
      quick: '',
      columns: [{ kind: 'choice', path: VCENTER_PATH, values } as const],
    });

    it('shows the rows of all in one table, each with its own references', async () => {
      const { subject, names, cells, keyA, keyB } = await two();
      expect(names()).toEqual(['a-web', 'a-db', 'b-web', 'b-db']);
      expect(cells('runtime.host').map((ref) => subject.estate.nameOf(String(ref)))).toEqual([
        'a-esx',
        'a-esx',
        'b-esx',
        'b-esx',
      ]);
      expect(subject.shownPaths('VirtualMachine').slice(0, 2)).toEqual(['name', VCENTER_PATH]);
      expect(subject.addressOf(qualify(keyB, 'VirtualMachine:vm-1'))).toEqual({
        collectionId: 'c2',
        ref: 'VirtualMachine:vm-1',
      });
      expect(subject.addressOf(qualify(keyA, 'VirtualMachine:vm-1'))?.collectionId).toBe('c1');
      expect(subject.addressOf('gone/VirtualMachine:vm-1')).toBeUndefined();
      subject.dispose();
    });

    it('filters, sorts and narrows by vCenter', async () => {
      const { subject, names, keyA, keyB } = await two();
      subject.filterBy('VirtualMachine', filterBy('b'));
      expect(names()).toEqual(['b-web', 'b-db']);
      subject.filterBy('VirtualMachine', filterBy('a', 'b'));
      subject.sortBy('VirtualMachine', [
        { path: VCENTER_PATH, direction: 'descending' },
        { path: 'name', direction: 'ascending' },
      ]);
      expect(names()).toEqual(['b-db', 'b-web', 'a-db', 'a-web']);
      subject.narrowTo({ ref: rootOf(keyA), trail: [{ ref: rootOf(keyA), name: 'a' }] });
      expect(names()).toEqual(['a-db', 'a-web']);
      subject.narrowTo({ ref: qualify(keyB, 'HostSystem:host-1'), trail: [] });
      expect(names()).toEqual(['b-db', 'b-web']);
      subject.dispose();
    });

    it('opens an object of one while the table shows another', async () => {
      const { subject, names, keyA, keyB } = await two();
      subject.narrowTo({ ref: rootOf(keyA), trail: [{ ref: rootOf(keyA), name: 'a' }] });
      const ref = qualify(keyB, 'VirtualMachine:vm-2');
      subject.open('VirtualMachine', ref);
      expect(names()).toContain('b-db');
      expect(subject.store.getState()).toMatchObject({
        narrowedTo: undefined,
        selected: { VirtualMachine: ref },
        selections: { VirtualMachine: { refs: new Set([ref]) } },
      });
      subject.dispose();
    });

    it('replaces the rows of one that is collected again, and of no other', async () => {
      const { subject, push, chunk, names, redrawn, keyA } = await two();
      push(
        'collection:changed',
        collectionState({ id: 'c3', startedAt: 3000, currentType: 'Folder', ...ofVcenter('a') }),
      );
      expect(names()).toEqual(['b-web', 'b-db']);
      await chunk(vms('late'), 'vcenter', undefined, 'c1');
      await chunk(vms('new'), 'vcenter', undefined, 'c3');
      await redrawn();
      expect(names()).toEqual(['b-web', 'b-db', 'new']);
      expect(subject.addressOf(qualify(keyA, 'VirtualMachine:new'))?.collectionId).toBe('c3');
      subject.dispose();
    });

    it('swaps the earlier rows of one when its own collection has them all', async () => {
      const { subject, push, chunk, names, redrawn, second } = await two();
      const again = collectionState({ id: 'c3', startedAt: 3000, currentType: 'Folder', ...ofVcenter('a') });
      push('collection:changed', again);
      await chunk(vms('old'), 'earlier', undefined, 'c3');
      await chunk(vms('new-1', 'new-2'), 'vcenter', undefined, 'c3');
      await redrawn();
      expect(names()).toEqual(['b-web', 'b-db', 'old']);
      const all = { finished: ['VirtualMachine' as const], counts: { VirtualMachine: 2 } };
      push('collection:changed', { ...second, ...all });
      expect(names()).toEqual(['b-web', 'b-db', 'old']);
      push('collection:changed', { ...again, ...all, rows: 2 });
      expect(names()).toEqual(['b-web', 'b-db', 'new-1', 'new-2']);
      subject.dispose();
    });

    it('lets go of everything that refers to one that is closed', async () => {
      const { subject, collections, names, asked, chunk, redrawn, keyA, keyB } = await two();
      subject.filterBy('VirtualMachine', filterBy('a'));
      subject.filterBy('HostSystem', { ...filterBy('b'), quick: 'esx' });
      subject.narrowTo({ ref: rootOf(keyA), trail: [{ ref: rootOf(keyA), name: 'a' }] });
      subject.selectAll('VirtualMachine');
      subject.select('VirtualMachine', qualify(keyA, 'VirtualMachine:vm-1'));
      subject.select('HostSystem', qualify(keyB, 'HostSystem:host-1'));
      collections.close(keyA);
      expect(names()).toEqual(['b-web', 'b-db']);
      expect([...subject.estate.table('HostSystem').refs]).toEqual([qualify(keyB, 'HostSystem:host-1')]);
      const { selected, selections, filters, narrowedTo, counts } = subject.store.getState();
      expect(selected).toEqual({ HostSystem: qualify(keyB, 'HostSystem:host-1') });
      expect(selections.VirtualMachine?.refs.size).toBe(0);
      expect(filters.VirtualMachine).toEqual(NO_FILTER);
      expect(filters.HostSystem).toEqual({ quick: 'esx', columns: [] });
      expect(narrowedTo).toBeUndefined();
      expect(counts.VirtualMachine).toBe(2);
      expect(subject.shownPaths('VirtualMachine')).not.toContain(VCENTER_PATH);
      expect(subject.addressOf(qualify(keyA, 'VirtualMachine:vm-1'))).toBeUndefined();
      expect(asked).toContainEqual({ name: 'inventory:close', params: { collectionId: 'c1' } });
      await chunk(vms('late'), 'vcenter', undefined, 'c1');
      await redrawn();
      expect(names()).toEqual(['b-web', 'b-db']);
      subject.dispose();
    });

    it('shows everything once what it is narrowed to is the only vCenter left', async () => {
      const { subject, collections, keyA, keyB } = await two();
      subject.narrowTo({ ref: rootOf(keyB), trail: [{ ref: rootOf(keyB), name: 'b' }] });
      collections.close(keyA);
      expect(subject.store.getState().narrowedTo).toBeUndefined();
      subject.dispose();
    });
  });

  it('tells why an inventory could not be opened', async () => {
    const test = testBridge({ 'collection:list': () => [collectionState()] });
    const { store: collections } = followCollections(test.bridge, createLinkStore());
    const subject = new Inventory({
      bridge: test.bridge,
      collections,
      layouts: createLayoutStore(memoryStorage()),
      schedule: queueMicrotask,
    });
    await test.settled();
    expect(subject.store.getState().problem).toEqual(NOT_ANSWERED);
    subject.dispose();
  });
});
