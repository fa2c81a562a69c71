import { HIERARCHY_ROOT, type HierarchyNode, type HierarchyView, type NodeState } from '../../shared/hierarchy-view.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { LoadedBranch } from './branch.ts';
import { stateOf } from './node-of.ts';

/** Changed objects that are kept in mind; what was read before the oldest of them counts as outdated once there are more. */
const MOST_OBJECTS = 5000;

/** What is heard of a vCenter's objects: rows that are new or different, objects that are gone, and containers that no tree shows. */
export interface HeardChanges {
  readonly rows: readonly ColumnBatch[];
  readonly left: readonly { readonly type: ResourceType; readonly refs: readonly string[] }[];
  /** Each with the object that what is in it stands below. */
  readonly inside: readonly (readonly [hidden: string, shown: string])[];
}

/** What a changed object is now, as far as a tree shows it. */
interface ChangedObject {
  readonly at: number;
  /** Undefined when it is gone. */
  readonly kind: ResourceType | undefined;
  readonly name: Cell | undefined;
  /** Undefined where it is not known. */
  readonly state: NodeState | undefined;
  /** What it lies directly below in each view, where that is known. */
  readonly places: Readonly<Partial<Record<HierarchyView, readonly string[]>>>;
}

/** Where a kind of object lies: the columns that name what it is below, by view. */
const PLACES: Readonly<Partial<Record<ResourceType, Readonly<Partial<Record<HierarchyView, readonly string[]>>>>>> = {
  Datacenter: { hosts: ['parent'], machines: ['parent'], storage: ['parent'], networks: ['parent'] },
  Folder: { hosts: ['parent'], machines: ['parent'], storage: ['parent'], networks: ['parent'] },
  ClusterComputeResource: { hosts: ['parent'] },
  ComputeResource: { hosts: ['parent'] },
  HostSystem: { hosts: ['parent'] },
  ResourcePool: { hosts: ['parent'] },
  VirtualApp: { hosts: ['parent'], machines: ['parentFolder'] },
  VirtualMachine: { hosts: ['resourcePool', 'runtime.host'], machines: ['parent'] },
  Template: { hosts: ['runtime.host'], machines: ['parent'] },
  Datastore: { storage: ['parent'] },
  StoragePod: { storage: ['parent'] },
  Network: { networks: ['parent'] },
  DistributedVirtualPortgroup: { networks: ['config.distributedVirtualSwitch'] },
  DistributedVirtualSwitch: { networks: ['parent'] },
};

/** What a state is made of; without one of these it is not known. */
const STATE_PATHS: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  VirtualMachine: ['runtime.powerState', 'runtime.connectionState'],
  Template: ['runtime.connectionState'],
  HostSystem: ['runtime.connectionState', 'runtime.inMaintenanceMode'],
  Datastore: ['summary.accessible', 'summary.maintenanceMode'],
};

/** What a vCenter has told of its objects of late; tells which branches say something else. */
export class RecentChanges {
  readonly #most: number;
  readonly #objects = new Map<string, ChangedObject>();
  /** Changes up to here are forgotten; milliseconds since the epoch. */
  #forgottenUntil = Number.NEGATIVE_INFINITY;

  constructor(most = MOST_OBJECTS) {
    this.#most = most;
  }

  /** @param at when it was heard, milliseconds since the epoch */
  note({ rows, left, inside }: HeardChanges, at: number): void {
    for (const { refs } of left)
      for (const ref of refs) this.#put(ref, { at, kind: undefined, name: undefined, state: undefined, places: {} });
    const shown = new Map(inside);
    for (const batch of rows)
      for (const [index, ref] of batch.refs.entries()) this.#put(ref, changedObject(batch, index, shown, at));
  }

  /** Whether a branch that was read before says something else than what was heard since. */
  contradicts({ place, branch }: Pick<LoadedBranch, 'place' | 'branch'>): boolean {
    if (branch.loadedAt <= this.#forgottenUntil) return true;
    const nodes = new Map(branch.nodes.map((node) => [node.ref, node]));
    for (const [ref, changed] of this.#objects) {
      if (changed.at < branch.loadedAt) continue;
      const places = changed.places[place.view] ?? [];
      const node = nodes.get(ref);
      if (node ? isOther(node, changed) || hasLeft(place.ref, changed, places) : places.includes(place.ref))
        return true;
    }
    return false;
  }

  #put(ref: string, changed: ChangedObject): void {
    // What changed last is forgotten last.
    this.#objects.delete(ref);
    this.#objects.set(ref, changed);
    if (this.#objects.size <= this.#most) return;
    const [oldest] = this.#objects;
    if (!oldest) return;
    this.#objects.delete(oldest[0]);
    this.#forgottenUntil = oldest[1].at;
  }
}

function changedObject(
  { type, columns }: ColumnBatch,
  index: number,
  shown: ReadonlyMap<string, string>,
  at: number,
): ChangedObject {
  const read = (path: string) => leafOf(columns[path]?.[index]);
  const isTold = (STATE_PATHS[type] ?? []).every((path) => columns[path] !== undefined);
  const placesIn = (paths: readonly string[]) =>
    paths.flatMap((path) => {
      const container = read(path);
      return typeof container === 'string' ? [shown.get(container) ?? container] : [];
    });
  return {
    at,
    kind: type,
    name: columns.name?.[index],
    state: isTold ? stateOf(type, read) : undefined,
    places: Object.fromEntries(Object.entries(PLACES[type] ?? {}).map(([view, paths]) => [view, placesIn(paths)])),
  };
}

/** States are made of texts and flags alone. */
function leafOf(cell: Cell | undefined): string | boolean | undefined {
  return typeof cell === 'string' || typeof cell === 'boolean' ? cell : undefined;
}

function isOther(node: HierarchyNode, { kind, name, state }: ChangedObject): boolean {
  if (kind === undefined || kind !== node.kind) return true;
  return (name !== undefined && name !== node.name) || (state !== undefined && state !== node.state);
}

/** Whether an object lies below others of the same sort now, hosts or containers. */
function hasLeft(below: string, { kind }: ChangedObject, places: readonly string[]): boolean {
  // A port group may stand beside its switch or below it.
  if (below === HIERARCHY_ROOT || kind === 'DistributedVirtualPortgroup') return false;
  const alike = places.filter((place) => isHost(place) === isHost(below));
  return alike.length > 0 && !alike.includes(below);
}

function isHost(ref: string): boolean {
  return ref.startsWith('HostSystem:');
}
