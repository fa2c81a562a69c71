import { type Attribute, attribute, ESSENTIAL_ATTRIBUTES } from './essential-attributes.ts';
import type { ResourceType } from './inventory.ts';

/** Attributes that an operator may add: fetched for every object of the kind, so that most of them cost far more than they tell. */
const OPTIONAL_ATTRIBUTES: Readonly<Partial<Record<ResourceType, readonly Attribute[]>>> = {
  HostSystem: [
    attribute('config.dateTimeInfo.timeZone.name', 'Time zone', 'text'),
    attribute('config.network.pnic', 'Physical NICs', 'data'),
    attribute('config.storageDevice.hostBusAdapter', 'Host bus adapters', 'data'),
  ],
  Datastore: [attribute('info', 'Backing', 'data'), attribute('host', 'Mounts', 'data')],
  DistributedVirtualPortgroup: [attribute('config.defaultPortConfig', 'Port defaults', 'data')],
  // Templates keep it as an essential one.
  VirtualMachine: [attribute('config.changeVersion', 'Change version', 'text'), ...machineOptions()],
  Template: machineOptions(),
};

function machineOptions(): readonly Attribute[] {
  return [
    attribute('config.firmware', 'Firmware', 'text'),
    attribute('config.bootOptions.efiSecureBootEnabled', 'Secure boot', 'boolean'),
    attribute('config.changeTrackingEnabled', 'Change tracking', 'boolean'),
    attribute('config.cpuHotAddEnabled', 'CPU hot add', 'boolean'),
    attribute('config.memoryHotAddEnabled', 'Memory hot add', 'boolean'),
    attribute('config.createDate', 'Created', 'time', { since: '6.7' }),
    attribute('config.managedBy.extensionKey', 'Managed by', 'text'),
    attribute('config.managedBy.type', 'Managed as', 'text'),
    attribute('config.tools.toolsUpgradePolicy', 'Tools upgrade', 'text'),
    attribute('config.tools.syncTimeWithHost', 'Time sync', 'boolean'),
    attribute('config.cpuAllocation.reservation', 'CPU reservation', 'integer', { unit: 'MHz' }),
    attribute('config.cpuAllocation.limit', 'CPU limit', 'integer', { unit: 'MHz' }),
    attribute('config.cpuAllocation.shares.shares', 'CPU shares', 'integer'),
    attribute('config.cpuAllocation.shares.level', 'CPU share level', 'enum'),
    attribute('config.memoryAllocation.reservation', 'Memory reservation', 'integer', { unit: 'MB' }),
    attribute('config.memoryAllocation.limit', 'Memory limit', 'integer', { unit: 'MB' }),
    attribute('config.memoryAllocation.shares.shares', 'Memory shares', 'integer'),
    attribute('config.memoryAllocation.shares.level', 'Memory share level', 'enum'),
    attribute('runtime.maxCpuUsage', 'CPU at most', 'integer', { unit: 'MHz' }),
    attribute('runtime.maxMemoryUsage', 'Memory at most', 'integer', { unit: 'MB' }),
    attribute('guest.guestFullName', 'Guest OS by tools', 'text'),
    attribute('guest.guestState', 'Guest state', 'enum'),
    attribute('guest.toolsStatus', 'Tools status', 'enum'),
    attribute('guest.toolsVersion', 'Tools build', 'text'),
    attribute('snapshot.rootSnapshotList', 'Snapshots', 'data'),
    attribute('guest.net', 'Guest NICs', 'data'),
    attribute('guest.disk', 'Guest disks', 'data'),
    attribute('config.hardware.device', 'Devices', 'data'),
    attribute('layoutEx.file', 'Files', 'data'),
    attribute('config.extraConfig', 'Advanced settings', 'data'),
  ];
}

/** Which attributes a pruned collection keeps, by kind; a kind that is absent keeps its essential ones. */
export type AttributeSelection = Readonly<Partial<Record<ResourceType, readonly string[]>>>;

/** Everything that can be kept of a kind: the essential attributes, then the optional ones. */
export function availableAttributes(type: ResourceType): readonly Attribute[] {
  return [...ESSENTIAL_ATTRIBUTES[type], ...(OPTIONAL_ATTRIBUTES[type] ?? [])];
}

/** Paths a selection cannot leave out: the name, and what divides VMs from templates. */
export function isRequired(type: ResourceType, path: string): boolean {
  return path === 'name' || (path === 'config.template' && (type === 'VirtualMachine' || type === 'Template'));
}

/** What is kept of a kind, in the order of the catalogue. */
export function selectedAttributes(type: ResourceType, selection: AttributeSelection): readonly Attribute[] {
  const paths = selection[type];
  if (paths === undefined) return ESSENTIAL_ATTRIBUTES[type];
  const wanted = new Set(paths);
  return availableAttributes(type).filter(({ path }) => wanted.has(path) || isRequired(type, path));
}

/** How dear a property is to vCenter and to the wire. */
export const COST_CLASSES = ['cheap', 'medium', 'expensive', 'very expensive'] as const;
export type CostClass = (typeof COST_CLASSES)[number];

/** Prefixes of paths that are not cheap. Cached scalars of vCenter are; arrays and what hosts must be asked for are not. */
const COSTS: readonly (readonly [types: readonly ResourceType[], prefix: string, cost: CostClass])[] = [
  [['VirtualMachine', 'Template'], 'config.hardware.device', 'expensive'],
  [['VirtualMachine', 'Template'], 'config.extraConfig', 'expensive'],
  [['VirtualMachine', 'Template'], 'layoutEx', 'expensive'],
  [['VirtualMachine', 'Template'], 'guest.net', 'expensive'],
  [['VirtualMachine', 'Template'], 'guest.disk', 'expensive'],
  [['VirtualMachine', 'Template'], 'guest.', 'medium'],
  [['VirtualMachine', 'Template'], 'snapshot', 'medium'],
  [['VirtualMachine', 'Template'], 'summary.storage', 'medium'],
  [['VirtualMachine', 'Template'], 'datastore', 'medium'],
  [['VirtualMachine', 'Template'], 'network', 'medium'],
  [['HostSystem'], 'config.', 'very expensive'],
  [['Datastore'], 'host', 'expensive'],
  [['Datastore'], 'info', 'medium'],
  [['DistributedVirtualPortgroup'], 'config.defaultPortConfig', 'medium'],
];

export function costOf(type: ResourceType, path: string): CostClass {
  return COSTS.find(([types, prefix]) => types.includes(type) && path.startsWith(prefix))?.[2] ?? 'cheap';
}

/**
 * Bytes of column JSON that an attribute adds to an object, as the demo estate has them; real estates differ, and a
 * collection measures its own. Data objects are listed one by one, everything else goes by its kind.
 */
const DATA_BYTES: Readonly<Record<string, number>> = {
  'config.network.pnic': 1100,
  'config.storageDevice.hostBusAdapter': 700,
  info: 500,
  host: 1500,
  'config.defaultPortConfig': 1400,
  'snapshot.rootSnapshotList': 80,
  'guest.net': 330,
  'guest.disk': 160,
  'config.hardware.device': 6500,
  'layoutEx.file': 1900,
  'config.extraConfig': 1200,
};
const KIND_BYTES: Readonly<Record<Attribute['kind'], number>> = {
  text: 20,
  integer: 6,
  boolean: 6,
  time: 27,
  enum: 13,
  ref: 24,
  refs: 50,
  texts: 30,
  data: 1000,
};

/** Bytes of column JSON per object that keeping an attribute is expected to cost. */
export function estimatedBytes({ path, kind }: Attribute): number {
  return DATA_BYTES[path] ?? (/(^|\.)(uuid|instanceUuid)$/i.test(path) ? 39 : KIND_BYTES[kind]);
}

/** Whether a value moves by itself all the time, so that its change says nothing about the object. */
export function isVolatile(path: string): boolean {
  return /^summary\.(quickStats|storage|freeSpace|uncommitted)|^overallStatus$/.test(path);
}
