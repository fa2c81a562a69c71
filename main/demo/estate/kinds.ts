/** A kind of object of the demo estate: its vSphere type and how its managed object ids are spelt. */
interface KindInfo {
  readonly type: string;
  readonly prefix: string;
  /** Number of the object with index 0; ids do not start at zero in a real estate either. */
  readonly first: number;
}

/** Every kind, in the order in which a view lists them. Folders differ by what they hold, as their ids do in vCenter. */
export const KINDS = {
  datacenterFolder: { type: 'Folder', prefix: 'group-d', first: 1 },
  datacenter: { type: 'Datacenter', prefix: 'datacenter-', first: 3 },
  vmFolder: { type: 'Folder', prefix: 'group-v', first: 4 },
  hostFolder: { type: 'Folder', prefix: 'group-h', first: 5 },
  datastoreFolder: { type: 'Folder', prefix: 'group-s', first: 6 },
  networkFolder: { type: 'Folder', prefix: 'group-n', first: 7 },
  storagePod: { type: 'StoragePod', prefix: 'group-p', first: 9001 },
  cluster: { type: 'ClusterComputeResource', prefix: 'domain-c', first: 8 },
  standalone: { type: 'ComputeResource', prefix: 'domain-s', first: 27 },
  host: { type: 'HostSystem', prefix: 'host-', first: 12 },
  pool: { type: 'ResourcePool', prefix: 'resgroup-', first: 9 },
  vApp: { type: 'VirtualApp', prefix: 'resgroup-v', first: 301 },
  datastore: { type: 'Datastore', prefix: 'datastore-', first: 11 },
  network: { type: 'Network', prefix: 'network-', first: 18 },
  opaqueNetwork: { type: 'OpaqueNetwork', prefix: 'network-o', first: 2001 },
  distributedSwitch: { type: 'VmwareDistributedVirtualSwitch', prefix: 'dvs-', first: 20 },
  portgroup: { type: 'DistributedVirtualPortgroup', prefix: 'dvportgroup-', first: 21 },
  machine: { type: 'VirtualMachine', prefix: 'vm-', first: 1001 },
} as const satisfies Readonly<Record<string, KindInfo>>;

export type Kind = keyof typeof KINDS;
export const ALL_KINDS = Object.keys(KINDS) as readonly Kind[];

/** One object of the estate: everything else about it is computed from these two. */
export interface Entity {
  readonly kind: Kind;
  readonly index: number;
}

/** A managed object reference as it travels. */
export interface Reference {
  readonly type: string;
  readonly id: string;
}

const SUPERTYPES: Readonly<Record<string, readonly string[]>> = {
  Folder: [],
  StoragePod: ['Folder'],
  Datacenter: [],
  ComputeResource: [],
  ClusterComputeResource: ['ComputeResource'],
  HostSystem: [],
  ResourcePool: [],
  VirtualApp: ['ResourcePool'],
  VirtualMachine: [],
  Datastore: [],
  Network: [],
  OpaqueNetwork: ['Network'],
  DistributedVirtualPortgroup: ['Network'],
  DistributedVirtualSwitch: [],
  VmwareDistributedVirtualSwitch: ['DistributedVirtualSwitch'],
};
const ROOT_TYPES = ['ManagedEntity', 'ExtensibleManagedObject'];

/** Whether a name is one of the inventory types, abstract ones included. */
export function isInventoryType(type: string): boolean {
  return Object.hasOwn(SUPERTYPES, type) || ROOT_TYPES.includes(type);
}

/** Whether objects of `type` also are objects of `base`. */
export function isSubtype(type: string, base: string): boolean {
  return type === base || ROOT_TYPES.includes(base) || (SUPERTYPES[type]?.includes(base) ?? false);
}

/** The kinds whose objects are of the type or of a subtype of it. */
export function kindsOf(type: string): readonly Kind[] {
  return ALL_KINDS.filter((kind) => isSubtype(KINDS[kind].type, type));
}

export function reference(kind: Kind, index: number): Reference {
  const info = KINDS[kind];
  return { type: info.type, id: info.prefix + (info.first + index) };
}

const KIND_BY_PREFIX: ReadonlyMap<string, Kind> = new Map(ALL_KINDS.map((kind) => [KINDS[kind].prefix, kind]));

/** Reads a managed object id. Undefined for ids that this scheme never gives out; the index may still be too large. */
export function parseId(id: string): Entity | undefined {
  const match = /^([a-z]+-[a-z]?)([1-9][0-9]{0,8})$/.exec(id);
  const kind = match && KIND_BY_PREFIX.get(match[1] ?? '');
  if (!kind) return undefined;
  const index = Number(match[2]) - KINDS[kind].first;
  return index < 0 ? undefined : { kind, index };
}
