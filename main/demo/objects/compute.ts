import { at } from '../estate/dice.ts';
import { computeName } from '../estate/infrastructure-names.ts';
import { reference } from '../estate/kinds.ts';
import { indexesOf, portgroupsOf, switchOfCompute } from '../estate/placement.ts';
import { type ComputePlan, computeAt, type Estate } from '../estate/shape.ts';
import { type Definitions, data, list } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { EntityFacts, entityProperties, referencesTo } from './entity-facts.ts';
import { hostConditionOf } from './host-condition.ts';
import { HostFacts } from './host-facts.ts';

const QUESTION = { ha: 100, drs: 101, behavior: 102, migrations: 103, balance: 104 } as const;

/** Totals over the hosts of a compute resource. */
interface Totals {
  readonly mhz: number;
  readonly memoryBytes: number;
  readonly cores: number;
  readonly usableMhz: number;
  readonly usableMemoryMB: number;
  readonly usableHosts: number;
}

export class ComputeFacts extends EntityFacts {
  readonly plan: ComputePlan;
  #totals: Totals | undefined;

  constructor(estate: Estate, kind: 'cluster' | 'standalone', index: number) {
    super(estate, kind, index);
    this.plan = computeAt(estate, kind, index);
  }

  get totals(): Totals {
    this.#totals ??= this.#add();
    return this.#totals;
  }

  #add(): Totals {
    const totals = { mhz: 0, memoryBytes: 0, cores: 0, usableMhz: 0, usableMemoryMB: 0, usableHosts: 0 };
    for (const index of indexesOf(this.plan.hosts)) {
      const host = new HostFacts(this.estate, index);
      totals.mhz += host.totalMhz;
      totals.memoryBytes += host.memoryBytes;
      totals.cores += host.cores;
      if (!host.isConnected || host.condition.inMaintenanceMode) continue;
      totals.usableHosts++;
      totals.usableMhz += host.totalMhz - 1200;
      totals.usableMemoryMB += Math.floor(host.memoryBytes / 1024 ** 2) - 9000;
    }
    return totals;
  }

  override get overallStatus(): string {
    const silent = [...indexesOf(this.plan.hosts)].some(
      (host) => hostConditionOf(this.estate, host).connectionState === 'notResponding',
    );
    return silent ? 'red' : super.overallStatus;
  }

  get haEnabled(): boolean {
    return this.dice.chance(QUESTION.ha, 850);
  }

  get drsEnabled(): boolean {
    return this.dice.chance(QUESTION.drs, 880);
  }

  get drsBehavior(): string {
    return this.dice.pick(QUESTION.behavior, [
      'fullyAutomated',
      'fullyAutomated',
      'fullyAutomated',
      'partiallyAutomated',
      'manual',
    ]);
  }
}

/** Memory is counted in bytes in total and in MB where it is effective; the API is like that. */
const TOTALS: Definitions<ComputeFacts> = {
  totalCpu: (compute) => compute.totals.mhz,
  totalMemory: (compute) => compute.totals.memoryBytes,
  numCpuCores: (compute) => compute.totals.cores,
  numCpuThreads: (compute) => compute.totals.cores * 2,
  effectiveCpu: (compute) => compute.totals.usableMhz,
  effectiveMemory: (compute) => compute.totals.usableMemoryMB,
  numHosts: (compute) => compute.plan.hosts.count,
  numEffectiveHosts: (compute) => compute.totals.usableHosts,
  overallStatus: (compute) => compute.overallStatus,
};

function networksOf(compute: ComputeFacts) {
  const datacenter = at(compute.estate.datacenters, compute.plan.datacenter);
  if (compute.kind === 'standalone') return referencesTo('network', indexesOf(datacenter.networks));
  return [
    reference('network', datacenter.networks.first),
    ...referencesTo('opaqueNetwork', indexesOf(datacenter.opaqueNetworks)),
    ...referencesTo('portgroup', indexesOf(portgroupsOf(datacenter, switchOfCompute(datacenter, compute.plan)))),
  ];
}

const SHARED: Definitions<ComputeFacts> = {
  ...entityProperties<ComputeFacts>((compute) => computeName(compute.plan)),
  resourcePool: (compute) => reference('pool', compute.plan.pools.first),
  host: (compute) => referencesTo('host', indexesOf(compute.plan.hosts)),
  datastore: (compute) => referencesTo('datastore', indexesOf(compute.plan.datastores)),
  network: networksOf,
  environmentBrowser: (compute) => ({ type: 'EnvironmentBrowser', id: `envbrowser-${compute.self.id}` }),
};

const DAS = data<ComputeFacts>('ClusterDasConfigInfo', {
  enabled: (cluster) => cluster.haEnabled,
  vmMonitoring: 'vmMonitoringDisabled',
  hostMonitoring: 'enabled',
  vmComponentProtecting: 'disabled',
  failoverLevel: 1,
  admissionControlEnabled: (cluster) => cluster.haEnabled,
  hBDatastoreCandidatePolicy: 'allFeasibleDsWithUserPreference',
});
const DRS = data<ComputeFacts>('ClusterDrsConfigInfo', {
  enabled: (cluster) => cluster.drsEnabled,
  enableVmBehaviorOverrides: true,
  defaultVmBehavior: (cluster) => cluster.drsBehavior,
  vmotionRate: 3,
});

export const STANDALONE = new ManagedModel<ComputeFacts>('ComputeResource', {
  ...SHARED,
  summary: data<ComputeFacts>('ComputeResourceSummary', TOTALS),
  configurationEx: data('ComputeResourceConfigInfo', { vmSwapPlacement: 'vmDirectory', spbmEnabled: false }),
});

export const CLUSTER = new ManagedModel<ComputeFacts>('ClusterComputeResource', {
  ...SHARED,
  summary: data<ComputeFacts>('ClusterComputeResourceSummary', {
    ...TOTALS,
    currentFailoverLevel: (cluster) => (cluster.haEnabled ? Math.max(0, cluster.totals.usableHosts - 1) : 0),
    numVmotions: (cluster) => cluster.dice.below(QUESTION.migrations, 40_000),
    targetBalance: 200,
    currentBalance: (cluster) => cluster.dice.below(QUESTION.balance, 220),
    drsScore: (cluster) => 60 + cluster.dice.below(QUESTION.balance, 40),
    currentEVCModeKey: (cluster) =>
      cluster.index % 5 === 4 ? undefined : new HostFacts(cluster.estate, cluster.plan.hosts.first).model.evc,
  }),
  configurationEx: data<ComputeFacts>('ClusterConfigInfoEx', {
    vmSwapPlacement: 'vmDirectory',
    dasConfig: DAS,
    drsConfig: DRS,
  }),
  configuration: data<ComputeFacts>('ClusterConfigInfo', { dasConfig: DAS, drsConfig: DRS }),
  recommendation: list('ClusterRecommendation', []),
  drsRecommendation: list('ClusterDrsRecommendation', []),
  migrationHistory: list('ClusterDrsMigration', []),
  actionHistory: list('ClusterActionHistory', []),
  drsFault: list('ClusterDrsFaults', []),
});
