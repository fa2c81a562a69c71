import { parentOf } from '../estate/ancestry.ts';
import { machinesIn } from '../estate/containment.ts';
import { type Entity, reference } from '../estate/kinds.ts';
import { poolName, vAppName } from '../estate/names.ts';
import { childrenOfPool, machinesOfPool, placeOfVApp } from '../estate/placement.ts';
import { type ComputePlan, computeOf, type Estate } from '../estate/shape.ts';
import { type Definitions, data, list } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { DAY, isoTime, OBSERVED_AT } from './clock.ts';
import { EntityFacts, entityProperties, referencesTo } from './entity-facts.ts';

const QUESTION = {
  name: 1,
  level: 100,
  reservation: 101,
  load: 102,
  pressure: 103,
  changed: 104,
  started: 105,
  uuid: 106,
} as const;
const SHARES = { low: 2000, normal: 4000, high: 8000 } as const;

/** A resource pool or vApp. */
export class PoolFacts extends EntityFacts {
  readonly compute: ComputePlan;

  constructor(estate: Estate, kind: 'pool' | 'vApp', index: number) {
    super(estate, kind, index);
    this.compute = computeOf(estate, kind === 'pool' ? 'pools' : 'vApps', index);
  }

  get name(): string {
    if (this.kind === 'vApp') return vAppName(this.dice, this.index);
    return poolName(this.dice, this.index - this.compute.pools.first);
  }

  get isRoot(): boolean {
    return this.kind === 'pool' && this.index === this.compute.pools.first;
  }

  get level(): keyof typeof SHARES {
    return this.isRoot
      ? 'normal'
      : this.dice.pick(QUESTION.level, ['low', 'normal', 'normal', 'normal', 'high'] as const);
  }

  get shares(): number {
    return SHARES[this.level];
  }

  /** Share of the compute resource that is reserved, in percent; the root reserves all of it. */
  get reservedPercent(): number {
    if (this.isRoot) return 100;
    return this.dice.chance(QUESTION.reservation, 250) ? this.dice.between(QUESTION.reservation, 2, 12) : 0;
  }

  get cpuReservation(): number {
    return Math.floor((this.compute.hosts.count * 120_000 * this.reservedPercent) / 100);
  }

  get memoryReservation(): number {
    return Math.floor((this.compute.hosts.count * 512_000 * this.reservedPercent) / 100);
  }

  /** Virtual machines it holds itself, as far as size matters for its load. */
  get machineCount(): number {
    return machinesOfPool(this.compute, this).count;
  }

  get cpuUsage(): number {
    return this.machineCount * this.dice.between(QUESTION.load, 180, 900);
  }

  get memoryUsage(): number {
    return this.machineCount * this.dice.between(QUESTION.load, 3000, 9000);
  }

  get balloonedMemory(): number {
    return this.dice.chance(QUESTION.pressure, 150) ? this.machineCount * 128 : 0;
  }

  get swappedMemory(): number {
    return this.dice.chance(QUESTION.pressure, 60) ? this.machineCount * 40 : 0;
  }

  get changedAt(): number {
    return OBSERVED_AT - this.dice.between(QUESTION.changed, 1, 900) * DAY;
  }

  get isStarted(): boolean {
    return this.dice.chance(QUESTION.started, 800);
  }

  get children(): readonly Entity[] {
    return [...childrenOfPool(this.estate, this)];
  }
}

const CONFIG = data<PoolFacts>('ResourceConfigSpec', {
  entity: (pool) => pool.self,
  changeVersion: (pool) => isoTime(pool.changedAt),
  lastModified: (pool) => isoTime(pool.changedAt),
  cpuAllocation: data<PoolFacts>('ResourceAllocationInfo', {
    reservation: (pool) => pool.cpuReservation,
    expandableReservation: (pool) => !pool.isRoot,
    limit: (pool) => (pool.isRoot ? pool.cpuReservation : -1),
    shares: data<PoolFacts>('SharesInfo', { shares: (pool) => pool.shares, level: (pool) => pool.level }),
  }),
  memoryAllocation: data<PoolFacts>('ResourceAllocationInfo', {
    reservation: (pool) => pool.memoryReservation,
    expandableReservation: (pool) => !pool.isRoot,
    limit: (pool) => (pool.isRoot ? pool.memoryReservation : -1),
    shares: data<PoolFacts>('SharesInfo', { shares: (pool) => pool.shares * 41, level: (pool) => pool.level }),
  }),
});

const RUNTIME = data<PoolFacts>('ResourcePoolRuntimeInfo', {
  memory: data<PoolFacts>('ResourcePoolResourceUsage', {
    reservationUsed: 0,
    reservationUsedForVm: 0,
    unreservedForPool: (pool) => pool.memoryReservation,
    unreservedForVm: (pool) => pool.memoryReservation,
    overallUsage: (pool) => pool.memoryUsage * 1024 ** 2,
    maxUsage: (pool) => pool.compute.hosts.count * 512_000 * 1024 ** 2,
  }),
  cpu: data<PoolFacts>('ResourcePoolResourceUsage', {
    reservationUsed: 0,
    reservationUsedForVm: 0,
    unreservedForPool: (pool) => pool.cpuReservation,
    unreservedForVm: (pool) => pool.cpuReservation,
    overallUsage: (pool) => pool.cpuUsage,
    maxUsage: (pool) => pool.compute.hosts.count * 120_000,
  }),
  overallStatus: (pool) => pool.overallStatus,
});

const SUMMARY: Definitions<PoolFacts> = {
  name: (pool) => pool.name,
  config: CONFIG,
  runtime: RUNTIME,
  quickStats: data<PoolFacts>('ResourcePoolQuickStats', {
    overallCpuUsage: (pool) => pool.cpuUsage,
    overallCpuDemand: (pool) => Math.ceil(pool.cpuUsage * 1.05),
    guestMemoryUsage: (pool) => pool.memoryUsage >> 2,
    hostMemoryUsage: (pool) => pool.memoryUsage,
    distributedCpuEntitlement: (pool) => pool.cpuUsage,
    distributedMemoryEntitlement: (pool) => pool.memoryUsage >> 2,
    staticCpuEntitlement: 0,
    staticMemoryEntitlement: 0,
    privateMemory: (pool) => pool.memoryUsage - (pool.memoryUsage >> 4),
    sharedMemory: (pool) => pool.memoryUsage >> 4,
    swappedMemory: (pool) => pool.swappedMemory,
    balloonedMemory: (pool) => pool.balloonedMemory,
    overheadMemory: (pool) => pool.machineCount * 90,
    consumedOverheadMemory: (pool) => pool.machineCount * 60,
    compressedMemory: 0,
  }),
  configuredMemoryMB: (pool) => pool.machineCount * 8192,
};

const SHARED: Definitions<PoolFacts> = {
  ...entityProperties<PoolFacts>((pool) => pool.name),
  runtime: RUNTIME,
  owner: ({ compute }) => reference(compute.kind, compute.index),
  resourcePool: (pool) => pool.children.map(({ kind, index }) => reference(kind, index)),
  vm: (pool) => referencesTo('machine', machinesIn(pool.estate, pool)),
  config: CONFIG,
  childConfiguration: list('ResourceConfigSpec', []),
};

export const POOL = new ManagedModel<PoolFacts>('ResourcePool', {
  ...SHARED,
  summary: data<PoolFacts>('ResourcePoolSummary', SUMMARY),
});

const PRODUCT = data<PoolFacts>('VAppProductInfo', {
  key: 0,
  name: (vApp) => vApp.name,
  vendor: 'Example & Partner',
  version: (vApp) => `${vApp.index + 1}.0`,
});

export const VAPP = new ManagedModel<PoolFacts>('VirtualApp', {
  ...SHARED,
  summary: data<PoolFacts>('VirtualAppSummary', {
    ...SUMMARY,
    product: PRODUCT,
    vAppState: (vApp) => (vApp.isStarted ? 'started' : 'stopped'),
    suspended: false,
    installBootRequired: false,
    instanceUuid: (vApp) => vApp.dice.uuid(QUESTION.uuid),
  }),
  parentFolder: (vApp) => {
    const { folder } = placeOfVApp(vApp.estate, vApp.index);
    return folder === undefined ? undefined : reference('vmFolder', folder);
  },
  datastore: ({ compute }) => [reference('datastore', compute.datastores.first)],
  network: [],
  vAppConfig: data<PoolFacts>('VAppConfigInfo', {
    product: list<PoolFacts>('VAppProductInfo', (vApp) => [PRODUCT.item(vApp)]),
    property: list('VAppPropertyInfo', []),
    ipAssignment: data('VAppIPAssignmentInfo', {
      supportedAllocationScheme: ['dhcp'],
      ipAllocationPolicy: 'fixedPolicy',
      supportedIpProtocol: ['IPv4'],
      ipProtocol: 'IPv4',
    }),
    installBootRequired: false,
    installBootStopDelay: 0,
    annotation: '',
    instanceUuid: (vApp) => vApp.dice.uuid(QUESTION.uuid),
  }),
  parentVApp: (vApp) => {
    const parent = parentOf(vApp.estate, vApp);
    return parent?.kind === 'vApp' ? reference('vApp', parent.index) : undefined;
  },
  childLink: list('VirtualAppLinkInfo', []),
});
