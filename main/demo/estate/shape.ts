import { at, Dice } from './dice.ts';
import { ALL_KINDS, type Kind } from './kinds.ts';

/** Consecutive indexes of one kind. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/** A cluster or a standalone host with everything that belongs to it. */
export interface ComputePlan {
  readonly kind: 'cluster' | 'standalone';
  /** Index among the objects of its kind. */
  readonly index: number;
  readonly datacenter: number;
  readonly hosts: Range;
  readonly pools: Range;
  readonly vApps: Range;
  readonly datastores: Range;
  readonly pods: Range;
  readonly machines: Range;
}

export interface DatacenterPlan {
  readonly index: number;
  /** Index of the datacenter folder it lies in; 0 is the root folder. */
  readonly folder: number;
  /** Positions in Estate.computes. */
  readonly computes: Range;
  readonly machines: Range;
  readonly hosts: Range;
  readonly datastores: Range;
  readonly vmFolders: Range;
  readonly hostFolders: Range;
  readonly datastoreFolders: Range;
  readonly networkFolders: Range;
  readonly networks: Range;
  readonly opaqueNetworks: Range;
  readonly switches: Range;
  /** Those of all its switches; each switch has the same number, its uplink group first. */
  readonly portgroups: Range;
}

/**
 * The shape of an estate: how many of everything there are and which indexes belong together. Its size depends on the
 * number of clusters (some hundreds), never on the number of virtual machines.
 */
export interface Estate {
  readonly seed: number;
  /** Virtual machines that are not templates. */
  readonly vms: number;
  readonly templates: number;
  /** Whether a few virtual machines keep their configuration from the account that asks. */
  readonly restricted: boolean;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly datacenters: readonly DatacenterPlan[];
  readonly computes: readonly ComputePlan[];
  /** What has happened to its machines since it was planned; absent where nothing ever does. */
  readonly life?: LifeOverlay;
}

export type PowerState = 'poweredOn' | 'poweredOff' | 'suspended';

/** How machines differ from what was planned. */
export interface LifeOverlay {
  /** Indexes of machines that were made later. */
  readonly created: Iterable<number>;
  exists(machine: number): boolean;
  /** The machine that one is a copy of: itself, unless it was made later. */
  baseOf(machine: number): number;
  powerOf(machine: number): PowerState | undefined;
  nameOf(machine: number): string | undefined;
  /** What its use of CPU and memory is multiplied with at this moment. */
  loadFactor(machine: number): number;
}

const MACHINES_PER_CLUSTER = 280;
const MACHINES_PER_HOST = 25;
const MACHINES_PER_FOLDER = 45;
const MACHINES_PER_PORTGROUP = 70;
const QUESTION = { hosts: 1, pools: 2, vApps: 3, datastores: 4, networks: 5, opaque: 6 } as const;

/** Draws the shape of an estate with `vms` virtual machines; templates (1 %, at least 2) come on top of them. */
export function planEstate(vms: number, seed: number, restricted = true): Estate {
  const templates = Math.max(2, Math.round(vms / 100));
  const machines = vms + templates;
  const datacenterCount = vms < 60 ? 1 : Math.min(12, 2 + Math.floor(vms / 10_000));
  const clusterCount = Math.max(datacenterCount, Math.round(machines / MACHINES_PER_CLUSTER));
  const standaloneCount = Math.max(1, Math.round(clusterCount / 6));

  const counts = Object.fromEntries(ALL_KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  const take = (kind: Kind, count: number): Range => {
    const first = counts[kind];
    counts[kind] += count;
    return { first, count };
  };
  take('datacenterFolder', datacenterCount < 3 ? 1 : 2 + Math.floor(datacenterCount / 4));

  const drafts = draftComputes(seed, datacenterCount, clusterCount, standaloneCount, machines);
  const weightSum = drafts.reduce((sum, draft) => sum + draft.weight, 0);
  const computes: ComputePlan[] = [];
  const datacenters: DatacenterPlan[] = [];
  let weight = 0;
  for (let index = 0; index < datacenterCount; index++) {
    const before = { ...counts };
    const firstCompute = computes.length;
    for (const draft of drafts.filter(({ datacenter }) => datacenter === index)) {
      weight += draft.weight;
      const end = Math.round((machines * weight) / weightSum);
      computes.push({
        kind: draft.kind,
        datacenter: index,
        index: take(draft.kind, 1).first,
        hosts: take('host', draft.hosts),
        pools: take('pool', draft.pools),
        vApps: take('vApp', draft.vApps),
        datastores: take('datastore', draft.datastores),
        pods: take('storagePod', draft.pods),
        machines: take('machine', end - counts.machine),
      });
    }
    const since = (kind: Kind): Range => ({ first: before[kind], count: counts[kind] - before[kind] });
    const computeRange = { first: firstCompute, count: computes.length - firstCompute };
    datacenters.push(planDatacenter(seed, take, since, index, counts.datacenterFolder, computeRange));
  }
  return { seed, vms, templates, restricted, counts, datacenters, computes };
}

function planDatacenter(
  seed: number,
  take: (kind: Kind, count: number) => Range,
  since: (kind: Kind) => Range,
  index: number,
  datacenterFolders: number,
  computes: Range,
): DatacenterPlan {
  const dice = new Dice(seed, 11, index);
  const machines = since('machine');
  take('datacenter', 1);
  const switches = take('distributedSwitch', machines.count > 1500 ? 2 : 1);
  const portgroupsPerSwitch = 1 + Math.max(3, Math.ceil(machines.count / MACHINES_PER_PORTGROUP / switches.count));
  return {
    index,
    folder: index % 3 === 0 || datacenterFolders === 1 ? 0 : 1 + (index % (datacenterFolders - 1)),
    computes,
    machines,
    hosts: since('host'),
    datastores: since('datastore'),
    vmFolders: take('vmFolder', 1 + Math.max(1, Math.ceil(machines.count / MACHINES_PER_FOLDER))),
    hostFolders: take('hostFolder', 1 + Math.min(4, Math.floor(computes.count / 4))),
    datastoreFolders: take('datastoreFolder', 2),
    networkFolders: take('networkFolder', 2),
    networks: take('network', dice.between(QUESTION.networks, 2, 4)),
    opaqueNetworks: take('opaqueNetwork', index % 2 === 0 ? dice.between(QUESTION.opaque, 1, 3) : 0),
    switches,
    portgroups: take('portgroup', portgroupsPerSwitch * switches.count),
  };
}

interface ComputeDraft {
  readonly kind: 'cluster' | 'standalone';
  readonly datacenter: number;
  readonly hosts: number;
  readonly pools: number;
  readonly vApps: number;
  readonly datastores: number;
  readonly pods: number;
  /** Share of the virtual machines it gets. */
  readonly weight: number;
}

function draftComputes(
  seed: number,
  datacenters: number,
  clusters: number,
  standalones: number,
  machines: number,
): readonly ComputeDraft[] {
  const hostsPerCluster = machines / clusters / MACHINES_PER_HOST;
  const drafts: ComputeDraft[] = [];
  for (let index = 0; index < clusters; index++) {
    const dice = new Dice(seed, 12, index);
    const spread = 0.6 + dice.below(QUESTION.hosts, 800) / 1000;
    const hosts = Math.min(32, Math.max(2, Math.round(hostsPerCluster * spread)));
    drafts.push({
      kind: 'cluster',
      datacenter: Math.floor((index * datacenters) / clusters),
      hosts,
      pools: 1 + (index % 4 === 3 ? 0 : dice.between(QUESTION.pools, 2, 6)),
      vApps: index % 3 === 0 ? dice.between(QUESTION.vApps, 1, 2) : 0,
      datastores: dice.between(QUESTION.datastores, 3, 7),
      pods: index % 3 === 0 ? 1 : 0,
      weight: hosts,
    });
  }
  for (let index = 0; index < standalones; index++) {
    const dice = new Dice(seed, 13, index);
    drafts.push({
      kind: 'standalone',
      datacenter: Math.floor((index * datacenters) / standalones),
      hosts: 1,
      pools: 1 + dice.below(QUESTION.pools, 2),
      vApps: 0,
      datastores: dice.between(QUESTION.datastores, 1, 2),
      pods: 0,
      weight: 0.4,
    });
  }
  return drafts;
}

/** The number of the n-th template among the machines: templates lie evenly between the others. */
export function templateIndex(estate: Estate, machine: number): number | undefined {
  const step = Math.floor(estate.counts.machine / estate.templates);
  const number = Math.floor(machine / step);
  return machine % step === step - 1 && number < estate.templates ? number : undefined;
}

type ComputeRange = 'hosts' | 'pools' | 'vApps' | 'datastores' | 'pods' | 'machines';
type DatacenterRange = Exclude<keyof DatacenterPlan, 'index' | 'folder'>;

/** The last plan whose range starts at or before the index: the one that holds it, as ranges are in order and without gaps. */
function search(count: number, firstOf: (position: number) => number, index: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firstOf(middle) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The compute resource that holds an object of a kind, by the object's index. */
export function computeOf(estate: Estate, range: ComputeRange, index: number): ComputePlan {
  const { computes } = estate;
  return at(
    computes,
    search(computes.length, (position) => at(computes, position)[range].first, index),
  );
}

/** The compute resource itself, by kind and index. */
export function computeAt(estate: Estate, kind: 'cluster' | 'standalone', index: number): ComputePlan {
  // Clusters and standalone hosts alternate by datacenter, so each kind is in order, but not dense.
  const found = estate.computes.find((compute) => compute.kind === kind && compute.index === index);
  if (!found) throw new RangeError(`No ${kind} ${index}`);
  return found;
}

/** The datacenter that holds an object of a kind, by the object's index. */
export function datacenterOf(estate: Estate, range: DatacenterRange, index: number): DatacenterPlan {
  const { datacenters } = estate;
  return at(
    datacenters,
    search(datacenters.length, (position) => at(datacenters, position)[range].first, index),
  );
}
