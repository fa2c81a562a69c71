import { data, type Item, list } from '../model/data-object.ts';
import type { MachineFacts } from './machine-facts.ts';
import { type Card, type Disk, networkNameOf } from './machine-hardware.ts';

const ADDRESS = data<Card>('NetIpConfigInfoIpAddress', {
  ipAddress: (card) => card.ipAddress,
  prefixLength: 24,
  state: 'preferred',
});
const LINK_LOCAL = data<Card>('NetIpConfigInfoIpAddress', {
  ipAddress: (card) => linkLocal(card),
  prefixLength: 64,
  state: 'unknown',
});

/** The IPv6 link-local address of a card. */
function linkLocal(card: Card): string {
  const [, , , fourth, fifth, sixth] = card.macAddress.split(':');
  return `fe80::250:56ff:fe${fourth}:${fifth}${sixth}`;
}

const NIC = data<Card>('GuestNicInfo', {
  network: networkNameOf,
  ipAddress: (card) => [card.ipAddress, linkLocal(card)],
  macAddress: (card) => card.macAddress,
  connected: true,
  deviceConfigId: (card) => 4000 + card.number,
  ipConfig: data<Card>('NetIpConfigInfo', {
    ipAddress: list<Card>('NetIpConfigInfoIpAddress', (card) => [ADDRESS.item(card), LINK_LOCAL.item(card)]),
  }),
});

const ROUTE = data<readonly [network: string, prefix: number, gateway: string | undefined]>(
  'NetIpRouteConfigInfoIpRoute',
  {
    network: ([network]) => network,
    prefixLength: ([, prefix]) => prefix,
    gateway: data<readonly [string, number, string | undefined]>('NetIpRouteConfigInfoGateway', {
      ipAddress: ([, , gateway]) => gateway,
      device: '0',
    }),
  },
);

const STACK = data<MachineFacts>('GuestStackInfo', {
  dnsConfig: data<MachineFacts>('NetDnsConfigInfo', {
    dhcp: false,
    hostName: (machine) => machine.guestName?.split('.', 1)[0],
    domainName: (machine) => machine.system.domain,
    ipAddress: (machine) => [`10.${machine.place.datacenter.index}.0.53`, `10.${machine.place.datacenter.index}.1.53`],
    searchDomain: (machine) => [machine.system.domain, 'example.net'],
  }),
  ipRouteConfig: data<MachineFacts>('NetIpRouteConfigInfo', {
    ipRoute: list<MachineFacts>('NetIpRouteConfigInfoIpRoute', (machine): readonly Item[] => {
      const network = `10.${machine.place.datacenter.index}.${(machine.index >> 8) & 255}`;
      return [
        ROUTE.item(['0.0.0.0', 0, `${network}.1`]),
        ROUTE.item([`${network}.0`, 24, undefined]),
        ROUTE.item(['fe80::', 64, undefined]),
        ROUTE.item(['ff00::', 8, undefined]),
      ];
    }),
  }),
});

const FILE_SYSTEM = data<Disk>('GuestDiskInfo', {
  diskPath: (disk) =>
    disk.machine.system.family === 'windowsGuest'
      ? `${'CDEF'[disk.number]}:\\`
      : ['/', '/var', '/srv', '/data'][disk.number],
  capacity: (disk) => Math.floor(disk.capacityBytes * 0.98),
  freeSpace: (disk) =>
    Math.floor((disk.capacityBytes * (100 - ((disk.machine.dice.roll(230 + disk.number) % 90) + 5))) / 100),
  filesystemType: (disk) => (disk.machine.system.family === 'windowsGuest' ? 'NTFS' : 'xfs'),
  mappings: list<Disk>('GuestInfoVirtualDiskMapping', (disk) => [MAPPING.item(disk)]),
});
const MAPPING = data<Disk>('GuestInfoVirtualDiskMapping', { key: (disk) => 2000 + disk.number });

/** What a guest field says only while the tools run. */
const running =
  <V>(value: (machine: MachineFacts) => V) =>
  (machine: MachineFacts): V | undefined =>
    machine.toolsRunning ? value(machine) : undefined;

export const toolsRunningStatus = (machine: MachineFacts): string =>
  machine.toolsRunning ? 'guestToolsRunning' : 'guestToolsNotRunning';

/** The older, combined status. */
export function toolsStatus(machine: MachineFacts): string {
  if (machine.toolsVersionStatus === 'guestToolsNotInstalled') return 'toolsNotInstalled';
  if (!machine.toolsRunning) return 'toolsNotRunning';
  return machine.toolsVersionStatus === 'guestToolsSupportedOld' ? 'toolsOld' : 'toolsOk';
}

export const GUEST = data<MachineFacts>('GuestInfo', {
  toolsStatus,
  toolsVersionStatus: (machine) => machine.toolsVersionStatus,
  toolsVersionStatus2: (machine) => machine.toolsVersionStatus,
  toolsRunningStatus,
  toolsVersion: (machine) => String(machine.toolsVersion),
  toolsInstallType: (machine) => (machine.system.unmanagedTools ? 'guestToolsTypeOpenVMTools' : 'guestToolsTypeMSI'),
  guestId: running((machine) => machine.system.id),
  guestFamily: running((machine) => machine.system.family),
  guestFullName: running((machine) => machine.system.fullName),
  hostName: (machine) => machine.guestName,
  ipAddress: (machine) => machine.ipAddress,
  net: list<MachineFacts>('GuestNicInfo', (machine) =>
    machine.toolsRunning ? machine.cards.map((card) => NIC.item(card)) : [],
  ),
  ipStack: list<MachineFacts>('GuestStackInfo', (machine) => (machine.toolsRunning ? [STACK.item(machine)] : [])),
  disk: list<MachineFacts>('GuestDiskInfo', (machine) =>
    machine.toolsRunning ? machine.disks.map((disk) => FILE_SYSTEM.item(disk)) : [],
  ),
  screen: data('GuestScreenInfo', { width: 1024, height: 768 }),
  guestState: (machine) => (machine.toolsRunning ? 'running' : 'notRunning'),
  appHeartbeatStatus: 'appStatusGray',
  guestKernelCrashed: running(() => false),
  appState: 'none',
  guestOperationsReady: (machine) => machine.toolsRunning,
  interactiveGuestOperationsReady: false,
  guestStateChangeSupported: (machine) => machine.toolsRunning,
  hwVersion: (machine) => (machine.hasConfig ? machine.version : undefined),
});
