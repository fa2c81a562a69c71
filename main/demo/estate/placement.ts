import { at } from './dice.ts';
import type { Entity } from './kinds.ts';
import {
  type ComputePlan,
  computeOf,
  type DatacenterPlan,
  datacenterOf,
  type Estate,
  type Range,
  templateIndex,
} from './shape.ts';

/** Block `block` of `blocks` equal blocks of a range; the inverse of blockOf. */
export function blockRange(range: Range, blocks: number, block: number): Range {
  const from = Math.ceil((block * range.count) / blocks);
  return { first: range.first + from, count: Math.ceil(((block + 1) * range.count) / blocks) - from };
}

/** Which of `blocks` equal blocks of the range an index falls into. */
export function blockOf(range: Range, blocks: number, index: number): number {
  return Math.floor(((index - range.first) * blocks) / range.count);
}

/** Indexes of a range, optionally only every `step`-th. */
export function* indexesOf(range: Range, offset = 0, step = 1): Generator<number> {
  for (let index = range.first + offset; index < range.first + range.count; index += step) yield index;
}

/** Folders of one datacenter form a tree with `width` children each; local number 0 is its root. */
const FOLDER_WIDTH = 4;
const POOL_WIDTH = 3;

export function parentInTree(local: number, width: number): number {
  return Math.floor((local - 1) / width);
}

export function* childrenInTree(range: Range, local: number, width: number): Generator<number> {
  const first = local * width + 1;
  for (let child = first; child < Math.min(first + width, range.count); child++) yield range.first + child;
}

/** Where a virtual machine lies. */
export interface MachinePlace {
  readonly compute: ComputePlan;
  readonly datacenter: DatacenterPlan;
  readonly host: number;
  readonly template: number | undefined;
  /** Unset for templates. */
  readonly pool: Entity | undefined;
  /** Unset inside a vApp. */
  readonly folder: number | undefined;
}

export function placeOfMachine(estate: Estate, machine: number): MachinePlace {
  const index = estate.life?.baseOf(machine) ?? machine;
  const compute = computeOf(estate, 'machines', index);
  const datacenter = at(estate.datacenters, compute.datacenter);
  const template = templateIndex(estate, index);
  const pool = template === undefined ? poolOfMachine(compute, index) : undefined;
  return {
    compute,
    datacenter,
    template,
    pool,
    host: compute.hosts.first + ((index - compute.machines.first) % compute.hosts.count),
    folder: pool?.kind === 'vApp' ? undefined : vmFolderOf(datacenter, index),
  };
}

function poolOfMachine(compute: ComputePlan, index: number): Entity {
  const block = blockOf(compute.machines, compute.pools.count + compute.vApps.count, index);
  return block < compute.pools.count
    ? { kind: 'pool', index: compute.pools.first + block }
    : { kind: 'vApp', index: compute.vApps.first + block - compute.pools.count };
}

function vmFolderOf(datacenter: DatacenterPlan, machine: number): number {
  return datacenter.vmFolders.first + blockOf(datacenter.machines, datacenter.vmFolders.count, machine);
}

/** The machines (templates included) that run in a pool or vApp block. */
export function machinesOfPool(compute: ComputePlan, pool: Entity): Range {
  const local =
    pool.kind === 'pool' ? pool.index - compute.pools.first : compute.pools.count + pool.index - compute.vApps.first;
  return blockRange(compute.machines, compute.pools.count + compute.vApps.count, local);
}

/** Machines of a host: every n-th of its compute resource. */
export function* machinesOfHost(compute: ComputePlan, host: number): Generator<number> {
  yield* indexesOf(compute.machines, host - compute.hosts.first, compute.hosts.count);
}

/** A vApp lies in a pool, or inside another vApp; a folder shows only the outer ones. */
export interface VAppPlace {
  readonly compute: ComputePlan;
  readonly parent: Entity;
  readonly folder: number | undefined;
}

export function placeOfVApp(estate: Estate, index: number): VAppPlace {
  const compute = computeOf(estate, 'vApps', index);
  const local = index - compute.vApps.first;
  if (local > 0) return { compute, parent: { kind: 'vApp', index: index - 1 }, folder: undefined };
  const pool = compute.pools.first + (compute.index % 2 === 0 ? 0 : compute.pools.count - 1);
  const first = Math.min(machinesOfPool(compute, { kind: 'vApp', index }).first, estate.counts.machine - 1);
  return {
    compute,
    parent: { kind: 'pool', index: pool },
    folder: vmFolderOf(datacenterOf(estate, 'machines', first), first),
  };
}

export function parentOfPool(compute: ComputePlan, index: number): Entity {
  const local = index - compute.pools.first;
  return local === 0
    ? { kind: compute.kind, index: compute.index }
    : { kind: 'pool', index: compute.pools.first + parentInTree(local, POOL_WIDTH) };
}

/** Child pools and vApps of a pool. */
export function* childrenOfPool(estate: Estate, pool: Entity): Generator<Entity> {
  const compute = computeOf(estate, pool.kind === 'pool' ? 'pools' : 'vApps', pool.index);
  if (pool.kind === 'pool') {
    for (const index of childrenInTree(compute.pools, pool.index - compute.pools.first, POOL_WIDTH))
      yield { kind: 'pool', index };
  }
  for (const index of indexesOf(compute.vApps)) {
    const { parent } = placeOfVApp(estate, index);
    if (parent.kind === pool.kind && parent.index === pool.index) yield { kind: 'vApp', index };
  }
}

export type DatacenterFolderRange = 'vmFolders' | 'hostFolders' | 'datastoreFolders' | 'networkFolders';

/** Parent of a folder inside a datacenter: the datacenter itself for the four roots. */
export function parentOfFolder(kind: Entity['kind'], datacenter: DatacenterPlan, range: Range, index: number): Entity {
  const local = index - range.first;
  return local === 0
    ? { kind: 'datacenter', index: datacenter.index }
    : { kind, index: range.first + parentInTree(local, FOLDER_WIDTH) };
}

export function childFolders(range: Range, index: number): Generator<number> {
  return childrenInTree(range, index - range.first, FOLDER_WIDTH);
}

/** The host folder of a compute resource. */
export function hostFolderOf(datacenter: DatacenterPlan, position: number): number {
  return datacenter.hostFolders.first + ((position - datacenter.computes.first) % datacenter.hostFolders.count);
}

/** The pod of a datastore, or undefined: a pod holds the first half of its cluster's datastores. */
export function podOf(compute: ComputePlan, datastore: number): number | undefined {
  const inPod =
    compute.pods.count > 0 && datastore - compute.datastores.first < Math.ceil(compute.datastores.count / 2);
  return inPod ? compute.pods.first : undefined;
}

/** Second folder of the datastore tree for every fourth datastore that lies in no pod. */
export function datastoreFolderOf(datacenter: DatacenterPlan, datastore: number): number {
  return datacenter.datastoreFolders.first + (datastore % 4 === 3 ? 1 : 0);
}

/** The second switch of a datacenter lies in the second network folder. */
export function networkFolderOf(datacenter: DatacenterPlan, distributedSwitch: number): number {
  return datacenter.networkFolders.first + (distributedSwitch - datacenter.switches.first === 1 ? 1 : 0);
}

export function portgroupsOf(datacenter: DatacenterPlan, distributedSwitch: number): Range {
  const count = datacenter.portgroups.count / datacenter.switches.count;
  return { first: datacenter.portgroups.first + (distributedSwitch - datacenter.switches.first) * count, count };
}

export function switchOfPortgroup(datacenter: DatacenterPlan, portgroup: number): number {
  const count = datacenter.portgroups.count / datacenter.switches.count;
  return datacenter.switches.first + Math.floor((portgroup - datacenter.portgroups.first) / count);
}

/** The switch that a cluster's hosts are members of. */
export function switchOfCompute(datacenter: DatacenterPlan, compute: ComputePlan): number {
  return datacenter.switches.first + (compute.index % datacenter.switches.count);
}

/** Port groups that the machines of one cluster are spread over. */
const PORTGROUPS_PER_CLUSTER = 8;

/** The n-th of the port groups that a cluster's machines use; never the uplink group. */
export function portgroupOfCompute(datacenter: DatacenterPlan, compute: ComputePlan, choice: number): number {
  const groups = portgroupsOf(datacenter, switchOfCompute(datacenter, compute));
  return groups.first + 1 + ((compute.index * 5 + (choice % PORTGROUPS_PER_CLUSTER)) % (groups.count - 1));
}

/** Whether machines of a cluster may have a card in a port group; spares a search through all others. */
export function mayUsePortgroup(datacenter: DatacenterPlan, compute: ComputePlan, portgroup: number): boolean {
  if (compute.kind !== 'cluster') return false;
  for (let choice = 0; choice < PORTGROUPS_PER_CLUSTER; choice++) {
    if (portgroupOfCompute(datacenter, compute, choice) === portgroup) return true;
  }
  return false;
}
