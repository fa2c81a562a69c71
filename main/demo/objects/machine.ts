import { reference } from '../estate/kinds.ts';
import { data, type Item, list } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { isoTime, OBSERVED_AT } from './clock.ts';
import { entityProperties, referencesTo } from './entity-facts.ts';
import { configFile, MACHINE_CONFIG, MACHINE_CPU_ALLOCATION, MACHINE_MEMORY_ALLOCATION } from './machine-config.ts';
import type { MachineFacts } from './machine-facts.ts';
import { LAYOUT_EX, SNAPSHOTS, STORAGE, snapshotReference, storageTime } from './machine-files.ts';
import { GUEST, toolsRunningStatus, toolsStatus } from './machine-guest.ts';
import type { Card } from './machine-hardware.ts';

const SUPPORTED = [
  'snapshotOperationsSupported',
  'multipleSnapshotsSupported',
  'snapshotConfigSupported',
  'poweredOffSnapshotsSupported',
  'memorySnapshotsSupported',
  'revertToSnapshotSupported',
  'quiescedSnapshotsSupported',
  'swapPlacementSupported',
  'toolsSyncTimeSupported',
  'diskSharesSupported',
  'bootOptionsSupported',
  'changeTrackingSupported',
  'multipleCoresPerSocketSupported',
  'memoryReservationLockSupported',
  'nestedHVSupported',
  'secureBootSupported',
];
const UNSUPPORTED = [
  'disableSnapshotsSupported',
  'lockSnapshotsSupported',
  'consolePreferencesSupported',
  'recordReplaySupported',
];
const CAPABILITY = data<MachineFacts>('VirtualMachineCapability', {
  ...Object.fromEntries(SUPPORTED.map((name) => [name, true])),
  ...Object.fromEntries(UNSUPPORTED.map((name) => [name, false])),
});

const FEATURES = ['cpuid.SSE42', 'cpuid.AES', 'cpuid.AVX2'];
const REQUIREMENTS: readonly Item[] = FEATURES.map((name) =>
  data('VirtualMachineFeatureRequirement', { key: name, featureName: name, value: 'Bool:Min:1' }).item(undefined),
);

const CARD_RUNTIME = data<Card>('VirtualMachineDeviceRuntimeInfo', {
  runtimeState: data('VirtualMachineDeviceRuntimeInfoVirtualEthernetCardRuntimeState', {
    vmDirectPathGen2Active: false,
    vmDirectPathGen2InactiveReasonOther: ['vmNptIncompatibleHost'],
  }),
  key: (card) => 4000 + card.number,
});

const RUNTIME = data<MachineFacts>('VirtualMachineRuntimeInfo', {
  device: list<MachineFacts>('VirtualMachineDeviceRuntimeInfo', (machine) =>
    machine.isOn ? machine.cards.map((card) => CARD_RUNTIME.item(card)) : [],
  ),
  host: (machine) => reference('host', machine.place.host),
  connectionState: (machine) => machine.connectionState,
  powerState: (machine) => machine.powerState,
  faultToleranceState: 'notConfigured',
  dasVmProtection: data<MachineFacts>('VirtualMachineRuntimeInfoDasProtectionState', { dasProtected: true }).when(
    (machine) => machine.isOn && machine.place.compute.kind === 'cluster',
  ),
  toolsInstallerMounted: false,
  bootTime: (machine) => (machine.bootedAt === undefined ? undefined : isoTime(machine.bootedAt)),
  suspendInterval: 0,
  memoryOverhead: (machine) => (machine.isOn ? 92_000_000 + machine.memoryMB * 4096 : undefined),
  maxCpuUsage: (machine) => (machine.isOn ? machine.cpus * 2600 : undefined),
  maxMemoryUsage: (machine) => (machine.isOn ? machine.memoryMB : undefined),
  numMksConnections: 0,
  recordReplayState: 'inactive',
  onlineStandby: false,
  minRequiredEVCModeKey: (machine) => (machine.isOn ? 'intel-broadwell' : undefined),
  consolidationNeeded: (machine) => machine.consolidationNeeded,
  featureRequirement: list<MachineFacts>('VirtualMachineFeatureRequirement', (machine) =>
    machine.isOn ? REQUIREMENTS : [],
  ),
  vFlashCacheAllocation: 0,
  paused: false,
  snapshotInBackground: false,
  quiescedForkParent: false,
  instantCloneFrozen: false,
});

/** Figures of a running machine; unset, not zero, when it does not run. */
const running =
  (value: (machine: MachineFacts) => number) =>
  (machine: MachineFacts): number | undefined =>
    machine.isOn ? value(machine) : undefined;

const QUICK_STATS = data<MachineFacts>('VirtualMachineQuickStats', {
  overallCpuUsage: running((machine) => machine.cpuUsage),
  overallCpuDemand: running((machine) => Math.ceil(machine.cpuUsage * 1.07)),
  guestMemoryUsage: running((machine) => machine.activeMemory),
  hostMemoryUsage: running((machine) => machine.consumedMemory),
  guestHeartbeatStatus: (machine) => (machine.toolsRunning ? 'green' : 'gray'),
  distributedCpuEntitlement: running((machine) => machine.cpuUsage),
  distributedMemoryEntitlement: running((machine) => machine.activeMemory),
  staticCpuEntitlement: running((machine) => machine.cpus * 2600),
  staticMemoryEntitlement: running((machine) => machine.memoryMB),
  grantedMemory: running((machine) => machine.memoryMB),
  privateMemory: running((machine) => machine.consumedMemory),
  sharedMemory: running((machine) => machine.memoryMB - machine.consumedMemory),
  swappedMemory: running((machine) => machine.swappedMemory),
  balloonedMemory: running((machine) => machine.balloonedMemory),
  consumedOverheadMemory: running((machine) => 40 + (machine.memoryMB >> 8)),
  ftLogBandwidth: -1,
  ftSecondaryLatency: -1,
  ftLatencyStatus: 'gray',
  compressedMemory: running((machine) => machine.swappedMemory >> 1),
  uptimeSeconds: (machine) =>
    machine.bootedAt === undefined ? undefined : Math.floor((OBSERVED_AT - machine.bootedAt) / 1000),
  ssdSwappedMemory: running(() => 0),
});

/** What a summary knows of a machine whose configuration is lost: name, kind and file. */
const configured =
  <V>(value: (machine: MachineFacts) => V) =>
  (machine: MachineFacts): V | undefined =>
    machine.hasConfig ? value(machine) : undefined;

const SUMMARY = data<MachineFacts>('VirtualMachineSummary', {
  vm: (machine) => machine.self,
  runtime: RUNTIME,
  guest: data<MachineFacts>('VirtualMachineGuestSummary', {
    guestId: (machine) => (machine.toolsRunning ? machine.system.id : undefined),
    guestFullName: (machine) => (machine.toolsRunning ? machine.system.fullName : undefined),
    toolsStatus,
    toolsVersionStatus: (machine) => machine.toolsVersionStatus,
    toolsVersionStatus2: (machine) => machine.toolsVersionStatus,
    toolsRunningStatus,
    hostName: (machine) => machine.guestName,
    ipAddress: (machine) => machine.ipAddress,
  }),
  config: data<MachineFacts>('VirtualMachineConfigSummary', {
    name: (machine) => machine.name,
    template: (machine) => machine.isTemplate,
    vmPathName: configFile,
    memorySizeMB: configured((machine) => machine.memoryMB),
    cpuReservation: configured(() => 0),
    memoryReservation: configured(() => 0),
    numCpu: configured((machine) => machine.cpus),
    numEthernetCards: configured((machine) => machine.cardCount),
    numVirtualDisks: configured((machine) => machine.diskCount),
    uuid: configured((machine) => machine.biosUuid),
    instanceUuid: configured((machine) => machine.instanceUuid),
    guestId: configured((machine) => machine.system.id),
    guestFullName: configured((machine) => machine.system.fullName),
    annotation: configured((machine) => machine.annotation),
    installBootRequired: false,
    tpmPresent: false,
    numVmiopBackings: 0,
  }),
  storage: data<MachineFacts>('VirtualMachineStorageSummary', {
    committed: (machine) => machine.committedBytes,
    uncommitted: (machine) => machine.uncommittedBytes,
    unshared: (machine) => machine.committedBytes,
    timestamp: storageTime,
  }).when((machine) => machine.hasConfig),
  quickStats: QUICK_STATS,
  overallStatus: (machine) => machine.overallStatus,
});

/** A virtual machine or template. */
export const MACHINE = new ManagedModel<MachineFacts>('VirtualMachine', {
  ...entityProperties<MachineFacts>((machine) => machine.name),
  capability: CAPABILITY,
  config: MACHINE_CONFIG.when((machine) => machine.hasConfig),
  layoutEx: LAYOUT_EX.when((machine) => machine.hasConfig),
  storage: STORAGE.when((machine) => machine.hasConfig),
  environmentBrowser: (machine) => ({ type: 'EnvironmentBrowser', id: `envbrowser-${machine.index + 1}` }),
  resourcePool: (machine) => machine.place.pool && reference(machine.place.pool.kind, machine.place.pool.index),
  parentVApp: ({ place: { pool } }) => (pool?.kind === 'vApp' ? reference('vApp', pool.index) : undefined),
  resourceConfig: data<MachineFacts>('ResourceConfigSpec', {
    entity: (machine) => machine.self,
    changeVersion: (machine) => isoTime(machine.modifiedAt),
    lastModified: (machine) => isoTime(machine.modifiedAt),
    cpuAllocation: MACHINE_CPU_ALLOCATION,
    memoryAllocation: MACHINE_MEMORY_ALLOCATION,
  }).when((machine) => machine.hasConfig),
  runtime: RUNTIME,
  guest: GUEST,
  summary: SUMMARY,
  datastore: (machine) => referencesTo('datastore', machine.datastores),
  network: (machine) => machine.networks,
  snapshot: SNAPSHOTS.when((machine) => machine.snapshotCount > 0),
  rootSnapshot: (machine) => (machine.snapshotCount > 0 ? [snapshotReference(machine, 0)] : []),
  guestHeartbeatStatus: (machine) => (machine.toolsRunning ? 'green' : 'gray'),
});
