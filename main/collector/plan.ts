import { type AttributeSelection, selectedAttributes } from '../../shared/attribute-selection.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import type { ResourceQuery } from '../vsphere/stream-resources.ts';
import { ACCESSIBLE, needsAccess } from './lost-datastore.ts';

/** How one view of the estate is read: one managed object type, giving rows of one or two kinds. */
export interface TypePlan extends ResourceQuery {
  /** Kinds of rows it yields; VirtualMachine yields VMs and templates. Its excludes have a plan of their own. */
  readonly kinds: readonly ResourceType[];
}

/** Views return subclasses too; those that have a plan of their own are left to it. */
const SUBCLASSES: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  Folder: ['StoragePod'],
  ComputeResource: ['ClusterComputeResource'],
  ResourcePool: ['VirtualApp'],
  Network: ['DistributedVirtualPortgroup'],
};

export interface PlanOptions {
  /** Selected attributes only; off asks for all properties. */
  readonly pruning: boolean;
  readonly attributes: AttributeSelection;
  /** Kinds wanted; undefined: all. */
  readonly types?: readonly ResourceType[];
  /** Whether the server's API version knows an attribute. */
  readonly knows: (attribute: Attribute) => boolean;
}

/** What to read, in order. */
export function planCollection(options: PlanOptions): TypePlan[] {
  const wanted = new Set(options.types ?? RESOURCE_TYPES);
  const plans: TypePlan[] = [];
  for (const kind of RESOURCE_TYPES) {
    if (kind === 'Template') continue;
    const kinds = (kind === 'VirtualMachine' ? (['VirtualMachine', 'Template'] as const) : [kind]).filter((each) =>
      wanted.has(each),
    );
    if (kinds.length === 0) continue;
    plans.push({
      managedType: kind,
      kinds,
      paths: options.pruning ? selectedPaths(kinds, options) : undefined,
      excludes: SUBCLASSES[kind] ?? [],
    });
  }
  return plans;
}

function selectedPaths(kinds: readonly ResourceType[], { attributes, knows }: PlanOptions): string[] {
  const paths = new Set<string>();
  for (const kind of kinds) {
    for (const attribute of selectedAttributes(kind, attributes)) {
      if (!knows(attribute)) continue;
      paths.add(attribute.fetch ?? attribute.path);
      if (needsAccess(kind, attribute.path)) paths.add(ACCESSIBLE);
    }
  }
  return [...paths];
}
