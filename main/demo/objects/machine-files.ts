import { Dice } from '../estate/dice.ts';
import { reference } from '../estate/kinds.ts';
import { type DataObject, data, type Item, list } from '../model/data-object.ts';
import { DAY, isoTime, OBSERVED_AT } from './clock.ts';
import { configFile } from './machine-config.ts';
import { diskFile } from './machine-devices.ts';
import type { MachineFacts } from './machine-facts.ts';
import { type Disk, MEGABYTE } from './machine-hardware.ts';

const STORAGE_PASS = { family: 14, question: 240 } as const;

/** Storage figures are refreshed from time to time, datastore by datastore, and not on every read. */
export function storageTime(machine: MachineFacts): string {
  const pass = new Dice(machine.estate.seed, STORAGE_PASS.family, machine.homeDatastore);
  const since = pass.below(STORAGE_PASS.question, 30 * 60_000);
  return isoTime(OBSERVED_AT - since);
}

interface FileEntry {
  readonly key: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

const FILE = data<FileEntry>('VirtualMachineFileLayoutExFileInfo', {
  key: (file) => file.key,
  name: (file) => file.name,
  type: (file) => file.type,
  size: (file) => file.size,
  uniqueSize: (file) => file.size,
  accessible: true,
});

function filesOf(machine: MachineFacts): readonly FileEntry[] {
  const base = `${machine.directory}/${machine.fileName}`;
  const files: Omit<FileEntry, 'key'>[] = [
    { name: configFile(machine), type: 'config', size: 3120 + machine.dice.below(241, 900) },
    { name: `${base}.vmsd`, type: 'snapshotList', size: machine.snapshotCount * 512 },
    { name: `${base}.nvram`, type: 'nvram', size: 270_840 },
    ...machine.disks.flatMap((disk) => [
      { name: diskFile(disk), type: 'diskDescriptor', size: 520 + disk.number },
      { name: diskFile(disk).replace(/\.vmdk$/, '-flat.vmdk'), type: 'diskExtent', size: disk.usedBytes },
    ]),
    { name: `${machine.directory}/vmware.log`, type: 'log', size: 240_000 + machine.dice.below(242, 400_000) },
    { name: `${machine.directory}/vmware-1.log`, type: 'log', size: 180_000 + machine.dice.below(243, 400_000) },
  ];
  if (machine.isOn)
    files.push({ name: `${base}-${machine.dice.roll(221)}.vswp`, type: 'swap', size: machine.memoryMB * MEGABYTE });
  return files.map((file, key) => ({ ...file, key }));
}

const UNIT = data<readonly number[]>('VirtualMachineFileLayoutExDiskUnit', { fileKey: (keys) => keys });
const CHAIN = data<Disk>('VirtualMachineFileLayoutExDiskLayout', {
  key: (disk) => 2000 + disk.number,
  chain: list<Disk>('VirtualMachineFileLayoutExDiskUnit', (disk) => [
    UNIT.item([3 + 2 * disk.number, 4 + 2 * disk.number]),
  ]),
});

export const LAYOUT_EX = data<MachineFacts>('VirtualMachineFileLayoutEx', {
  file: list<MachineFacts>('VirtualMachineFileLayoutExFileInfo', (machine) =>
    filesOf(machine).map((file) => FILE.item(file)),
  ),
  disk: list<MachineFacts>('VirtualMachineFileLayoutExDiskLayout', (machine) =>
    machine.disks.map((disk) => CHAIN.item(disk)),
  ),
  snapshot: list('VirtualMachineFileLayoutExSnapshotLayout', []),
  timestamp: storageTime,
});

interface Usage {
  readonly datastore: number;
  readonly committed: number;
  readonly uncommitted: number;
}
const USAGE = data<Usage>('VirtualMachineUsageOnDatastore', {
  datastore: (usage) => reference('datastore', usage.datastore),
  committed: (usage) => usage.committed,
  uncommitted: (usage) => usage.uncommitted,
  unshared: (usage) => usage.committed,
});

function usagesOf(machine: MachineFacts): readonly Item[] {
  return machine.datastores.map((datastore) => {
    const disks = machine.disks.filter((disk) => disk.datastore === datastore);
    const home = datastore === machine.homeDatastore;
    const swap = machine.memoryMB * MEGABYTE;
    return USAGE.item({
      datastore,
      committed:
        disks.reduce((sum, disk) => sum + disk.usedBytes, 0) + (home ? 3 * MEGABYTE + (machine.isOn ? swap : 0) : 0),
      uncommitted:
        disks.reduce((sum, disk) => sum + disk.capacityBytes - disk.usedBytes, 0) + (home && !machine.isOn ? swap : 0),
    });
  });
}

export const STORAGE = data<MachineFacts>('VirtualMachineStorageInfo', {
  perDatastoreUsage: list<MachineFacts>('VirtualMachineUsageOnDatastore', usagesOf),
  timestamp: storageTime,
});

interface Snapshot {
  readonly machine: MachineFacts;
  readonly number: number;
}
export const snapshotReference = (machine: MachineFacts, number: number) => ({
  type: 'VirtualMachineSnapshot',
  id: `snapshot-${1001 + machine.index * 4 + number}`,
});

/** Each snapshot is the child of the one before, as backups and patch days leave them. */
const SNAPSHOT: DataObject<Snapshot> = data<Snapshot>('VirtualMachineSnapshotTree', {
  snapshot: ({ machine, number }) => snapshotReference(machine, number),
  vm: ({ machine }) => machine.self,
  name: ({ machine, number }) =>
    ['before patch day', 'VM Snapshot', 'backup %2f nightly', 'do not delete!'][(machine.index + number) % 4] ?? '',
  description: ({ machine, number }) =>
    number % 2 === 0 ? '' : `Change ${machine.dice.roll(250 + number) % 100_000} & rollback point`,
  id: ({ number }) => number + 1,
  createTime: ({ machine, number }) =>
    isoTime(OBSERVED_AT - (machine.snapshotAgeDays / 2 ** number) * DAY - machine.dice.below(254, 3600) * 1000),
  state: ({ machine }) => (machine.dice.chance(255, 300) ? 'poweredOff' : 'poweredOn'),
  quiesced: false,
  childSnapshotList: list<Snapshot>('VirtualMachineSnapshotTree', ({ machine, number }) =>
    number + 1 < machine.snapshotCount ? [SNAPSHOT.item({ machine, number: number + 1 })] : [],
  ),
  replaySupported: false,
});

export const SNAPSHOTS = data<MachineFacts>('VirtualMachineSnapshotInfo', {
  currentSnapshot: (machine) => snapshotReference(machine, machine.snapshotCount - 1),
  rootSnapshotList: list<MachineFacts>('VirtualMachineSnapshotTree', (machine) => [
    SNAPSHOT.item({ machine, number: 0 }),
  ]),
});
