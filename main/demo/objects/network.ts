import { at } from '../estate/dice.ts';
import { networkName, opaqueNetworkName } from '../estate/infrastructure-names.ts';
import type { Reference } from '../estate/kinds.ts';
import { indexesOf, mayUsePortgroup } from '../estate/placement.ts';
import { type ComputePlan, type DatacenterPlan, datacenterOf, type Estate } from '../estate/shape.ts';
import { data } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { EntityFacts, entityProperties, referencesTo } from './entity-facts.ts';
import { MachineFacts } from './machine-facts.ts';
import type { Card } from './machine-hardware.ts';

const QUESTION = { accessible: 100, ipPool: 101 } as const;

/** Machines with a card in a network, found among those of its datacenter. */
export function machinesIn(
  estate: Estate,
  datacenter: DatacenterPlan,
  kind: Card['kind'],
  network: number,
): readonly Reference[] {
  const isMember = (index: number): boolean =>
    new MachineFacts(estate, index).cards.some((card) => card.kind === kind && card.network === network);
  return [...indexesOf(datacenter.computes)]
    .map((position) => at(estate.computes, position))
    .filter((compute) => mayUse(datacenter, compute, kind, network))
    .flatMap((compute) => referencesTo('machine', [...indexesOf(compute.machines)].filter(isMember)));
}

function mayUse(datacenter: DatacenterPlan, compute: ComputePlan, kind: Card['kind'], network: number): boolean {
  if (kind === 'network') return compute.kind === 'standalone';
  return kind === 'portgroup' ? mayUsePortgroup(datacenter, compute, network) : compute.kind === 'cluster';
}

/** Hosts of the datacenter's clusters, or of its standalone machines too. */
export function hostsIn(estate: Estate, datacenter: DatacenterPlan, clustersOnly: boolean): readonly Reference[] {
  return [...indexesOf(datacenter.computes)]
    .map((position) => at(estate.computes, position))
    .filter((compute) => !clustersOnly || compute.kind === 'cluster')
    .flatMap((compute) => referencesTo('host', indexesOf(compute.hosts)));
}

export class NetworkFacts extends EntityFacts {
  readonly datacenter: DatacenterPlan;

  constructor(estate: Estate, kind: 'network' | 'opaqueNetwork', index: number) {
    super(estate, kind, index);
    this.datacenter = datacenterOf(estate, kind === 'network' ? 'networks' : 'opaqueNetworks', index);
  }

  get name(): string {
    if (this.kind === 'opaqueNetwork') return opaqueNetworkName(this.estate, this.index);
    return networkName(this.index - this.datacenter.networks.first);
  }

  get isAccessible(): boolean {
    return !this.dice.chance(QUESTION.accessible, 30);
  }

  get ipPoolName(): string {
    return this.dice.chance(QUESTION.ipPool, 200) ? `pool-${this.datacenter.index + 1}` : '';
  }
}

const SUMMARY = {
  network: (network: NetworkFacts) => network.self,
  name: (network: NetworkFacts) => network.name,
  accessible: (network: NetworkFacts) => network.isAccessible,
  ipPoolName: (network: NetworkFacts) => network.ipPoolName,
};

export const NETWORK = new ManagedModel<NetworkFacts>('Network', {
  ...entityProperties<NetworkFacts>((network) => network.name),
  summary: data<NetworkFacts>('NetworkSummary', SUMMARY),
  host: (network) => hostsIn(network.estate, network.datacenter, false),
  vm: (network) => machinesIn(network.estate, network.datacenter, 'network', network.index),
});

export const OPAQUE_NETWORK = new ManagedModel<NetworkFacts>('OpaqueNetwork', {
  ...entityProperties<NetworkFacts>((network) => network.name),
  summary: data<NetworkFacts>('OpaqueNetworkSummary', {
    ...SUMMARY,
    opaqueNetworkId: (network) => network.name,
    opaqueNetworkType: 'nsx.LogicalSwitch',
  }),
  host: (network) => hostsIn(network.estate, network.datacenter, true),
  vm: (network) => machinesIn(network.estate, network.datacenter, 'opaqueNetwork', network.index),
  capability: data('OpaqueNetworkCapability', { networkReservationSupported: true }),
});
