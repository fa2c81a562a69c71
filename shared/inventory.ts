/** The inventory model: which kinds of objects Heapsphere shows, and the column batch in which they travel. */

/** Every kind of row, in the order a collection reads them: small infrastructure first, so that a VM's host already has a name. */
export const RESOURCE_TYPES = [
  'Datacenter',
  'Folder',
  'ClusterComputeResource',
  'ComputeResource',
  'HostSystem',
  'ResourcePool',
  'VirtualApp',
  'Datastore',
  'StoragePod',
  'Network',
  'DistributedVirtualPortgroup',
  'DistributedVirtualSwitch',
  'VirtualMachine',
  'Template',
] as const;

/** A kind of row. `Template` is a VirtualMachine whose config.template is true; all others are vSphere managed object types. */
export type ResourceType = (typeof RESOURCE_TYPES)[number];

export const RESOURCE_LABELS: Readonly<Record<ResourceType, string>> = {
  Datacenter: 'Datacenters',
  Folder: 'Folders',
  ClusterComputeResource: 'Clusters',
  ComputeResource: 'Standalone hosts',
  HostSystem: 'Hosts',
  ResourcePool: 'Resource pools',
  VirtualApp: 'vApps',
  Datastore: 'Datastores',
  StoragePod: 'Datastore clusters',
  Network: 'Networks',
  DistributedVirtualPortgroup: 'Port groups',
  DistributedVirtualSwitch: 'Distributed switches',
  VirtualMachine: 'VMs',
  Template: 'Templates',
};

/**
 * One cell. `null` means unset: vCenter did not send the property, which is never the same as 0, false or "".
 * References are "Type:moId" strings, times ISO 8601 strings, integers beyond 2^53 decimal strings;
 * with pruning off a cell may hold a whole data object as plain JSON.
 */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [field: string]: Cell };

/** Rows of one kind, column by column. Every column has exactly refs.length cells. */
export interface ColumnBatch {
  readonly type: ResourceType;
  /** "Type:moId" of each row; unique only together with the vCenter's instanceUuid. */
  readonly refs: readonly string[];
  /** Property path -> cells. */
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
}

/** Property values that a collection did not receive, added up by cause. */
export interface MissingReport {
  readonly type: ResourceType;
  /** Property path, or "*" when whole objects are missing. */
  readonly path: string;
  /** Fault type (NoPermission, InvalidProperty...) or the code of the error that ended the type early. */
  readonly reason: string;
  readonly count: number;
  /** Up to five of the objects concerned. */
  readonly refs: readonly string[];
}

/**
 * vCenter escapes exactly three characters in names; everything else is literal, so no general URL decoding.
 * Source: the `name` property of ManagedEntity in the vSphere API reference.
 */
export function displayName(raw: string): string {
  return raw.includes('%')
    ? raw.replace(/%(2f|5c|25)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw;
}
