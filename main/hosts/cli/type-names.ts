import { HeapsphereError } from '../../../shared/errors.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';

/** Short names for --types; the full names work as well. */
export const TYPE_NAMES: Readonly<Record<string, ResourceType>> = {
  datacenter: 'Datacenter',
  folder: 'Folder',
  cluster: 'ClusterComputeResource',
  compute: 'ComputeResource',
  host: 'HostSystem',
  pool: 'ResourcePool',
  vapp: 'VirtualApp',
  datastore: 'Datastore',
  pod: 'StoragePod',
  network: 'Network',
  portgroup: 'DistributedVirtualPortgroup',
  switch: 'DistributedVirtualSwitch',
  vm: 'VirtualMachine',
  template: 'Template',
};

/** What a kind is called at the terminal. */
export function nameOfType(type: ResourceType): string {
  return Object.entries(TYPE_NAMES).find(([, each]) => each === type)?.[0] ?? type;
}

/** Reads a comma separated list of kinds. Throws `usage` naming the unknown one. */
export function parseTypes(list: string): ResourceType[] {
  const types = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const type =
        TYPE_NAMES[name.toLowerCase().replace(/s$/, '')] ??
        RESOURCE_TYPES.find((each) => each.toLowerCase() === name.toLowerCase());
      if (type) return type;
      throw new HeapsphereError({
        code: 'usage',
        message: `--types: "${name}" is no kind of object.`,
        action: `Allowed: ${Object.keys(TYPE_NAMES).join(', ')}.`,
      });
    });
  if (types.length > 0) return [...new Set(types)];
  throw new HeapsphereError({
    code: 'usage',
    message: `--types: "${list}" names no kind of object.`,
    action: `Allowed: ${Object.keys(TYPE_NAMES).join(', ')}.`,
  });
}
