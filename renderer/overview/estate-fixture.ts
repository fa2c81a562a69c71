import type { Cell, ColumnBatch } from '../../shared/inventory.ts';
import { batch } from '../inventory/batch-fixture.ts';
import { Estate } from '../inventory/estate.ts';

/** Numbers that look random and are the same in every run. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const GIB = 1024 ** 3;

/** The batches of an estate of two datacenters with clusters, a standalone host and gaps of every kind. */
export function estateBatches(vms: number, seed = 1): readonly ColumnBatch[] {
  const roll = dice(seed);
  const some = <T extends Cell>(values: readonly T[]): T | undefined => values[roll(values.length)];
  const list = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  /** Unset now and then. */
  const maybe = <T extends Cell>(value: T | undefined): Cell => (roll(12) === 0 ? null : (value ?? null));
  const clusters = ['c1', 'c2', 'c10'];
  const owner = (index: number): string =>
    index % 7 === 6 ? 'ComputeResource:s1' : `ClusterComputeResource:${clusters[index % 3]}`;
  const hosts = list(21, (index) => `h${index}`);
  const stores = list(12, (index) => `ds${index}`);
  const machines = (count: number, prefix: string, type: 'VirtualMachine' | 'Template'): ColumnBatch => {
    const ids = list(count, (index) => `${prefix}${index}`);
    return batch(type, ids, {
      name: ids,
      parent: ids.map(() => maybe(some(['Folder:v1', 'Folder:v2']))),
      'runtime.host': ids.map(() => maybe(`HostSystem:h${roll(21)}`)),
      resourcePool: ids.map(() => maybe(some(['ResourcePool:p1', null]))),
      datastore: ids.map(() => maybe(list(roll(3), () => `Datastore:ds${roll(12)}`))),
      'runtime.powerState': ids.map(() => maybe(some(['poweredOn', 'poweredOn', 'poweredOff', 'suspended']))),
      'config.hardware.numCPU': ids.map(() => maybe(1 + roll(16))),
      'config.hardware.memoryMB': ids.map(() => maybe(1024 * (1 + roll(64)))),
      'summary.storage.committed': ids.map(() => maybe(GIB * roll(500))),
      'guest.toolsRunningStatus': ids.map(() => maybe(some(['guestToolsRunning', 'guestToolsNotRunning']))),
      'guest.toolsVersionStatus2': ids.map(() =>
        maybe(some(['guestToolsCurrent', 'guestToolsSupportedOld', 'guestToolsNotInstalled', 'guestToolsTooOld'])),
      ),
    });
  };
  return [
    batch('Datacenter', ['d1', 'd2'], { name: ['Frankfurt', 'Ashburn'], parent: ['Folder:root', 'Folder:root'] }),
    batch('Folder', ['n1', 'n2', 'v1', 'v2', 's1', 's2'], {
      name: ['host', 'host', 'vm', 'vm', 'datastore', 'datastore'],
      parent: ['d1', 'd2', 'd1', 'd2', 'd1', 'd2'].map((id) => `Datacenter:${id}`),
    }),
    batch('ClusterComputeResource', clusters, {
      name: ['cl-2', 'cl-1', 'cl-10'],
      parent: ['Folder:n1', 'Folder:n2', 'Folder:n1'],
    }),
    batch('ComputeResource', ['s1'], { name: ['edge'], parent: ['Folder:nowhere'] }),
    batch('HostSystem', hosts, {
      name: hosts,
      parent: hosts.map((_, index) => owner(index)),
      'runtime.connectionState': hosts.map(() => maybe(some(['connected', 'connected', 'connected', 'notResponding']))),
      'runtime.inMaintenanceMode': hosts.map(() => maybe(roll(5) === 0)),
      'summary.hardware.numCpuCores': hosts.map(() => maybe(16 * (1 + roll(4)))),
      'summary.hardware.cpuMhz': hosts.map(() => maybe(2000 + roll(1000))),
      'summary.hardware.memorySize': hosts.map(() => maybe(GIB * 128 * (1 + roll(8)))),
      'summary.quickStats.overallCpuUsage': hosts.map(() => maybe(roll(60_000))),
      'summary.quickStats.overallMemoryUsage': hosts.map(() => maybe(roll(400_000))),
    }),
    batch('ResourcePool', ['p1'], {
      name: ['Resources'],
      parent: ['ClusterComputeResource:c2'],
      owner: ['ClusterComputeResource:c2'],
    }),
    batch('Datastore', stores, {
      name: stores,
      parent: stores.map((_, index) => (index === 11 ? null : `Folder:s${1 + (index % 2)}`)),
      'summary.accessible': [false, null, ...list(10, () => true)],
      'summary.capacity': [0, 10 * GIB, 0, null, ...list(8, () => 100 * GIB)],
      'summary.freeSpace': [0, GIB, 0, GIB, null, 5 * GIB, 10 * GIB, 25 * GIB, 26 * GIB, 99 * GIB, GIB, 0],
      'summary.uncommitted': stores.map(() => maybe(GIB * roll(200))),
    }),
    machines(vms, 'vm-', 'VirtualMachine'),
    machines(Math.ceil(vms / 20), 't-', 'Template'),
  ];
}

export function estateOf(batches: readonly ColumnBatch[]): Estate {
  const estate = new Estate();
  for (const each of batches) estate.append(each, 'vcenter');
  return estate;
}
