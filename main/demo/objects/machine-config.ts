import { datastoreName, datastoreUrl } from '../estate/infrastructure-names.ts';
import { data, type Item, list } from '../model/data-object.ts';
import { isoTime } from './clock.ts';
import { devicesOf } from './machine-devices.ts';
import type { MachineFacts } from './machine-facts.ts';

/** Path of the configuration file. */
export function configFile(machine: MachineFacts): string {
  return `${machine.directory}/${machine.fileName}.vmx`;
}

export const MACHINE_CPU_ALLOCATION = data<MachineFacts>('ResourceAllocationInfo', {
  reservation: 0,
  expandableReservation: false,
  limit: -1,
  shares: data<MachineFacts>('SharesInfo', { shares: (machine) => 1000 * machine.cpus, level: 'normal' }),
});
export const MACHINE_MEMORY_ALLOCATION = data<MachineFacts>('ResourceAllocationInfo', {
  reservation: 0,
  expandableReservation: false,
  limit: -1,
  shares: data<MachineFacts>('SharesInfo', { shares: (machine) => 10 * machine.memoryMB, level: 'normal' }),
});

const FILES = data<MachineFacts>('VirtualMachineFileInfo', {
  vmPathName: configFile,
  snapshotDirectory: (machine) => `${machine.directory}/`,
  suspendDirectory: (machine) => `${machine.directory}/`,
  logDirectory: (machine) => `${machine.directory}/`,
});
const TOOLS = data<MachineFacts>('ToolsConfigInfo', {
  toolsVersion: (machine) => machine.toolsVersion,
  toolsInstallType: (machine) => (machine.system.unmanagedTools ? 'guestToolsTypeOpenVMTools' : 'guestToolsTypeMSI'),
  afterPowerOn: true,
  afterResume: true,
  beforeGuestStandby: true,
  beforeGuestShutdown: true,
  toolsUpgradePolicy: 'manual',
  syncTimeWithHostAllowed: true,
  syncTimeWithHost: false,
  lastInstallInfo: data('ToolsConfigInfoToolsLastInstallInfo', { counter: 1 }),
});
const FLAGS = data<unknown>('VirtualMachineFlagInfo', {
  disableAcceleration: false,
  enableLogging: true,
  useToe: false,
  runWithDebugInfo: false,
  monitorType: 'release',
  htSharing: 'any',
  snapshotDisabled: false,
  snapshotLocked: false,
  diskUuidEnabled: false,
  virtualMmuUsage: 'automatic',
  virtualExecUsage: 'hvAuto',
  snapshotPowerOffBehavior: 'powerOff',
  recordReplayEnabled: false,
  faultToleranceType: 'unset',
  cbrcCacheEnabled: false,
  vvtdEnabled: false,
  vbsEnabled: false,
});
const BOOT_OPTIONS = data<MachineFacts>('VirtualMachineBootOptions', {
  bootDelay: 0,
  enterBIOSSetup: false,
  efiSecureBootEnabled: (machine) => machine.system.firmware === 'efi' && machine.dice.chance(210, 500),
  bootRetryEnabled: false,
  bootRetryDelay: 10_000,
  networkBootProtocol: 'ipv4',
});

const option = (key: string, value: string): Item => data('OptionValue', { key, value }).item(undefined);
const CONSTANT_OPTIONS: readonly Item[] = [
  ['svga.present', 'TRUE'],
  ['pciBridge0.present', 'TRUE'],
  ['sched.cpu.latencySensitivity', 'normal'],
  ['disk.EnableUUID', 'TRUE'],
  ['scsi0.pciSlotNumber', '160'],
].map(([key = '', value = '']) => option(key, value));

const OPTION = data<readonly [key: string, value: string]>('OptionValue', {
  key: ([key]) => key,
  value: ([, value]) => value,
});

function optionsOf(machine: MachineFacts): readonly Item[] {
  const varying: readonly (readonly [string, string])[] = [
    ['nvram', `${machine.fileName}.nvram`],
    [
      'sched.swap.derivedName',
      `/vmfs/volumes/${machine.dice.uuid(220)}/${machine.fileName}/${machine.fileName}-${machine.dice.roll(221)}.vswp`,
    ],
    ['guestinfo.appInfo', `{"version":"1","updateCounter":"${machine.dice.below(222, 9000)}"}`],
    ['vmware.tools.internalversion', machine.isOn ? String(machine.toolsVersion) : '0'],
  ];
  return [...CONSTANT_OPTIONS, ...varying.map((pair) => OPTION.item(pair))];
}

const URL_PAIR = data<readonly [name: string, url: string]>('VirtualMachineConfigInfoDatastoreUrlPair', {
  name: ([name]) => name,
  url: ([, url]) => url,
});

/** The whole configuration. */
export const MACHINE_CONFIG = data<MachineFacts>('VirtualMachineConfigInfo', {
  changeVersion: (machine) => isoTime(machine.modifiedAt),
  modified: (machine) => isoTime(machine.modifiedAt),
  name: (machine) => machine.name,
  guestFullName: (machine) => machine.system.fullName,
  version: (machine) => machine.version,
  uuid: (machine) => machine.biosUuid,
  createDate: (machine) => isoTime(machine.createdAt),
  instanceUuid: (machine) => machine.instanceUuid,
  npivTemporaryDisabled: true,
  template: (machine) => machine.isTemplate,
  guestId: (machine) => machine.system.id,
  alternateGuestName: (machine) => machine.system.fullName,
  annotation: (machine) => machine.annotation,
  files: FILES,
  tools: TOOLS,
  flags: FLAGS,
  hardware: data<MachineFacts>('VirtualHardware', {
    numCPU: (machine) => machine.cpus,
    numCoresPerSocket: (machine) => machine.coresPerSocket,
    memoryMB: (machine) => machine.memoryMB,
    virtualICH7MPresent: false,
    virtualSMCPresent: false,
    device: list<MachineFacts>('VirtualDevice', devicesOf),
  }),
  cpuAllocation: MACHINE_CPU_ALLOCATION,
  memoryAllocation: MACHINE_MEMORY_ALLOCATION,
  latencySensitivity: data('LatencySensitivity', { level: 'normal' }),
  memoryHotAddEnabled: (machine) => machine.dice.chance(211, 400),
  cpuHotAddEnabled: (machine) => machine.dice.chance(212, 400),
  cpuHotRemoveEnabled: false,
  hotPlugMemoryLimit: (machine) => machine.memoryMB * 16,
  hotPlugMemoryIncrementSize: 1024,
  cpuAffinity: data('VirtualMachineAffinityInfo', {}),
  memoryAffinity: data('VirtualMachineAffinityInfo', {}),
  extraConfig: list<MachineFacts>('OptionValue', optionsOf),
  datastoreUrl: list<MachineFacts>('VirtualMachineConfigInfoDatastoreUrlPair', (machine) =>
    machine.datastores.map((index) =>
      URL_PAIR.item([datastoreName(machine.estate, index), datastoreUrl(machine.estate, index).slice(5)]),
    ),
  ),
  swapPlacement: 'inherit',
  bootOptions: BOOT_OPTIONS,
  vAssertsEnabled: false,
  changeTrackingEnabled: (machine) => machine.dice.chance(213, 700),
  firmware: (machine) => machine.system.firmware,
  maxMksConnections: 40,
  guestAutoLockEnabled: true,
  memoryReservationLockedToMax: false,
  initialOverhead: data<MachineFacts>('VirtualMachineConfigInfoOverheadInfo', {
    initialMemoryReservation: (machine) => 214_446_080 + machine.memoryMB * 1024,
    initialSwapReservation: 1_192_886_272,
  }),
  nestedHVEnabled: false,
  vPMCEnabled: false,
  scheduledHardwareUpgradeInfo: data('ScheduledHardwareUpgradeInfo', {
    upgradePolicy: 'never',
    scheduledHardwareUpgradeStatus: 'none',
  }),
  vFlashCacheReservation: 0,
  vmxConfigChecksum: (machine) => Buffer.from(machine.dice.uuid(214).slice(0, 20), 'latin1').toString('base64'),
  messageBusTunnelEnabled: false,
  guestIntegrityInfo: data('VirtualMachineGuestIntegrityInfo', { enabled: false }),
  migrateEncryption: 'opportunistic',
});
