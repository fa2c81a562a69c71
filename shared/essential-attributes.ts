import type { ResourceType } from './inventory.ts';

/** How a cell is to be read; decides alignment, formatting and sorting. `data` is a whole data object or a list of them. */
export type AttributeKind = 'text' | 'integer' | 'boolean' | 'time' | 'enum' | 'ref' | 'refs' | 'texts' | 'data';
/** Unit on the wire. vSphere mixes bytes and MB within one object; both are binary multiples. */
export type AttributeUnit = 'bytes' | 'MB' | 'MHz' | 's';

/** One property that a collection keeps. */
export interface Attribute {
  /** Property path as the API names it; also the column's name. */
  readonly path: string;
  readonly kind: AttributeKind;
  readonly unit?: AttributeUnit;
  /** Column heading. */
  readonly label: string;
  /** Path to ask for when the leaf itself cannot be asked for (fields of a subclass); the leaf is then picked locally. */
  readonly fetch?: string;
  /** Lowest API version that knows the property, for example "7.0". */
  readonly since?: string;
  /** Longest text kept, in characters; the rest is cut and marked with an ellipsis. */
  readonly maxLength?: number;
}

export function attribute(path: string, label: string, kind: AttributeKind, more: Partial<Attribute> = {}): Attribute {
  return { path, label, kind, ...more };
}
const text = (path: string, label: string, more?: Partial<Attribute>) => attribute(path, label, 'text', more);
const choice = (path: string, label: string, more?: Partial<Attribute>) => attribute(path, label, 'enum', more);
const count = (path: string, label: string, more?: Partial<Attribute>) => attribute(path, label, 'integer', more);
const bytes = (path: string, label: string) => attribute(path, label, 'integer', { unit: 'bytes' });
const megabytes = (path: string, label: string) => attribute(path, label, 'integer', { unit: 'MB' });
const megahertz = (path: string, label: string) => attribute(path, label, 'integer', { unit: 'MHz' });
const seconds = (path: string, label: string) => attribute(path, label, 'integer', { unit: 's' });
const flag = (path: string, label: string, more?: Partial<Attribute>) => attribute(path, label, 'boolean', more);
const time = (path: string, label: string) => attribute(path, label, 'time');
const ref = (path: string, label: string) => attribute(path, label, 'ref');
const refs = (path: string, label: string) => attribute(path, label, 'refs');

const ENTITY = [text('name', 'Name'), ref('parent', 'Parent'), choice('overallStatus', 'Status')];

const COMPUTE = [
  megahertz('summary.totalCpu', 'CPU total'),
  megahertz('summary.effectiveCpu', 'CPU effective'),
  bytes('summary.totalMemory', 'Memory total'),
  // The same object counts total memory in bytes and effective memory in MB.
  megabytes('summary.effectiveMemory', 'Memory effective'),
  count('summary.numCpuCores', 'Cores'),
  count('summary.numCpuThreads', 'Threads'),
  count('summary.numHosts', 'Hosts'),
  count('summary.numEffectiveHosts', 'Hosts effective'),
  ref('resourcePool', 'Root pool'),
];

const POOL = [
  ref('owner', 'Owner'),
  megahertz('config.cpuAllocation.reservation', 'CPU reservation'),
  megahertz('config.cpuAllocation.limit', 'CPU limit'),
  flag('config.cpuAllocation.expandableReservation', 'CPU expandable'),
  count('config.cpuAllocation.shares.shares', 'CPU shares'),
  choice('config.cpuAllocation.shares.level', 'CPU share level'),
  megabytes('config.memoryAllocation.reservation', 'Memory reservation'),
  megabytes('config.memoryAllocation.limit', 'Memory limit'),
  flag('config.memoryAllocation.expandableReservation', 'Memory expandable'),
  count('config.memoryAllocation.shares.shares', 'Memory shares'),
  choice('config.memoryAllocation.shares.level', 'Memory share level'),
  megahertz('summary.quickStats.overallCpuUsage', 'CPU used'),
  megabytes('summary.quickStats.guestMemoryUsage', 'Guest memory'),
  megabytes('summary.quickStats.hostMemoryUsage', 'Host memory'),
  megabytes('summary.quickStats.balloonedMemory', 'Ballooned'),
  megabytes('summary.quickStats.swappedMemory', 'Swapped'),
];

const VM_CONFIGURATION = [
  choice('runtime.powerState', 'Power'),
  flag('config.template', 'Template'),
  count('config.hardware.numCPU', 'vCPUs'),
  count('config.hardware.numCoresPerSocket', 'Cores per socket'),
  megabytes('config.hardware.memoryMB', 'Memory'),
  text('config.guestFullName', 'Guest OS'),
  text('config.guestId', 'Guest id'),
  text('config.version', 'Hardware version'),
  text('config.uuid', 'BIOS UUID'),
  text('config.instanceUuid', 'Instance UUID'),
  choice('runtime.connectionState', 'Connection'),
  ref('runtime.host', 'Host'),
  time('runtime.bootTime', 'Booted'),
  flag('runtime.consolidationNeeded', 'Needs consolidation'),
  ref('resourcePool', 'Resource pool'),
  ref('parentVApp', 'vApp'),
  refs('datastore', 'Datastores'),
  refs('network', 'Networks'),
  text('guest.hostName', 'Guest name'),
  text('guest.ipAddress', 'IP address'),
  choice('guest.toolsRunningStatus', 'Tools'),
  choice('guest.toolsVersionStatus2', 'Tools version'),
  count('summary.config.numVirtualDisks', 'Disks'),
  count('summary.config.numEthernetCards', 'NICs'),
  text('summary.config.vmPathName', 'VM file'),
  text('summary.config.annotation', 'Notes', { maxLength: 1024 }),
  bytes('summary.storage.committed', 'Storage used'),
  bytes('summary.storage.uncommitted', 'Storage uncommitted'),
  bytes('summary.storage.unshared', 'Storage unshared'),
  time('summary.storage.timestamp', 'Storage as of'),
];

const VM_QUICK_STATS = [
  megahertz('summary.quickStats.overallCpuUsage', 'CPU used'),
  megabytes('summary.quickStats.guestMemoryUsage', 'Memory active'),
  megabytes('summary.quickStats.hostMemoryUsage', 'Memory consumed'),
  megabytes('summary.quickStats.balloonedMemory', 'Ballooned'),
  megabytes('summary.quickStats.swappedMemory', 'Swapped'),
  seconds('summary.quickStats.uptimeSeconds', 'Uptime'),
];

/**
 * What a pruned collection keeps of each kind of object, in column order. Units follow the vSphere API reference.
 * Expensive arrays (devices, disks, back references) are left out on purpose: they cost O(estate) bytes on every page.
 */
export const ESSENTIAL_ATTRIBUTES: Readonly<Record<ResourceType, readonly Attribute[]>> = {
  Datacenter: [
    ...ENTITY,
    ref('vmFolder', 'VM folder'),
    ref('hostFolder', 'Host folder'),
    ref('datastoreFolder', 'Datastore folder'),
    ref('networkFolder', 'Network folder'),
  ],
  Folder: [...ENTITY, attribute('childType', 'Holds', 'texts')],
  ClusterComputeResource: [
    ...ENTITY,
    ...COMPUTE,
    flag('configuration.dasConfig.enabled', 'HA'),
    flag('configuration.drsConfig.enabled', 'DRS'),
    choice('configuration.drsConfig.defaultVmBehavior', 'DRS mode'),
  ],
  ComputeResource: [...ENTITY, ...COMPUTE],
  HostSystem: [
    ...ENTITY,
    choice('runtime.connectionState', 'Connection'),
    choice('runtime.powerState', 'Power'),
    flag('runtime.inMaintenanceMode', 'Maintenance'),
    time('runtime.bootTime', 'Booted'),
    text('summary.hardware.vendor', 'Vendor'),
    text('summary.hardware.model', 'Model'),
    text('summary.hardware.uuid', 'UUID'),
    text('summary.hardware.cpuModel', 'CPU model'),
    megahertz('summary.hardware.cpuMhz', 'CPU clock'),
    count('summary.hardware.numCpuPkgs', 'Sockets'),
    count('summary.hardware.numCpuCores', 'Cores'),
    count('summary.hardware.numCpuThreads', 'Threads'),
    count('summary.hardware.numNics', 'NICs'),
    count('summary.hardware.numHBAs', 'HBAs'),
    bytes('summary.hardware.memorySize', 'Memory'),
    text('summary.config.product.version', 'ESXi version'),
    text('summary.config.product.build', 'Build'),
    megahertz('summary.quickStats.overallCpuUsage', 'CPU used'),
    megabytes('summary.quickStats.overallMemoryUsage', 'Memory used'),
    seconds('summary.quickStats.uptime', 'Uptime'),
    flag('summary.rebootRequired', 'Reboot required'),
    text('summary.currentEVCModeKey', 'EVC mode'),
  ],
  ResourcePool: [...ENTITY, ...POOL],
  VirtualApp: [...ENTITY, ...POOL, ref('parentFolder', 'Folder'), ref('parentVApp', 'Parent vApp')],
  Datastore: [
    ...ENTITY,
    choice('summary.type', 'Type'),
    bytes('summary.capacity', 'Capacity'),
    bytes('summary.freeSpace', 'Free'),
    bytes('summary.uncommitted', 'Uncommitted'),
    flag('summary.accessible', 'Accessible'),
    flag('summary.multipleHostAccess', 'Shared'),
    choice('summary.maintenanceMode', 'Maintenance'),
    text('summary.url', 'URL'),
  ],
  StoragePod: [
    ...ENTITY,
    bytes('summary.capacity', 'Capacity'),
    bytes('summary.freeSpace', 'Free'),
    flag('podStorageDrsEntry.storageDrsConfig.podConfig.enabled', 'Storage DRS'),
  ],
  Network: [
    ...ENTITY,
    // Opaque networks keep id and type in a subclass of the summary, which servers refuse to read by path.
    flag('summary.accessible', 'Accessible', { fetch: 'summary' }),
    text('summary.ipPoolName', 'IP pool', { fetch: 'summary' }),
    text('summary.opaqueNetworkId', 'Opaque id', { fetch: 'summary' }),
    text('summary.opaqueNetworkType', 'Opaque type', { fetch: 'summary' }),
  ],
  DistributedVirtualPortgroup: [
    ...ENTITY,
    text('key', 'Key'),
    ref('config.distributedVirtualSwitch', 'Switch'),
    count('config.numPorts', 'Ports'),
    choice('config.type', 'Binding'),
    flag('config.uplink', 'Uplink', { since: '6.5' }),
    choice('config.backingType', 'Backing', { since: '7.0' }),
    text('config.segmentId', 'Segment', { since: '7.0' }),
  ],
  DistributedVirtualSwitch: [
    ...ENTITY,
    text('uuid', 'UUID'),
    text('summary.productInfo.version', 'Version'),
    count('summary.numPorts', 'Ports'),
    count('summary.numHosts', 'Hosts'),
  ],
  VirtualMachine: [...ENTITY, ...VM_CONFIGURATION, ...VM_QUICK_STATS],
  Template: [
    ...ENTITY,
    ...VM_CONFIGURATION,
    time('config.modified', 'Modified'),
    text('config.changeVersion', 'Change version'),
  ],
};
