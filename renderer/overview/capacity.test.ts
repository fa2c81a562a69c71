import { describe, expect, it } from 'vitest';
import type { Cell, ColumnBatch } from '../../shared/inventory.ts';
import { batch } from '../inventory/batch-fixture.ts';
import { cpuUse, memoryUse } from './capacity.ts';
import { CapacityCount } from './capacity-count.ts';
import type { Counted } from './counted.ts';
import { estateOf } from './estate-fixture.ts';
import { measuresAt } from './measures.ts';

const GIB = 1024 ** 3;

function count(...batches: readonly ColumnBatch[]): Counted {
  const counting = new CapacityCount(estateOf(batches), measuresAt('2026-03-01'));
  counting.look(Number.POSITIVE_INFINITY);
  return counting.result();
}

const HOSTS = batch('HostSystem', ['on', 'maintained', 'gone', 'silent'], {
  name: ['on', 'maintained', 'gone', 'silent'],
  'runtime.connectionState': ['connected', 'connected', 'disconnected', 'connected'],
  'runtime.inMaintenanceMode': [false, true, false, false],
  'summary.hardware.numCpuCores': [16, 16, 16, 16],
  'summary.hardware.cpuMhz': [2000, 2000, 2000, 2000],
  'summary.hardware.memorySize': [64 * GIB, 64 * GIB, 64 * GIB, 64 * GIB],
  'summary.quickStats.overallCpuUsage': [8000, 1, 1, null],
  'summary.quickStats.overallMemoryUsage': [32 * 1024, 1, 1, null],
});

function vms(cpus: readonly Cell[], power: readonly Cell[] = cpus.map(() => 'poweredOn')): ColumnBatch {
  const ids = cpus.map((_, index) => `vm-${index}`);
  return batch('VirtualMachine', ids, {
    name: ids,
    'runtime.powerState': power,
    'config.hardware.numCPU': cpus,
    'config.hardware.memoryMB': cpus.map((each) => (each === null ? null : 1024)),
  });
}

describe('cpuUse and memoryUse', () => {
  it('set what VMs have against the hosts that can run them', () => {
    const counted = count(HOSTS, vms([40, 24, 32], ['poweredOn', 'poweredOn', 'poweredOff']));
    const cpu = cpuUse(counted, 0);
    expect(cpu).toMatchObject({ capacity: 32, known: 2, of: 2 });
    expect(cpu.allocatedOn).toMatchObject({ amount: 64, share: 2, known: 2, of: 2 });
    expect(cpu.allocated).toMatchObject({ amount: 96, share: 3 });
    expect(memoryUse(counted, 0).allocatedOn).toMatchObject({ amount: 2 * GIB, share: 2 / 128 });
  });

  it('take use and its whole from the same hosts: one that does not tell is in neither', () => {
    const counted = count(HOSTS);
    expect(cpuUse(counted, 0)).toMatchObject({ used: { amount: 8000, share: 0.25, known: 1, of: 2 }, usedOf: 32_000 });
    expect(memoryUse(counted, 0)).toMatchObject({ used: { amount: 32 * GIB, share: 0.5 }, usedOf: 64 * GIB });
  });

  it('say of how many VMs they know', () => {
    const { allocated } = cpuUse(count(HOSTS, vms([4, null, 4])), 0);
    expect(allocated).toMatchObject({ amount: 8, known: 2, of: 3, unknown: 'vmsCpusUnknown' });
  });

  it('know no share of nothing, and none of values that nobody told', () => {
    expect(cpuUse(count(vms([4])), 0).allocatedOn, 'no host').toMatchObject({ amount: 4, share: undefined });
    expect(cpuUse(count(HOSTS, vms([null])), 0).allocatedOn, 'no value').toMatchObject({ share: undefined });
    expect(cpuUse(count(HOSTS), 0).allocatedOn, 'no VMs are 0').toMatchObject({ amount: 0, share: 0 });
  });
});
