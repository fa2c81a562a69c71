import type { DetailCell, DetailSection } from '../../shared/inventory-details.ts';
import { at, cellOf, type DetailValues, type Fields, fieldsOf, listOf } from './detail-values.ts';

export const MACHINE_PATHS = [
  'config.hardware.device',
  'snapshot',
  'guest.net',
  'guest.disk',
  'customValue',
  'availableField',
];

function disks(devices: readonly Fields[]): DetailSection {
  const rows = devices
    .filter((device) => device.capacityInKB !== undefined)
    .map((disk) => [
      cellOf(at(disk, 'deviceInfo', 'label')),
      // capacityInBytes came with 5.5; capacityInKB is always there.
      cellOf(disk.capacityInBytes) ?? Number(disk.capacityInKB) * 1024,
      cellOf(at(disk, 'backing', 'thinProvisioned')),
      cellOf(at(disk, 'backing', 'diskMode')),
      cellOf(at(disk, 'backing', 'datastore')),
      cellOf(at(disk, 'backing', 'fileName')),
    ]);
  return {
    label: 'Disks',
    columns: [
      { label: 'Disk', kind: 'text' },
      { label: 'Capacity', kind: 'integer', unit: 'bytes' },
      { label: 'Thin', kind: 'boolean' },
      { label: 'Mode', kind: 'enum' },
      { label: 'Datastore', kind: 'ref' },
      { label: 'File', kind: 'text' },
    ],
    rows,
  };
}

/** The network that a card is connected to: a reference, or the name of one that is none of vCenter's objects. */
function networkOf(card: Fields): DetailCell {
  const backing = fieldsOf(card.backing);
  const network = cellOf(backing?.network);
  if (network !== null) return network;
  // The key of a distributed port group is its moId.
  const portgroup = cellOf(at(backing, 'port', 'portgroupKey'));
  if (portgroup !== null) return `DistributedVirtualPortgroup:${portgroup}`;
  return cellOf(backing?.opaqueNetworkId) ?? cellOf(backing?.deviceName);
}

function cards(devices: readonly Fields[], guestCards: readonly Fields[]): DetailSection {
  const rows = devices
    .filter((device) => device.macAddress !== undefined)
    .map((card) => [
      cellOf(at(card, 'deviceInfo', 'label')),
      cellOf(card.macAddress),
      cellOf(at(card, 'connectable', 'connected')),
      networkOf(card),
      cellOf(guestCards.find(({ deviceConfigId }) => deviceConfigId === card.key)?.ipAddress),
    ]);
  return {
    label: 'Network adapters',
    columns: [
      { label: 'Adapter', kind: 'text' },
      { label: 'MAC address', kind: 'text' },
      { label: 'Connected', kind: 'boolean' },
      { label: 'Network', kind: 'ref' },
      { label: 'IP addresses', kind: 'text' },
    ],
    rows,
  };
}

/** The snapshots of a tree, each after its parent. */
function flatSnapshots(trees: readonly Fields[], current: DetailCell, depth = 0): DetailCell[][] {
  return trees.flatMap((tree) => [
    [
      `${'\u2003'.repeat(depth)}${String(tree.name ?? '')}`,
      cellOf(tree.createTime),
      cellOf(tree.state),
      cellOf(tree.snapshot) === current,
      cellOf(tree.description) || null,
    ],
    ...flatSnapshots(listOf(tree.childSnapshotList), current, depth + 1),
  ]);
}

function snapshots(values: DetailValues): DetailSection {
  const info = fieldsOf(values.get('snapshot'));
  return {
    label: 'Snapshots',
    columns: [
      { label: 'Snapshot', kind: 'text' },
      { label: 'Taken', kind: 'time' },
      { label: 'Power', kind: 'enum' },
      { label: 'Current', kind: 'boolean' },
      { label: 'Description', kind: 'text' },
    ],
    rows: flatSnapshots(listOf(info?.rootSnapshotList), cellOf(info?.currentSnapshot)),
  };
}

function fileSystems(values: DetailValues): DetailSection {
  return {
    label: 'Guest file systems',
    columns: [
      { label: 'Path', kind: 'text' },
      { label: 'Type', kind: 'text' },
      { label: 'Capacity', kind: 'integer', unit: 'bytes' },
      { label: 'Free', kind: 'integer', unit: 'bytes' },
    ],
    rows: listOf(values.get('guest.disk')).map((disk) => [
      cellOf(disk.diskPath),
      cellOf(disk.filesystemType),
      cellOf(disk.capacity),
      cellOf(disk.freeSpace),
    ]),
  };
}

/** Custom attributes by the names that vCenter gives their keys. */
export function customAttributes(values: DetailValues): DetailSection {
  const names = new Map(listOf(values.get('availableField')).map(({ key, name }) => [key, name]));
  return {
    label: 'Custom attributes',
    columns: [
      { label: 'Attribute', kind: 'text' },
      { label: 'Value', kind: 'text' },
    ],
    rows: listOf(values.get('customValue')).map(({ key, value }) => [
      cellOf(names.get(key)) ?? `Attribute ${String(key)}`,
      cellOf(value),
    ]),
  };
}

/** Disks, adapters, snapshots and what the guest tells. */
export function machineDetails(values: DetailValues): DetailSection[] {
  const devices = listOf(values.get('config.hardware.device'));
  return [
    disks(devices),
    cards(devices, listOf(values.get('guest.net'))),
    snapshots(values),
    fileSystems(values),
    customAttributes(values),
  ];
}
