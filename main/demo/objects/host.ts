import { reference } from '../estate/kinds.ts';
import { indexesOf, portgroupsOf } from '../estate/placement.ts';
import { data, list } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { isoTime, OBSERVED_AT } from './clock.ts';
import { entityProperties, referencesTo } from './entity-facts.ts';
import { HOST_CONFIG } from './host-config.ts';
import type { HostFacts } from './host-facts.ts';
import { HARDWARE, HEALTH, identifiersOf } from './host-hardware.ts';
import { productInfo } from './host-product.ts';

const RUNTIME = data<HostFacts>('HostRuntimeInfo', {
  connectionState: (host) => host.condition.connectionState,
  powerState: (host) => (host.isConnected ? 'poweredOn' : 'unknown'),
  standbyMode: 'none',
  inMaintenanceMode: (host) => host.condition.inMaintenanceMode,
  inQuarantineMode: false,
  bootTime: (host) => (host.bootedAt === undefined ? undefined : isoTime(host.bootedAt)),
  healthSystemRuntime: HEALTH.when((host) => host.isConnected),
  dasHostState: data<HostFacts>('ClusterDasFdmHostState', {
    state: (host) => (host.index === host.compute.hosts.first ? 'master' : 'connectedToMaster'),
  }).when((host) => host.isConnected && host.compute.kind === 'cluster'),
  hostMaxVirtualDiskCapacity: 68_169_720_922_112,
  cryptoState: 'incapable',
});

const connected =
  <V>(value: (host: HostFacts) => V) =>
  (host: HostFacts): V | undefined =>
    host.isConnected ? value(host) : undefined;

const SUMMARY = data<HostFacts>('HostListSummary', {
  host: (host) => host.self,
  hardware: data<HostFacts>('HostHardwareSummary', {
    vendor: (host) => host.model.vendor,
    model: (host) => host.model.name,
    uuid: (host) => host.uuid,
    otherIdentifyingInfo: list<HostFacts>('HostSystemIdentificationInfo', identifiersOf),
    memorySize: (host) => host.memoryBytes,
    cpuModel: (host) => host.model.cpu,
    cpuMhz: (host) => host.model.mhz,
    numCpuPkgs: (host) => host.model.sockets,
    numCpuCores: (host) => host.cores,
    numCpuThreads: (host) => host.cores * 2,
    numNics: (host) => host.nicCount,
    numHBAs: (host) => host.hbaCount,
  }),
  runtime: RUNTIME,
  config: data<HostFacts>('HostConfigSummary', {
    name: (host) => host.name,
    port: 443,
    sslThumbprint: (host) =>
      (host.dice.uuid(110) + host.dice.uuid(111))
        .replaceAll('-', '')
        .slice(0, 40)
        .toUpperCase()
        .replace(/..(?!$)/g, '$&:'),
    product: productInfo(),
    vmotionEnabled: true,
    faultToleranceEnabled: false,
  }),
  quickStats: data<HostFacts>('HostListSummaryQuickStats', {
    overallCpuUsage: connected((host) => host.cpuUsage),
    overallMemoryUsage: connected((host) => host.memoryUsage),
    distributedCpuFairness: 0,
    distributedMemoryFairness: 0,
    availablePMemCapacity: 0,
    uptime: (host) => (host.bootedAt === undefined ? undefined : Math.floor((OBSERVED_AT - host.bootedAt) / 1000)),
  }),
  overallStatus: (host) => host.overallStatus,
  rebootRequired: (host) => host.rebootRequired,
  managementServerIp: '10.0.0.10',
  maxEVCModeKey: (host) => host.model.evc,
  currentEVCModeKey: (host) =>
    host.compute.kind === 'cluster' && host.compute.index % 5 !== 4 ? host.model.evc : undefined,
});

const YES = [
  'recursiveResourcePoolsSupported',
  'cpuMemoryResourceConfigurationSupported',
  'rebootSupported',
  'shutdownSupported',
  'vmotionSupported',
  'standbySupported',
  'sanSupported',
  'nfsSupported',
  'iscsiSupported',
  'vlanTaggingSupported',
  'nicTeamingSupported',
  'maintenanceModeSupported',
  'perVmSwapFiles',
  'storageVMotionSupported',
  'vStorageCapable',
  'nestedHVSupported',
  'nfs41Supported',
  'vsanSupported',
  'cryptoSupported',
];
const NO = [
  'ipmiSupported',
  'ftSupported',
  'recordReplaySupported',
  'tpmSupported',
  'smartCardAuthenticationSupported',
  'pMemSupported',
];

/** An ESXi host. */
export const HOST = new ManagedModel<HostFacts>('HostSystem', {
  ...entityProperties<HostFacts>((host) => host.name),
  runtime: RUNTIME,
  summary: SUMMARY,
  hardware: HARDWARE.when((host) => host.isConnected),
  capability: data<HostFacts>('HostCapability', {
    ...Object.fromEntries(YES.map((name) => [name, true])),
    ...Object.fromEntries(NO.map((name) => [name, false])),
    maxSupportedVMs: 1024,
    maxRunningVMs: 1024,
    maxSupportedVcpus: 768,
    maxRegisteredVMs: 4096,
  }),
  configManager: data<HostFacts>('HostConfigManager', {
    datastoreSystem: (host) => ({ type: 'HostDatastoreSystem', id: `datastoreSystem-${host.index}` }),
    storageSystem: (host) => ({ type: 'HostStorageSystem', id: `storageSystem-${host.index}` }),
    networkSystem: (host) => ({ type: 'HostNetworkSystem', id: `networkSystem-${host.index}` }),
    serviceSystem: (host) => ({ type: 'HostServiceSystem', id: `serviceSystem-${host.index}` }),
    dateTimeSystem: (host) => ({ type: 'HostDateTimeSystem', id: `dateTimeSystem-${host.index}` }),
  }),
  config: HOST_CONFIG.when((host) => host.isConnected),
  vm: (host) => referencesTo('machine', host.machines),
  datastore: (host) => referencesTo('datastore', indexesOf(host.compute.datastores)),
  network: (host) => networksOfHost(host),
  datastoreBrowser: (host) => ({ type: 'HostDatastoreBrowser', id: `datastoreBrowser-${host.self.id}` }),
});

function networksOfHost(host: HostFacts) {
  const { datacenter, distributedSwitch } = host;
  const standard = referencesTo('network', indexesOf(datacenter.networks));
  if (distributedSwitch === undefined) return standard;
  return [
    reference('network', datacenter.networks.first),
    ...referencesTo('opaqueNetwork', indexesOf(datacenter.opaqueNetworks)),
    ...referencesTo('portgroup', indexesOf(portgroupsOf(datacenter, distributedSwitch))),
  ];
}
