import { describe, expect, it } from 'vitest';
import type { Collection } from './collector/collection.ts';
import { InventoryLog, type LoggedChunk } from './collector/inventory-log.ts';
import type { ConnectionScope } from './dispatch.ts';
import { InventoryReaders } from './inventory-readers.ts';
import { forceGc } from './memory/force-gc.ts';

const chunk = (seq: number): LoggedChunk => ({
  seq,
  type: 'VirtualMachine',
  rows: 1,
  origin: 'vcenter',
  bytes: new Uint8Array([seq]),
});

/** A collection of which only the rows are there. */
function collectionOf(chunks: number) {
  const finished = Promise.withResolvers<Collection['state']>();
  const log = new InventoryLog(true, () => {});
  const id = 'c1';
  const collection = { log, finished: finished.promise, state: { id } as Collection['state'] };
  for (let seq = 0; seq < chunks; seq += 1) log.append(chunk(seq));
  const end = async () => {
    log.end();
    finished.resolve(collection.state);
    await finished.promise;
  };
  return { collection, log, end };
}

function scopeOf() {
  const closers: (() => void)[] = [];
  const scope: ConnectionScope = { push: () => {}, onClose: (callback) => closers.push(callback) };
  return { scope, close: () => closers.forEach((callback) => void callback()) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

async function isCollected(reference: WeakRef<object>): Promise<boolean> {
  for (let attempt = 0; attempt < 10 && reference.deref(); attempt += 1) {
    await turn();
    forceGc('major');
  }
  return reference.deref() === undefined;
}

describe('InventoryReaders', () => {
  it('hands a window every row at its own pace, also after the collection has ended', async () => {
    const { collection, end } = collectionOf(6);
    const { scope } = scopeOf();
    const readers = new InventoryReaders();
    const seen: number[] = [];
    readers.open(scope, collection, ({ seq }) => seen.push(seq));
    await end();
    expect(seen).toEqual([0, 1, 2, 3]);
    readers.credit(scope, 'c1', 3);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('begins anew for a window that opens the same rows again', async () => {
    const { collection, end } = collectionOf(1);
    const { scope } = scopeOf();
    const readers = new InventoryReaders();
    const seen: number[] = [];
    const open = () => readers.open(scope, collection, ({ seq }) => seen.push(seq));
    open();
    readers.credit(scope, 'c1', 0);
    await end();
    open();
    expect(seen).toEqual([0, 0]);
  });

  it.each([
    ['before the end', true],
    ['after the end', false],
  ])(
    'keeps nothing of an ended collection whose rows were all taken %s, although no window closes it',
    async (_, early) => {
      const { scope } = scopeOf();
      const readers = new InventoryReaders();
      const read = async () => {
        const { collection, log, end } = collectionOf(2);
        readers.open(scope, collection, () => {});
        if (early) readers.credit(scope, 'c1', 1);
        await end();
        if (!early) readers.credit(scope, 'c1', 1);
        return new WeakRef(log);
      };
      expect(await isCollected(await read())).toBe(true);
      // What the window says of it afterwards is no mistake.
      readers.credit(scope, 'c1', 1);
      readers.close(scope, 'c1');
    },
  );

  it('keeps nothing of a collection that is not to be had any more, though a window stands still with it', async () => {
    const readers = new InventoryReaders();
    const windows = [scopeOf(), scopeOf()].map(({ scope }) => scope);
    const read = async () => {
      const { collection, log, end } = collectionOf(6);
      for (const scope of windows) readers.open(scope, collection, () => {});
      await end();
      return new WeakRef(log);
    };
    const log = await read();
    expect(await isCollected(log)).toBe(false);
    readers.forget('c2');
    expect(await isCollected(log)).toBe(false);
    readers.forget('c1');
    expect(await isCollected(log)).toBe(true);
    for (const scope of windows) readers.credit(scope, 'c1', 3);
  });

  it('keeps the rows that a window has not taken yet until it closes them, or is gone', async () => {
    const readers = new InventoryReaders();
    for (const closed of ['the rows', 'the window']) {
      const { scope, close } = scopeOf();
      const read = async () => {
        const { collection, log, end } = collectionOf(2);
        readers.open(scope, collection, () => {});
        await end();
        return new WeakRef(log);
      };
      const log = await read();
      expect(await isCollected(log)).toBe(false);
      if (closed === 'the rows') readers.close(scope, 'c1');
      else close();
      expect(await isCollected(log)).toBe(true);
    }
  });
});
