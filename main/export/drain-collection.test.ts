import { describe, expect, it } from 'vitest';
import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { InventoryLog, type LoggedChunk } from '../collector/inventory-log.ts';
import { type DrainOptions, drainCollection } from './drain-collection.ts';
import type { ExportFile } from './export-file.ts';
import { batchOf, completed } from './export-fixture.ts';

/** A file that notes what is done with it, and fails at one of its batches. */
function noteFile(failAt = Number.POSITIVE_INFINITY) {
  const notes: string[] = [];
  const file: ExportFile = {
    dropped: new Set(),
    write: async ({ refs }) => {
      await Promise.resolve();
      if (notes.length >= failAt) throw new Error('the disk is full');
      notes.push(refs.join());
    },
    finish: async ({ phase }) => void notes.push(`finish ${phase}`),
    discard: async () => void notes.push('discard'),
  };
  return { file, notes };
}

/** A collection of one row for each chunk, whose bytes are the number of the row. */
function running() {
  const { promise: finished, resolve: finish } = Promise.withResolvers<CollectionState>();
  const log = new InventoryLog(true, () => {});
  let seq = 0;
  const add = (type: ResourceType = 'VirtualMachine', origin: LoggedChunk['origin'] = 'vcenter') => {
    log.append({ seq, type, rows: 1, origin, bytes: new Uint8Array([seq]) });
    seq += 1;
  };
  return { collection: { log, finished, state: completed({ phase: 'collecting' }) }, add, finish };
}

const readChunk: DrainOptions['readChunk'] = ([n]) => batchOf('VirtualMachine', { id: String(n), name: 'x' });
const vm = (n: number) => `VirtualMachine:${n}`;

describe('drainCollection', () => {
  it('writes every row of a running collection, more than are under way at once, and completes the file', async () => {
    const { collection, add, finish } = running();
    const { file, notes } = noteFile();
    for (let n = 0; n < 10; n += 1) add();
    let tidied = 0;
    const tidy = () => {
      tidied += 1;
    };
    const draining = drainCollection(collection, { readChunk, file, onFailure: () => {}, tidy });
    for (let n = 10; n < 20; n += 1) add();
    finish(completed());
    expect(await draining).toMatchObject({ rows: 20, state: { phase: 'completed' } });
    expect(notes).toEqual([...Array.from({ length: 20 }, (_, n) => vm(n)), 'finish completed']);
    expect(tidied).toBe(20);
  });

  it('reads one that ended long ago, and leaves out rows of an earlier generation and other kinds', async () => {
    const { collection, add, finish } = running();
    add('VirtualMachine', 'earlier');
    add('HostSystem');
    add('VirtualMachine');
    add('VirtualMachine', 'cache');
    finish(completed({ phase: 'partial' }));
    await collection.finished;
    const { file, notes } = noteFile();
    const types = new Set<ResourceType>(['VirtualMachine']);
    expect((await drainCollection(collection, { readChunk, file, types, onFailure: () => {} })).rows).toBe(2);
    expect(notes).toEqual([vm(2), vm(3), 'finish partial']);
  });

  it.each(['cancelled', 'failed'] as const)('leaves no file of a collection that is %s', async (phase) => {
    const { collection, add, finish } = running();
    const { file, notes } = noteFile();
    add();
    finish(completed({ phase }));
    expect((await drainCollection(collection, { readChunk, file, onFailure: () => {} })).state.phase).toBe(phase);
    expect(notes).toEqual([vm(0), 'discard']);
  });

  it('removes a file that cannot be written, once the collection has ended', async () => {
    const { collection, add, finish } = running();
    const { file, notes } = noteFile(2);
    for (let n = 0; n < 9; n += 1) add();
    const onFailure = () => finish(completed({ phase: 'cancelled' }));
    await expect(drainCollection(collection, { readChunk, file, onFailure })).rejects.toThrow('the disk is full');
    expect(notes).toEqual([vm(0), vm(1), 'discard']);
  });

  it.each([false, true])(
    'stops at its signal (before it began: %s) without waiting for the collection',
    async (before) => {
      const { collection, add } = running();
      const { file, notes } = noteFile();
      const abort = new AbortController();
      add();
      if (before) abort.abort(new Error('not wanted any more'));
      const draining = drainCollection(collection, { readChunk, file, onFailure: () => {}, signal: abort.signal });
      abort.abort(new Error('not wanted any more'));
      await expect(draining).rejects.toThrow('not wanted any more');
      expect(notes.at(-1)).toBe('discard');
      expect(notes).not.toContain('finish collecting');
    },
  );

  it('unpacks nothing when nobody wants to see it', async () => {
    const { collection, add, finish } = running();
    add();
    finish(completed());
    const refuse = () => {
      throw new Error('unpacked');
    };
    await expect(
      drainCollection(collection, { readChunk: refuse, file: undefined, onFailure: refuse }),
    ).resolves.toMatchObject({ rows: 0 });
  });
});
