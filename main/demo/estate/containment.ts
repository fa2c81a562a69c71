import { DATACENTER_RANGES, datacenterOfEntity, parentOf, ROOT_FOLDER, vAppFolder } from './ancestry.ts';
import { at } from './dice.ts';
import { ALL_KINDS, type Entity, KINDS, type Kind } from './kinds.ts';
import {
  blockRange,
  childFolders,
  childrenOfPool,
  type DatacenterFolderRange,
  indexesOf,
  machinesOfHost,
  machinesOfPool,
  placeOfMachine,
  podOf,
  portgroupsOf,
} from './placement.ts';
import {
  type ComputePlan,
  computeAt,
  computeOf,
  type DatacenterPlan,
  datacenterOf,
  type Estate,
  type Range,
} from './shape.ts';

const FOLDER_RANGES: Readonly<Partial<Record<Kind, DatacenterFolderRange>>> = {
  vmFolder: 'vmFolders',
  hostFolder: 'hostFolders',
  datastoreFolder: 'datastoreFolders',
  networkFolder: 'networkFolders',
};

function* entities(kind: Kind, indexes: Iterable<number>): Generator<Entity> {
  for (const index of indexes) yield { kind, index };
}

/** Machines that exist at this moment. */
function* existing(estate: Estate, machines: Iterable<number>): Generator<Entity> {
  for (const index of machines) if (estate.life?.exists(index) ?? true) yield { kind: 'machine', index };
}

/** What a folder lists as childEntity. */
export function* childrenOfFolder(estate: Estate, folder: Entity): Generator<Entity> {
  const { kind, index } = folder;
  if (kind === 'datacenterFolder') {
    if (index === 0) yield* entities(kind, indexesOf({ first: 1, count: estate.counts.datacenterFolder - 1 }));
    for (const datacenter of estate.datacenters)
      if (datacenter.folder === index) yield { kind: 'datacenter', index: datacenter.index };
    return;
  }
  if (kind === 'storagePod') {
    const compute = computeOf(estate, 'pods', index);
    for (const datastore of indexesOf(compute.datastores))
      if (podOf(compute, datastore) === index) yield { kind: 'datastore', index: datastore };
    return;
  }
  const rangeName = FOLDER_RANGES[kind];
  if (!rangeName) return;
  const datacenter = datacenterOf(estate, rangeName, index);
  yield* entities(kind, childFolders(datacenter[rangeName], index));
  for (const candidate of folderCandidates(estate, kind, datacenter, index)) {
    const parent = candidate.kind === 'vApp' ? vAppFolder(estate, candidate.index) : parentOf(estate, candidate);
    if (parent?.kind === kind && parent.index === index) yield candidate;
  }
}

/** Objects that may lie in a folder; narrow enough to be tested one by one. */
function* folderCandidates(estate: Estate, kind: Kind, datacenter: DatacenterPlan, index: number): Generator<Entity> {
  const computes = estate.computes.slice(
    datacenter.computes.first,
    datacenter.computes.first + datacenter.computes.count,
  );
  if (kind === 'vmFolder') {
    for (const compute of computes) yield* entities('vApp', indexesOf(compute.vApps));
    const block = blockRange(datacenter.machines, datacenter.vmFolders.count, index - datacenter.vmFolders.first);
    yield* existing(estate, indexesOf(block));
    yield* entities('machine', estate.life?.created ?? []);
  } else if (kind === 'hostFolder') {
    for (const compute of computes) yield { kind: compute.kind, index: compute.index };
  } else if (kind === 'datastoreFolder') {
    for (const compute of computes) yield* entities('storagePod', indexesOf(compute.pods));
    yield* entities('datastore', indexesOf(datacenter.datastores));
  } else {
    yield* entities('network', indexesOf(datacenter.networks));
    yield* entities('opaqueNetwork', indexesOf(datacenter.opaqueNetworks));
    for (const distributedSwitch of indexesOf(datacenter.switches)) {
      yield { kind: 'distributedSwitch', index: distributedSwitch };
      yield* entities('portgroup', indexesOf(portgroupsOf(datacenter, distributedSwitch)));
    }
  }
}

/** Machines of a pool or vApp; templates run nowhere and are left out. */
export function* machinesIn(estate: Estate, pool: Entity): Generator<number> {
  const compute = computeOf(estate, pool.kind === 'pool' ? 'pools' : 'vApps', pool.index);
  for (const index of indexesOf(machinesOfPool(compute, pool))) if (placeOfMachine(estate, index).pool) yield index;
}

/** Kinds that may be the container of a view. */
export function isContainer(kind: Kind): boolean {
  const type: string = KINDS[kind].type;
  return (
    type === 'Folder' ||
    kind === 'storagePod' ||
    ['datacenter', 'cluster', 'standalone', 'pool', 'vApp', 'host'].includes(kind)
  );
}

/** What lies directly in a container, as a container view sees it. */
export function* childrenOf(estate: Estate, container: Entity): Generator<Entity> {
  const { kind, index } = container;
  if (kind === 'datacenter') {
    const plan = at(estate.datacenters, index);
    yield { kind: 'vmFolder', index: plan.vmFolders.first };
    yield { kind: 'hostFolder', index: plan.hostFolders.first };
    yield { kind: 'datastoreFolder', index: plan.datastoreFolders.first };
    yield { kind: 'networkFolder', index: plan.networkFolders.first };
  } else if (kind === 'cluster' || kind === 'standalone') {
    const compute = computeAt(estate, kind, index);
    yield* entities('host', indexesOf(compute.hosts));
    yield { kind: 'pool', index: compute.pools.first };
  } else if (kind === 'pool' || kind === 'vApp') {
    yield* childrenOfPool(estate, container);
    yield* existing(estate, machinesIn(estate, container));
  } else if (kind === 'host') {
    yield* existing(estate, machinesOfHost(computeOf(estate, 'hosts', index), index));
  } else {
    yield* childrenOfFolder(estate, container);
  }
}

/** Everything inside a container, of the wanted kinds, kind by kind in index order; nothing is gathered beforehand. */
export function* descendantsOf(estate: Estate, container: Entity, wanted: ReadonlySet<Kind>): Generator<Entity> {
  const datacenter = datacenterOfEntity(estate, container);
  const isRoot = container.kind === ROOT_FOLDER.kind && container.index === ROOT_FOLDER.index;
  for (const kind of ALL_KINDS) {
    if (!wanted.has(kind)) continue;
    for (const index of indexesOf(
      datacenter ? rangeIn(estate, datacenter, kind) : { first: 0, count: estate.counts[kind] },
    )) {
      const entity = { kind, index };
      const isContainerItself = kind === container.kind && index === container.index;
      if (kind === 'machine' && estate.life?.exists(index) === false) continue;
      if (!isContainerItself && (isRoot || isInside(estate, entity, container))) yield entity;
    }
    if (kind !== 'machine') continue;
    for (const entity of entities(kind, estate.life?.created ?? []))
      if (isRoot || liesIn(estate, entity, container)) yield entity;
  }
}

/** Whether an object lies in a container, at whatever depth. */
export function liesIn(estate: Estate, entity: Entity, container: Entity): boolean {
  if (container.kind === ROOT_FOLDER.kind && container.index === ROOT_FOLDER.index) return true;
  const datacenter = datacenterOfEntity(estate, container);
  if (datacenter && datacenterOfEntity(estate, entity)?.index !== datacenter.index) return false;
  return isInside(estate, entity, container);
}

/** Indexes of a kind that lie in a datacenter. */
function rangeIn(estate: Estate, datacenter: DatacenterPlan, kind: Kind): Range {
  switch (kind) {
    case 'datacenterFolder':
      return { first: 0, count: 0 };
    case 'datacenter':
      return { first: datacenter.index, count: 1 };
    case 'cluster':
    case 'standalone':
    case 'storagePod':
    case 'pool':
    case 'vApp':
      return computeRangeIn(estate, datacenter, kind);
    default:
      return datacenter[DATACENTER_RANGES[kind]];
  }
}

function computeRangeIn(
  estate: Estate,
  datacenter: DatacenterPlan,
  kind: 'cluster' | 'standalone' | 'storagePod' | 'pool' | 'vApp',
): Range {
  const rangeOf = (compute: ComputePlan): Range => {
    if (kind === 'pool') return compute.pools;
    if (kind === 'vApp') return compute.vApps;
    if (kind === 'storagePod') return compute.pods;
    return { first: compute.index, count: compute.kind === kind ? 1 : 0 };
  };
  let first: number | undefined;
  let count = 0;
  for (const position of indexesOf(datacenter.computes)) {
    const range = rangeOf(at(estate.computes, position));
    if (range.count > 0) first ??= range.first;
    count += range.count;
  }
  return { first: first ?? 0, count };
}

/** Every container an object lies in directly: a virtual machine is in a folder, in a pool and on a host at once. */
function ownersOf(estate: Estate, entity: Entity): readonly Entity[] {
  const { kind, index } = entity;
  if (kind === 'machine') {
    const { folder, pool, host } = placeOfMachine(estate, index);
    const owners: Entity[] = [{ kind: 'host', index: host }];
    if (pool) owners.push(pool);
    if (folder !== undefined) owners.push({ kind: 'vmFolder', index: folder });
    return owners;
  }
  const parent = parentOf(estate, entity);
  const owners = parent ? [parent] : [];
  const folder = kind === 'vApp' ? vAppFolder(estate, index) : undefined;
  return folder ? [...owners, folder] : owners;
}

function isInside(estate: Estate, entity: Entity, container: Entity): boolean {
  if (container.kind === 'datacenter') return true;
  return ownersOf(estate, entity).some(
    (owner) => (owner.kind === container.kind && owner.index === container.index) || isInside(estate, owner, container),
  );
}
