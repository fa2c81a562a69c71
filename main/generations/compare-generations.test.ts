import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import type { ChangeSummary, ComparisonOrder, ObjectChange } from '../../shared/generations-view.ts';
import type { Cell, ColumnBatch } from '../../shared/inventory.ts';
import { decodeChunk } from '../cache/chunk-codec.ts';
import { compareGenerations } from './compare-generations.ts';
import { addGeneration, batchOf, openStore, type TestRows } from './generation-fixture.ts';
import type { Manifest } from './manifest.ts';

const vms = (rows: TestRows) => batchOf('VirtualMachine', rows);
const A = { name: 'a', 'config.hardware.numCPU': 2, 'runtime.powerState': 'poweredOn' };
const B = { name: 'b', 'config.hardware.numCPU': 4, 'runtime.powerState': 'poweredOn' };
const C = { name: 'c', 'config.hardware.numCPU': 8, 'runtime.powerState': 'poweredOff' };
const CPU = 'summary.quickStats.overallCpuUsage';

interface Difference {
  readonly changes: readonly ObjectChange[];
  readonly names: Readonly<Record<string, string>>;
  readonly summary: ChangeSummary;
}

interface Sides {
  readonly older: readonly ColumnBatch[];
  readonly newer: readonly ColumnBatch[];
  readonly change?: Partial<Manifest>;
  readonly newerChange?: Partial<Manifest>;
  readonly order?: Partial<ComparisonOrder>;
}

async function difference({ older, newer, change = {}, newerChange = change, order = {} }: Sides): Promise<Difference> {
  const { store } = openStore(await temporaryFolder());
  const before = await addGeneration(store, older, change);
  const after = await addGeneration(store, newer, newerChange);
  const changes: ObjectChange[] = [];
  const names: Record<string, string> = {};
  const { summary, progress } = await compareGenerations(
    { older: before, newer: after, order: { older: before.id, newer: after.id, usage: false, ...order } },
    {
      read: async (chunk) => decodeChunk(await store.chunks.read(chunk)),
      ship: async (page) => {
        changes.push(...page.changes);
        Object.assign(names, page.names);
      },
      onProgress: () => {},
      signal: new AbortController().signal,
    },
  );
  expect(progress.rowsRead).toBe(progress.rowsExpected);
  return { changes, names, summary };
}

describe('compareGenerations', () => {
  it('tells what was added, removed and changed, with both values', async () => {
    const { changes, summary } = await difference({
      older: [vms({ 'VirtualMachine:1': A, 'VirtualMachine:2': B }), vms({ 'VirtualMachine:3': C })],
      newer: [
        vms({ 'VirtualMachine:4': C, 'VirtualMachine:2': { ...B, name: 'B', 'config.hardware.numCPU': 6 } }),
        vms({ 'VirtualMachine:1': A }),
      ],
    });
    const type = 'VirtualMachine';
    expect(changes).toEqual([
      { type, kind: 'added', ref: 'VirtualMachine:4', name: 'c', values: [] },
      { type, kind: 'removed', ref: 'VirtualMachine:3', name: 'c', values: [] },
      {
        type,
        kind: 'changed',
        ref: 'VirtualMachine:2',
        name: 'B',
        values: [
          { path: 'name', before: 'b', after: 'B' },
          { path: 'config.hardware.numCPU', before: 4, after: 6 },
        ],
      },
    ]);
    expect(summary).toEqual({
      kinds: [
        { type, added: 1, removed: 1, changed: 1, usageOnly: 0, paths: { name: 1, 'config.hardware.numCPU': 1 } },
      ],
      notes: [],
    });
  });

  it('tells nothing where nothing changed, whatever the order of rows, columns and chunks', async () => {
    const { changes, summary } = await difference({
      older: [vms({ 'VirtualMachine:1': A, 'VirtualMachine:2': B, 'VirtualMachine:3': { ...C, snapshot: null } })],
      newer: [
        vms({ 'VirtualMachine:3': Object.fromEntries(Object.entries(C).toReversed()) }),
        vms({ 'VirtualMachine:2': B, 'VirtualMachine:1': A }),
      ],
    });
    expect(changes).toEqual([]);
    expect(summary.kinds).toMatchObject([{ added: 0, removed: 0, changed: 0 }]);
  });

  it.each<[string, Cell, Cell]>([
    ['a value that is unset now', 0, null],
    ['a value that was unset', null, false],
    ['a list', ['Network:1'], ['Network:1', 'Network:2']],
    ['a number that is a text now', 1, '1'],
  ])('sees %s', async (_, before, after) => {
    const { changes } = await difference({
      older: [vms({ 'VirtualMachine:1': { ...A, network: before } })],
      newer: [vms({ 'VirtualMachine:1': { ...A, network: after } })],
    });
    expect(changes).toMatchObject([{ kind: 'changed', values: [{ path: 'network', before, after }] }]);
  });

  it('counts usage apart, and tells it where it is asked for', async () => {
    const sides = {
      older: [
        vms({ 'VirtualMachine:1': { ...A, [CPU]: 1 }, 'VirtualMachine:2': { ...B, [CPU]: 1 }, 'VirtualMachine:3': C }),
      ],
      newer: [
        vms({
          'VirtualMachine:1': { ...A, [CPU]: 9 },
          'VirtualMachine:2': { ...B, name: 'x', [CPU]: 9 },
          'VirtualMachine:3': C,
        }),
      ],
    };
    const without = await difference(sides);
    expect(without.changes.map(({ ref, values }) => [ref, values.map(({ path }) => path)])).toEqual([
      ['VirtualMachine:2', ['name']],
    ]);
    expect(without.summary.kinds).toMatchObject([{ changed: 1, usageOnly: 1, paths: { name: 1 } }]);
    const whole = await difference({ ...sides, order: { usage: true } });
    expect(whole.changes.map(({ ref, values }) => [ref, values.map(({ path }) => path)])).toEqual([
      ['VirtualMachine:1', [CPU]],
      ['VirtualMachine:2', ['name', CPU]],
    ]);
    expect(whole.summary.kinds).toMatchObject([{ changed: 2, usageOnly: 1, paths: { name: 1, [CPU]: 2 } }]);
  });

  it('takes data objects apart, as collections without pruning have them', async () => {
    const config = { hardware: { numCPU: 2, device: [{ key: 1 }] }, tools: {} };
    const summary = { quickStats: { overallCpuUsage: 1 }, vm: 'VirtualMachine:1' };
    const { changes, summary: result } = await difference({
      change: { pruned: false },
      older: [
        vms({ 'VirtualMachine:1': { name: 'a', config, summary }, 'VirtualMachine:2': { name: 'b', config, summary } }),
      ],
      newer: [
        vms({
          'VirtualMachine:1': { name: 'a', config, summary: { ...summary, quickStats: { overallCpuUsage: 7 } } },
          'VirtualMachine:2': { name: 'b', summary, config: { ...config, hardware: { numCPU: 4, device: [] } } },
        }),
      ],
    });
    expect(changes).toMatchObject([
      {
        ref: 'VirtualMachine:2',
        values: [
          { path: 'config.hardware.numCPU', before: 2, after: 4 },
          { path: 'config.hardware.device', before: [{ key: 1 }], after: [] },
        ],
      },
    ]);
    expect(result.kinds).toMatchObject([{ changed: 1, usageOnly: 1 }]);
  });

  it('names what values refer to, as people read it', async () => {
    const hosts = batchOf('HostSystem', { 'HostSystem:1': { name: 'esx%2f1' }, 'HostSystem:2': { name: 'esx2' } });
    const { names } = await difference({
      older: [hosts, vms({ 'VirtualMachine:1': { ...A, 'runtime.host': 'HostSystem:1', network: ['Network:7'] } })],
      newer: [hosts, vms({ 'VirtualMachine:1': { ...A, 'runtime.host': 'HostSystem:2', network: [] } })],
    });
    expect(names).toEqual({ 'HostSystem:1': 'esx/1', 'HostSystem:2': 'esx2' });
  });

  it('compares the kinds and attributes that both have, and says what it leaves out', async () => {
    const hosts = batchOf('HostSystem', { 'HostSystem:1': { name: 'esx' } });
    const { summary, changes } = await difference({
      older: [hosts, vms({ 'VirtualMachine:1': A })],
      newer: [vms({ 'VirtualMachine:1': { ...A, 'config.firmware': 'efi' } })],
      newerChange: {
        attributes: { VirtualMachine: ['name', 'config.template', 'config.hardware.numCPU', 'config.firmware'] },
        source: { kind: 'vcenter', label: 'vc', server: 'https://vc', user: 'other' },
        missing: 3,
      },
    });
    expect(changes).toEqual([]);
    expect(summary.kinds.map(({ type }) => type)).toEqual(['VirtualMachine']);
    expect(summary.notes).toEqual([
      'Not compared, because only one of the two has them whole: Hosts.',
      'Two accounts collected them: what one of them may not see counts as added or removed.',
      'Attributes that only one of the two has are not compared.',
      '3 values could not be read when they were collected; they count as not set.',
    ]);
  });

  it.each<[string, Partial<Manifest>, string]>([
    ['another vCenter', { about: { name: '', apiVersion: '8', instanceUuid: 'uuid-2' } }, 'one vCenter'],
    ['other datacenters', { datacenters: ['Berlin'] }, 'the same datacenters'],
    ['no pruning', { pruned: false }, 'the same kind of attributes'],
    ['no kind in common', { kinds: [] }, 'the same kinds'],
  ])('refuses one of %s', async (_, newerChange, needed) => {
    const sides = { older: [vms({ 'VirtualMachine:1': A })], newer: [], change: {}, newerChange };
    await expect(difference(sides)).rejects.toMatchObject({
      data: { code: 'usage', action: `Choose two of ${needed}.` },
    });
  });
});
