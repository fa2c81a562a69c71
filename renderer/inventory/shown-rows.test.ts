import { afterEach, describe, expect, it, vi } from 'vitest';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
import { batch } from './batch-fixture.ts';
import { Estate } from './estate.ts';
import { createInventoryStore } from './inventory-store.ts';
import { ShownRows } from './shown-rows.ts';
import type { TypeTable } from './type-table.ts';

afterEach(() => vi.restoreAllMocks());

/** Rows of two vCenters, one of which is dropped; frames come when they are asked for, and 5 ms pass between two looks at the clock. */
function withOneDropped() {
  const estate = new Estate();
  for (const key of ['one', 'two']) {
    const rows = batch('VirtualMachine', ['1', '2'], {
      name: ['web', 'db'],
      'runtime.powerState': ['poweredOn', 'poweredOff'],
      'config.hardware.memoryMB': [1024, 2048],
    });
    estate.append(qualifyBatch(rows, { key, label: key }), 'vcenter', key);
  }
  const frames: (() => void)[] = [];
  const shown = new ShownRows({
    estate,
    store: createInventoryStore(),
    schedule: (run) => frames.push(run),
    shownPaths: () => ['name'],
  });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 5;
    return now;
  });
  estate.drop('one');
  return { estate, shown, frames };
}

describe('ShownRows', () => {
  it('makes a few columns a frame, and runs what waits for all of them in the last one', () => {
    const { estate, shown, frames } = withOneDropped();
    const columnsMade: boolean[] = [];
    shown.onceSettled(() => columnsMade.push(estate.settle(Number.NEGATIVE_INFINITY)));
    let drawn = 0;
    for (let frame = frames.shift(); frame !== undefined; frame = frames.shift()) {
      frame();
      drawn += 1;
    }
    expect(columnsMade).toEqual([true]);
    expect(drawn).toBeGreaterThan(1);
  });

  it('leaves a vCenter once its rows are counted out, and takes them out no sooner', async () => {
    const { estate, shown, frames } = withOneDropped();
    const table = estate.table('VirtualMachine');
    const ahead = vi.spyOn(estate, 'prepareDrop');
    const left = Promise.withResolvers<TypeTable>();
    shown.prepareLeaving('two', () => left.resolve(estate.table('VirtualMachine')));
    expect(ahead).not.toHaveBeenCalled();
    frames.shift()?.();
    expect(ahead).toHaveBeenCalledWith('two');
    expect(await left.promise).toBe(table);
  });

  it('runs nothing once it is disposed', () => {
    const { shown, frames } = withOneDropped();
    const run = vi.fn();
    shown.onceSettled(run);
    frames.shift()?.();
    shown.dispose();
    for (let frame = frames.shift(); frame !== undefined; frame = frames.shift()) frame();
    expect(run).not.toHaveBeenCalled();
  });
});
