import { describe, expect, it } from 'vitest';
import { encodeChunk } from '../../main/cache/chunk-codec.ts';
import type { ChunkOrigin, CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { followCollections } from '../shell/collection-store.ts';
import { batch } from './batch-fixture.ts';
import { Inventory } from './inventory.ts';

const vms = (...names: readonly string[]): ColumnBatch => batch('VirtualMachine', names, { name: names });

/** An inventory on a collection that runs; frames come at once. */
async function inventory(first: CollectionState = collectionState()) {
  const test = testBridge({
    'collection:list': () => [first],
    'collection:cancel': () => ({}),
    'inventory:open': () => ({}),
    'inventory:close': () => ({}),
    'inventory:credit': () => ({}),
  });
  const { store: collections } = followCollections(test.bridge, createLinkStore());
  const subject = new Inventory({ bridge: test.bridge, collections, schedule: (run) => queueMicrotask(run) });
  await test.settled();
  let seq = -1;
  const chunk = (rows: ColumnBatch, origin: ChunkOrigin, bytes = encode(rows), collectionId = first.id) => {
    seq += 1;
    test.push('inventory:chunk', { collectionId, seq, type: rows.type, rows: rows.refs.length, origin, bytes });
    return test.settled();
  };
  const state = (changes: Partial<CollectionState>) =>
    test.push('collection:changed', collectionState({ id: first.id, startedAt: first.startedAt, ...changes }));
  const names = () => {
    const { visible, type } = subject.store.getState();
    return [...visible].map((row) => subject.estate.table(type).cell(row, 'name'));
  };
  return { ...test, subject, chunk, state, names, redrawn: () => new Promise((r) => setTimeout(r, 300)) };
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
    const { subject, chunk, state, names, redrawn } = await inventory();
    await chunk(vms('web-10', 'db', 'web-9'), 'earlier');
    await redrawn();
    subject.sortBy('VirtualMachine', { path: 'name', direction: 'descending' });
    subject.filterBy('VirtualMachine', 'web');
    subject.select('VirtualMachine', 'VirtualMachine:web-9');
    expect(names()).toEqual(['web-10', 'web-9']);
    await chunk(vms('web-9', 'app', 'web-11', 'web-2'), 'vcenter');
    state({ finished: ['VirtualMachine'], counts: { VirtualMachine: 4 }, rows: 4 });
    expect(names()).toEqual(['web-11', 'web-9', 'web-2']);
    expect(subject.store.getState().selected.VirtualMachine).toBe('VirtualMachine:web-9');
    subject.dispose();
  });

  it('does not wait for rows in a chunk that cannot be read, and says that they are missing', async () => {
    const { subject, chunk, state, names } = await inventory();
    await chunk(vms('old'), 'earlier');
    await chunk(vms('new-1'), 'vcenter');
    await chunk(vms('new-2'), 'vcenter', new Uint8Array(5));
    state({ finished: ['VirtualMachine'], counts: { VirtualMachine: 2 }, rows: 2 });
    expect(names()).toEqual(['new-1']);
    expect(subject.store.getState().problem).toMatch(/^Batch 2 could not be read, so its rows are missing/);
    subject.dispose();
  });

  it('lets a new collection replace the one on screen, and passes over chunks of the old one', async () => {
    const { subject, chunk, push, names, redrawn, asked, settled } = await inventory();
    await chunk(vms('a'), 'vcenter');
    subject.select('VirtualMachine', 'VirtualMachine:a');
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, currentType: 'Folder' }));
    await settled();
    expect(names()).toEqual([]);
    expect(subject.store.getState().selected).toEqual({ VirtualMachine: 'VirtualMachine:a' });
    await chunk(vms('late'), 'vcenter');
    await chunk(vms('b'), 'vcenter', undefined, 'c2');
    await redrawn();
    expect(names()).toEqual(['b']);
    expect(asked).toContainEqual({ name: 'inventory:close', params: { collectionId: 'c1' } });
    const other = collectionState({ id: 'c3', startedAt: 3000, currentType: 'Folder' });
    push('collection:changed', { ...other, source: { ...other.source, label: 'other.example' } });
    expect(subject.store.getState().selected).toEqual({});
    subject.dispose();
  });

  it('tells why an inventory could not be opened', async () => {
    const test = testBridge({ 'collection:list': () => [collectionState()] });
    const { store: collections } = followCollections(test.bridge, createLinkStore());
    const subject = new Inventory({ bridge: test.bridge, collections, schedule: queueMicrotask });
    await test.settled();
    expect(subject.store.getState().problem).toBe('The test has no answer. Give one.');
    subject.dispose();
  });
});
