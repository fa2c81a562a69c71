import { describe, expect, it } from 'vitest';
import type { Cell, ColumnBatch } from '../../shared/inventory.ts';
import { forceGc } from '../memory/force-gc.ts';
import { GenerationDiff } from './generation-diff.ts';

type Rows = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

/** A batch from rows by reference; a cell that a row does not name is unset. */
function batchOf(rows: Rows, paths: readonly string[] = [...new Set(Object.values(rows).flatMap(Object.keys))]) {
  const refs = Object.keys(rows);
  const columns = Object.fromEntries(paths.map((path) => [path, refs.map((ref) => rows[ref]?.[path] ?? null)]));
  return { type: 'VirtualMachine', refs, columns } satisfies ColumnBatch;
}

function difference(earlier: readonly ColumnBatch[], now: readonly ColumnBatch[]) {
  const diff = new GenerationDiff();
  for (const batch of earlier) diff.remember(batch);
  for (const batch of now) diff.compare(batch);
  return diff.counts();
}

const NOTHING = { added: 0, removed: 0, changed: 0 };
const a = { name: 'a', 'config.hardware.numCPU': 2, 'config.template': false, datastore: ['Datastore:1'] };
const b = { name: 'b', 'config.hardware.numCPU': 4, 'config.template': false, datastore: ['Datastore:1'] };
const c = { name: 'c', 'config.hardware.numCPU': 8, 'config.template': false, datastore: [] };

describe('what changed between two generations', () => {
  it('counts added, removed and changed rows', () => {
    const now = batchOf({
      'VirtualMachine:1': a,
      'VirtualMachine:2': { ...b, 'config.hardware.numCPU': 6 },
      'VirtualMachine:4': c,
    });
    const earlier = batchOf({ 'VirtualMachine:1': a, 'VirtualMachine:2': b, 'VirtualMachine:3': c });
    expect(difference([earlier], [now])).toEqual({ added: 1, removed: 1, changed: 1 });
    expect(difference([earlier], [earlier])).toEqual(NOTHING);
    expect(difference([], [now])).toEqual({ added: 3, removed: 0, changed: 0 });
    expect(difference([now], [])).toEqual({ added: 0, removed: 3, changed: 0 });
  });

  it.each<[string, Cell, Cell]>([
    ['a text', 'poweredOn', 'poweredOff'],
    ['a number', 1, 2],
    ['a flag', true, false],
    ['a list', ['Network:1'], ['Network:2']],
    ['an object', { a: 1 }, { a: 2 }],
    ['a value that is unset now', 0, null],
    ['a number that is a text now', 1, '1'],
    ['an empty text that is unset now', '', null],
  ])('sees %s', (_, before, after) => {
    const earlier = batchOf({ 'HostSystem:1': { ...a, guest: before } });
    const now = batchOf({ 'HostSystem:1': { ...a, guest: after } });
    expect(difference([earlier], [now])).toEqual({ ...NOTHING, changed: 1 });
  });

  it('sees two values that were swapped between columns', () => {
    const earlier = batchOf({ 'HostSystem:1': { x: true, y: false, v: 'p', w: 'q' } });
    const flags = batchOf({ 'HostSystem:1': { x: false, y: true, v: 'p', w: 'q' } });
    const texts = batchOf({ 'HostSystem:1': { x: true, y: false, v: 'q', w: 'p' } });
    expect(difference([earlier], [flags])).toEqual({ ...NOTHING, changed: 1 });
    expect(difference([earlier], [texts])).toEqual({ ...NOTHING, changed: 1 });
  });

  it('does not count what moves by itself', () => {
    const moving = {
      overallStatus: 'green',
      'summary.quickStats.overallCpuUsage': 10,
      'summary.storage.committed': 5,
      'summary.freeSpace': 7,
      'summary.uncommitted': 9,
    };
    const moved = { ...moving, overallStatus: 'red', 'summary.quickStats.overallCpuUsage': 99, 'summary.freeSpace': 1 };
    const earlier = batchOf({ 'VirtualMachine:1': { ...a, ...moving } });
    expect(difference([earlier], [batchOf({ 'VirtualMachine:1': { ...a, ...moved } })])).toEqual(NOTHING);
    const renamed = { ...a, ...moved, name: 'other' };
    expect(difference([earlier], [batchOf({ 'VirtualMachine:1': renamed })])).toEqual({ ...NOTHING, changed: 1 });
  });

  it('goes by reference and path, not by where rows and columns stand', () => {
    const earlier = [batchOf({ 'VirtualMachine:1': a, 'VirtualMachine:2': b, 'VirtualMachine:3': c })];
    const paths = ['datastore', 'config.template', 'snapshot', 'config.hardware.numCPU', 'name'];
    const now = [batchOf({ 'VirtualMachine:3': c }, paths), batchOf({ 'VirtualMachine:2': b, 'VirtualMachine:1': a })];
    expect(difference(earlier, now)).toEqual(NOTHING);
  });

  it('holds 100,000 rows in a few MB, and finds the odd ones among them', () => {
    const batches = function* (change: (row: number) => number | undefined): Generator<ColumnBatch> {
      for (let from = 0; from < 100_000; from += 1000) {
        const rows = Array.from({ length: 1000 }, (_, index) => from + index).filter(
          (row) => change(row) !== undefined,
        );
        const refs = rows.map((row) => `VirtualMachine:vm-${row}`);
        yield { type: 'VirtualMachine', refs, columns: { name: refs, cpu: rows.map((row) => change(row) ?? null) } };
      }
    };
    forceGc('major');
    const before = process.memoryUsage();
    const diff = new GenerationDiff();
    for (const batch of batches((row) => (row < 7 ? undefined : 1))) diff.remember(batch);
    forceGc('major');
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(8 * 1024 * 1024);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(2 * 1024 * 1024);
    for (const batch of batches((row) => (row >= 99_980 ? undefined : row % 1000 === 500 ? 2 : 1))) diff.compare(batch);
    expect(diff.counts()).toEqual({ added: 7, removed: 20, changed: 100 });
  });
});
