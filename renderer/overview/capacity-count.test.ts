import { describe, expect, it } from 'vitest';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { batch } from '../inventory/batch-fixture.ts';
import { Estate } from '../inventory/estate.ts';
import { OLDEST_SNAPSHOT, SNAPSHOT_COUNT } from '../inventory/found-attributes.ts';
import { RowsBelow } from '../inventory/rows-below.ts';
import { TableView } from '../inventory/table-view.ts';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
import { CapacityCount } from './capacity-count.ts';
import type { Counted } from './counted.ts';
import { dice, estateBatches, estateOf } from './estate-fixture.ts';
import { type MeasureId, measuresAt } from './measures.ts';
import type { NamedVcenter, Scope } from './scopes.ts';

const MEASURES = measuresAt('2026-03-01');
const IDS = Object.keys(MEASURES) as MeasureId[];

function count(estate: Estate, vcenters: readonly NamedVcenter[] = []): Counted {
  const counting = new CapacityCount(estate, MEASURES, vcenters);
  while (!counting.look(performance.now() + 1));
  return counting.result();
}

/** The rows that the table shows when a number is followed. */
function followed(estate: Estate, id: MeasureId, { ref }: Scope): Uint32Array {
  const { type, columns } = MEASURES[id];
  const view = new TableView(estate, type);
  view.filterBy({ quick: '', columns }, () => []);
  if (ref !== undefined) view.narrowTo(new RowsBelow(estate, ref));
  while (!view.look(Number.POSITIVE_INFINITY));
  return view.rows();
}

/** A value straight from the cells, in the unit of the sum. */
function amount(estate: Estate, type: ResourceType, row: number, name: string): number {
  const cell = (path: string): number => {
    const value = estate.table(type).cell(row, path);
    return typeof value === 'number' ? value : Number.NaN;
  };
  const known = (value: number, ...others: number[]): number => (others.some(Number.isNaN) ? Number.NaN : value);
  const mhz = cell('summary.hardware.cpuMhz') * cell('summary.hardware.numCpuCores');
  const memory = cell('summary.hardware.memorySize');
  const cpuUsed = cell('summary.quickStats.overallCpuUsage');
  const memoryUsed = cell('summary.quickStats.overallMemoryUsage') * 1024 * 1024;
  const used = cell('summary.capacity') - cell('summary.freeSpace');
  const values: Readonly<Record<string, number>> = {
    cpus: cell('config.hardware.numCPU'),
    memory: type === 'HostSystem' ? memory : cell('config.hardware.memoryMB') * 1024 * 1024,
    storage: cell('summary.storage.committed'),
    count: cell(SNAPSHOT_COUNT),
    cores: cell('summary.hardware.numCpuCores'),
    cpuUsed: known(cpuUsed, mhz),
    cpuOfUsed: known(mhz, cpuUsed),
    memoryUsed: known(memoryUsed, memory),
    memoryOfUsed: known(memory, memoryUsed),
    capacity: cell('summary.capacity'),
    free: cell('summary.freeSpace'),
    used,
    provisioned: used + cell('summary.uncommitted'),
  };
  const value = values[name];
  if (value === undefined) throw new RangeError(`nobody adds up "${name}"`);
  return value;
}

function withSnapshots(estate: Estate): Estate {
  const table = estate.table('VirtualMachine');
  const roll = dice(7);
  const counts = [...table.refs].map(() => (roll(6) === 0 ? null : roll(3)));
  table.annotate(SNAPSHOT_COUNT, counts);
  table.annotate(
    OLDEST_SNAPSHOT,
    counts.map((each) => (each ? new Date(Date.UTC(2026, roll(5), 1 + roll(28))).toISOString() : null)),
  );
  return estate;
}

describe('CapacityCount', () => {
  const estate = withSnapshots(estateOf(estateBatches(600)));
  const counted = count(estate);

  it('knows the datacenters, clusters and standalone hosts, in the order of their names', () => {
    expect(counted.scopes.map(({ kind, name, parent }) => [kind, name, counted.scopes[parent]?.name])).toEqual([
      ['whole', '', ''],
      ['datacenter', 'Ashburn', ''],
      ['cluster', 'cl-1', 'Ashburn'],
      ['datacenter', 'Frankfurt', ''],
      ['cluster', 'cl-2', 'Frankfurt'],
      ['cluster', 'cl-10', 'Frankfurt'],
      ['host', 'edge', ''],
    ]);
    expect(counted.find('ClusterComputeResource:c10')).toBe(5);
    expect(counted.find('ClusterComputeResource:gone'), 'the whole estate').toBe(0);
  });

  it('knows the hosts of every scope', () => {
    for (const [scope, { ref }] of counted.scopes.entries()) {
      const view = new TableView(estate, 'HostSystem');
      if (ref !== undefined) view.narrowTo(new RowsBelow(estate, ref));
      while (!view.look(Number.POSITIVE_INFINITY));
      const { refs } = estate.table('HostSystem');
      expect(counted.hosts(scope)).toEqual([...view.rows()].map((row) => refs.at(row)));
    }
    expect(counted.hosts(0)).toHaveLength(21);
  });

  it.each(IDS)('counts the rows that the table shows, and their sums, in every scope: %s', (id) => {
    const { type, sums } = MEASURES[id];
    for (const [scope, each] of counted.scopes.entries()) {
      const rows = followed(estate, id, each);
      expect(counted.rows(id, scope), each.name).toBe(rows.length);
      for (const name of Object.keys(sums)) {
        const values = [...rows].map((row) => amount(estate, type, row, name)).filter((value) => !Number.isNaN(value));
        const { total, known } = counted.sum(id, name, scope);
        expect(known, `${name} in ${each.name}`).toBe(values.length);
        expect(total).toBeCloseTo(
          values.reduce((sum, value) => sum + value, 0),
          3,
        );
      }
    }
  });

  it('leaves no row out between the parts of a whole', () => {
    for (const scope of counted.scopes.keys()) {
      const rows = (...ids: MeasureId[]) => ids.reduce((sum, id) => sum + counted.rows(id, scope), 0);
      expect(rows('vmsOn', 'vmsOff', 'vmsSuspended', 'vmsPowerUnknown')).toBe(rows('VirtualMachine'));
      expect(
        rows('hostsAvailable', 'hostsMaintenance', 'hostsDisconnected', 'hostsConnectionUnknown') +
          rows('hostsMaintenanceUnknown'),
      ).toBe(rows('HostSystem'));
      expect(rows('storesFull', 'storesFilling', 'storesRoomy')).toBe(rows('storesKnown'));
      expect(
        rows('storesKnown', 'storesInaccessible', 'storesAccessUnknown', 'storesCapacityUnknown', 'storesEmpty') +
          rows('storesFreeUnknown'),
      ).toBe(rows('Datastore'));
    }
  });

  it('draws the lines of 75 and 90 % where a datastore is just as full', () => {
    // ds5 is 95 % full, ds6 90, ds7 75, ds8 74, ds9 1, ds10 99, ds11 100.
    expect(counted.rows('storesFull', 0)).toBe(3);
    expect(counted.rows('storesFilling', 0)).toBe(2);
    expect(counted.rows('storesRoomy', 0)).toBe(2);
  });

  it('says which datastores are in a scope: those below it, and those that its VMs lie on', () => {
    const { table, rows } = counted.stores(counted.find('ClusterComputeResource:c1'));
    const used = new Set<string>();
    for (const type of ['VirtualMachine', 'Template'] as const) {
      const machines = estate.table(type);
      for (const row of new RowsBelow(estate, 'ClusterComputeResource:c1').apply(
        type,
        Uint32Array.from([...machines.refs].keys()),
      ))
        for (const ref of (machines.cell(row, 'datastore') as readonly string[] | null) ?? []) used.add(ref);
    }
    expect(new Set(rows.map((row) => table.refs.at(row)))).toEqual(used);
    expect(counted.stores(0).rows).toHaveLength(12);
  });

  it('comes to the same whether it is given one slice or many', () => {
    const once = new CapacityCount(estate, MEASURES);
    expect(once.look(Number.POSITIVE_INFINITY)).toBe(true);
    const often = new CapacityCount(estate, MEASURES);
    let slices = 1;
    while (!often.look(0)) slices += 1;
    expect(slices).toBeGreaterThan(4);
    for (const id of IDS) {
      for (const scope of counted.scopes.keys())
        expect(often.result().rows(id, scope)).toBe(once.result().rows(id, scope));
    }
  });

  it('counts nothing in nothing', () => {
    const nothing = count(estateOf([]));
    expect(nothing.scopes).toHaveLength(1);
    for (const type of RESOURCE_TYPES) expect(nothing.rows(type, 0)).toBe(0);
    expect(nothing.sum('vmsOn', 'cpus', 0)).toEqual({ total: 0, known: 0 });
  });

  it('says when rows do not tell where they are, and counts them in the whole estate only', () => {
    const bare = count(
      estateOf([
        batch('Datacenter', ['d'], { name: ['d'], parent: ['Folder:root'] }),
        batch('VirtualMachine', ['a', 'b'], { name: ['a', 'b'], 'runtime.powerState': ['poweredOn', null] }),
      ]),
    );
    expect(bare.rows('VirtualMachine', 0)).toBe(2);
    expect(bare.canTell('VirtualMachine', 0)).toBe(true);
    expect(bare.canTell('VirtualMachine', 1)).toBe(false);
    expect(bare.canTell('HostSystem', 1), 'no rows, nothing to tell').toBe(true);
  });

  it('tells several vCenters apart that have the same ids, and what lies in each', () => {
    const vcenters = [
      { key: 'k1', label: 'vc1.example' },
      { key: 'k2', label: 'vc2.example' },
    ];
    const both = new Estate();
    for (const [index, vcenter] of vcenters.entries()) {
      for (const each of estateBatches(60 + index * 40, 5 + index))
        both.append(qualifyBatch(each, vcenter), 'vcenter', vcenter.key);
    }
    const separate = count(both, vcenters);
    const names = separate.scopes.map(({ name }) => name);
    const part = ['Ashburn', 'cl-1', 'Frankfurt', 'cl-2', 'cl-10', 'edge'];
    expect(names).toEqual(['', 'vc1.example', ...part, 'vc2.example', ...part]);
    expect(separate.rows('VirtualMachine', 1)).toBe(60);
    expect(separate.rows('VirtualMachine', 8)).toBe(100);
    for (const id of IDS) {
      for (const [scope, each] of separate.scopes.entries())
        expect(separate.rows(id, scope), `${id} in ${each.name}`).toBe(followed(both, id, each).length);
    }
  });

  it('is not led astray by datacenters that lie below each other', () => {
    const circle = count(
      estateOf([
        batch('Folder', ['a', 'b'], { name: ['a', 'b'], parent: ['Datacenter:d', 'Folder:a'] }),
        batch('Datacenter', ['d'], { name: ['d'], parent: ['Folder:b'] }),
        batch('ClusterComputeResource', ['c'], { name: ['c'], parent: ['Folder:a'] }),
      ]),
    );
    expect(circle.scopes.map(({ name }) => name)).toEqual(['', 'd', 'c']);
    expect(circle.rows('ClusterComputeResource', 1)).toBe(1);
  });
});
