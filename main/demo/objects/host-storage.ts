import { data, list } from '../model/data-object.ts';
import type { HostFacts } from './host-facts.ts';
import { type Part, parts } from './host-parts.ts';

const FIBRE_CHANNEL = data<Part>('HostFibreChannelHba', {
  key: ({ number }) => `key-vim.host.FibreChannelHba-vmhba${64 + number}`,
  device: ({ number }) => `vmhba${64 + number}`,
  bus: 101,
  status: 'online',
  model: 'Emulex LPe35002-M2 2-Port 32Gb Fibre Channel Adapter',
  driver: 'lpfc',
  pci: ({ number }) => `0000:65:00.${number}`,
  portWorldWideName: ({ host, number }) => 1_152_921_504_606 + (host.dice.roll(160 + number) % 1_000_000),
  nodeWorldWideName: ({ host, number }) => 2_305_843_009_213 + (host.dice.roll(160 + number) % 1_000_000),
  portType: 'fabric',
  speed: 32,
});
const LOCAL_ADAPTER = data<HostFacts>('HostBlockHba', {
  key: 'key-vim.host.BlockHba-vmhba0',
  device: 'vmhba0',
  bus: 0,
  status: 'unknown',
  model: 'Lewisburg SATA AHCI Controller',
  driver: 'vmw_ahci',
  pci: '0000:00:17.0',
});

const LUNS = 6;
const lunName = ({ host, number }: Part): string =>
  // LUNs are shared, so the hosts of a compute resource see the same names.
  `naa.624a9370${(host.compute.index * 64 + number).toString(16).padStart(8, '0')}d47c4${host.compute.kind === 'cluster' ? 'c' : 's'}00011`;
const LUN = data<Part>('HostScsiDisk', {
  deviceName: (part) => `/vmfs/devices/disks/${lunName(part)}`,
  deviceType: 'disk',
  key: (part) => `key-vim.host.ScsiDisk-${lunName(part)}`,
  uuid: (part) => `020000000${part.number}${lunName(part).slice(4)}`,
  canonicalName: lunName,
  displayName: (part) => `PURE Fibre Channel Disk (${lunName(part)})`,
  lunType: 'disk',
  vendor: 'PURE    ',
  model: 'FlashArray      ',
  revision: '8888',
  scsiLevel: 6,
  queueDepth: 128,
  operationalState: ['ok'],
  capabilities: data('ScsiLunCapabilities', { updateDisplayNameSupported: true }),
  vStorageSupport: 'vStorageSupported',
  protocolEndpoint: false,
  perenniallyReserved: false,
  capacity: data('HostDiskDimensionsLba', { blockSize: 512, block: 21_474_836_480 }),
  devicePath: (part) => `/vmfs/devices/disks/${lunName(part)}`,
  ssd: true,
  localDisk: false,
});
const PATHS = ['vmhba64:C0:T0', 'vmhba64:C0:T1', 'vmhba65:C0:T0', 'vmhba65:C0:T1'];
const PATH = data<Part & { readonly path: string }>('HostMultipathInfoPath', {
  key: ({ path, number }) => `key-vim.host.MultipathInfo.Path-${path}:L${number}`,
  name: ({ path, number }) => `${path}:L${number}`,
  pathState: 'active',
  state: 'active',
  isWorkingPath: true,
  adapter: ({ path }) => `key-vim.host.FibreChannelHba-${path.slice(0, 7)}`,
  lun: (part) => `key-vim.host.MultipathInfo.LogicalUnit-${lunName(part)}`,
});
const LOGICAL_UNIT = data<Part>('HostMultipathInfoLogicalUnit', {
  key: (part) => `key-vim.host.MultipathInfo.LogicalUnit-${lunName(part)}`,
  id: lunName,
  lun: (part) => `key-vim.host.ScsiDisk-${lunName(part)}`,
  path: list<Part>('HostMultipathInfoPath', (part) => PATHS.map((path) => PATH.item({ ...part, path }))),
  policy: data('HostMultipathInfoLogicalUnitPolicy', { policy: 'VMW_PSP_RR' }),
  storageArrayTypePolicy: data('HostMultipathInfoLogicalUnitStorageArrayTypePolicy', { policy: 'VMW_SATP_ALUA' }),
});
/** Adapters, LUNs and paths of a host. */
export const HOST_STORAGE = data<HostFacts>('HostStorageDeviceInfo', {
  hostBusAdapter: list<HostFacts>('HostHostBusAdapter', (host) => [
    LOCAL_ADAPTER.item(host),
    ...parts(host, host.hbaCount - 1).map((part) => FIBRE_CHANNEL.item(part)),
  ]),
  scsiLun: list<HostFacts>('ScsiLun', (host) => parts(host, LUNS).map((part) => LUN.item(part))),
  multipathInfo: data<HostFacts>('HostMultipathInfo', {
    lun: list<HostFacts>('HostMultipathInfoLogicalUnit', (host) =>
      parts(host, LUNS).map((part) => LOGICAL_UNIT.item(part)),
    ),
  }),
  softwareInternetScsiEnabled: false,
});
