import { Dice } from '../estate/dice.ts';
import { opaqueNetworkName } from '../estate/infrastructure-names.ts';
import { reference } from '../estate/kinds.ts';
import { switchOfPortgroup } from '../estate/placement.ts';
import { datacenterOf } from '../estate/shape.ts';
import { type DataObject, data, type Item } from '../model/data-object.ts';
import type { MachineFacts } from './machine-facts.ts';
import { type Card, type Disk, networkNameOf } from './machine-hardware.ts';
import { portgroupKey, switchUuid } from './network-identity.ts';

const label = (text: string, summary: string): DataObject<unknown> => data('Description', { label: text, summary });
const NORMAL_SHARES = data<unknown>('SharesInfo', { shares: 1000, level: 'normal' });

const CONSTANT_DEVICES: readonly DataObject<MachineFacts>[] = [
  data<MachineFacts>('VirtualIDEController', {
    key: 200,
    deviceInfo: label('IDE 0', 'IDE 0'),
    busNumber: 0,
    device: [3000],
  }),
  data<MachineFacts>('VirtualPCIController', {
    key: 100,
    deviceInfo: label('PCI controller 0', 'PCI controller 0'),
    busNumber: 0,
    device: [500, 12000, 1000, 4000],
  }),
  data<MachineFacts>('VirtualMachineVideoCard', {
    key: 500,
    deviceInfo: label('Video card ', 'Video card'),
    controllerKey: 100,
    unitNumber: 0,
    videoRamSizeInKB: 8192,
    numDisplays: 1,
    useAutoDetect: false,
    enable3DSupport: false,
    use3dRenderer: 'automatic',
    graphicsMemorySizeInKB: 262_144,
  }),
  data<MachineFacts>('VirtualMachineVMCIDevice', {
    key: 12_000,
    deviceInfo: label('VMCI device', 'Virtual machine communication interface'),
    controllerKey: 100,
    unitNumber: 17,
    id: (machine) => machine.dice.roll(200) | 0,
    allowUnrestrictedCommunication: false,
    filterEnable: true,
  }),
  data('ParaVirtualSCSIController', {
    key: 1000,
    deviceInfo: label('SCSI controller 0', 'VMware paravirtual SCSI'),
    slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 160 }),
    controllerKey: 100,
    unitNumber: 3,
    busNumber: 0,
    device: (machine) => machine.disks.map((disk) => 2000 + disk.number),
    hotAddRemove: true,
    sharedBus: 'noSharing',
    scsiCtlrUnitNumber: 7,
  }),
  data<MachineFacts>('VirtualCdrom', {
    key: 3000,
    deviceInfo: label('CD/DVD drive 1', 'Remote device'),
    backing: data('VirtualCdromRemotePassthroughBackingInfo', {
      deviceName: '',
      useAutoDetect: false,
      exclusive: false,
    }),
    connectable: data('VirtualDeviceConnectInfo', {
      startConnected: false,
      allowGuestControl: true,
      connected: false,
      status: 'untried',
    }),
    controllerKey: 200,
    unitNumber: 0,
  }),
];

/** Path of a disk's descriptor file. */
export function diskFile(disk: Disk): string {
  return `${disk.machine.directory}/${disk.machine.fileName}${disk.number === 0 ? '' : `_${disk.number}`}.vmdk`;
}

const DISK = data<Disk>('VirtualDisk', {
  key: (disk) => 2000 + disk.number,
  deviceInfo: data<Disk>('Description', {
    label: (disk) => `Hard disk ${disk.number + 1}`,
    summary: (disk) => `${(disk.capacityBytes / 1024).toLocaleString('en-US')} KB`,
  }),
  backing: data<Disk>('VirtualDiskFlatVer2BackingInfo', {
    fileName: diskFile,
    datastore: (disk) => reference('datastore', disk.datastore),
    backingObjectId: '',
    diskMode: 'persistent',
    split: false,
    writeThrough: false,
    thinProvisioned: (disk) => disk.thin,
    eagerlyScrub: (disk) => (disk.thin ? undefined : true),
    uuid: (disk) => `6000C29${disk.uuid.slice(7)}`,
    contentId: (disk) => disk.uuid.replaceAll('-', ''),
    digestEnabled: false,
    sharing: 'sharingNone',
  }),
  controllerKey: 1000,
  unitNumber: (disk) => disk.number,
  capacityInKB: (disk) => disk.capacityBytes / 1024,
  capacityInBytes: (disk) => disk.capacityBytes,
  shares: NORMAL_SHARES,
  storageIOAllocation: data('StorageIOAllocationInfo', { limit: -1, shares: NORMAL_SHARES, reservation: 0 }),
  diskObjectId: (disk) => `${disk.machine.index + 1}-${2000 + disk.number}`,
  nativeUnmanagedLinkedClone: false,
});

const CARD_CONNECTED = data<Card>('VirtualDeviceConnectInfo', {
  migrateConnect: 'unset',
  startConnected: true,
  allowGuestControl: true,
  connected: (card) => card.machine.isOn,
  status: (card) => (card.machine.isOn ? 'ok' : 'untried'),
});
const CARD_RESOURCES = data<unknown>('VirtualEthernetCardResourceAllocation', {
  reservation: 0,
  share: data('SharesInfo', { shares: 50, level: 'normal' }),
  limit: -1,
});

function cardOfType(type: string, backing: DataObject<Card>): DataObject<Card> {
  return data<Card>(type, {
    key: (card) => 4000 + card.number,
    deviceInfo: data<Card>('Description', {
      label: (card) => `Network adapter ${card.number + 1}`,
      summary: (card) => (card.kind === 'portgroup' ? `DVSwitch: ${switchUuidOf(card)}` : networkNameOf(card)),
    }),
    backing,
    connectable: CARD_CONNECTED,
    slotInfo: data<Card>('VirtualDevicePciBusSlotInfo', { pciSlotNumber: (card) => 192 + 32 * card.number }),
    controllerKey: 100,
    unitNumber: (card) => 7 + card.number,
    addressType: 'assigned',
    macAddress: (card) => card.macAddress,
    wakeOnLanEnabled: true,
    resourceAllocation: CARD_RESOURCES,
    uptCompatibilityEnabled: true,
  });
}

function switchUuidOf(card: Card): string {
  const { estate } = card.machine;
  return switchUuid(estate, switchOfPortgroup(datacenterOf(estate, 'portgroups', card.network), card.network));
}

const CARDS: Readonly<Record<Card['kind'], DataObject<Card>>> = {
  portgroup: cardOfType(
    'VirtualVmxnet3',
    data<Card>('VirtualEthernetCardDistributedVirtualPortBackingInfo', {
      port: data<Card>('DistributedVirtualSwitchPortConnection', {
        switchUuid: switchUuidOf,
        portgroupKey: (card) => portgroupKey(card.network),
        portKey: (card) => String((card.machine.index * 4 + card.number) % 8192),
        connectionCookie: (card) => new Dice(card.machine.estate.seed, 41, card.machine.index).roll(card.number) | 0,
      }),
    }),
  ),
  network: cardOfType(
    'VirtualE1000e',
    data<Card>('VirtualEthernetCardNetworkBackingInfo', {
      deviceName: networkNameOf,
      useAutoDetect: false,
      network: (card) => reference('network', card.network),
    }),
  ),
  opaqueNetwork: cardOfType(
    'VirtualVmxnet3',
    data<Card>('VirtualEthernetCardOpaqueNetworkBackingInfo', {
      opaqueNetworkId: (card) => opaqueNetworkName(card.machine.estate, card.network),
      opaqueNetworkType: 'nsx.LogicalSwitch',
    }),
  ),
};

/** The virtual hardware, in the order in which vCenter lists it. */
export function devicesOf(machine: MachineFacts): readonly Item[] {
  return [
    ...CONSTANT_DEVICES.map((device) => device.item(machine)),
    ...machine.disks.map((disk) => DISK.item(disk)),
    ...machine.cards.map((card) => CARDS[card.kind].item(card)),
  ];
}
