import { at } from '../estate/dice.ts';
import { hostNameOf } from '../estate/infrastructure-names.ts';
import { machinesOfHost, switchOfCompute } from '../estate/placement.ts';
import { type ComputePlan, computeOf, type DatacenterPlan, type Estate } from '../estate/shape.ts';
import { OBSERVED_AT } from './clock.ts';
import { EntityFacts } from './entity-facts.ts';
import { type HostCondition, hostConditionOf } from './host-condition.ts';

const QUESTION = {
  model: 100,
  uuid: 101,
  boot: 102,
  memory: 103,
  cpuLoad: 104,
  memoryLoad: 105,
  serial: 106,
  reboot: 107,
  build: 108,
  hba: 109,
  certificate: 110,
} as const;

export interface HostModel {
  readonly vendor: string;
  readonly name: string;
  readonly cpu: string;
  readonly mhz: number;
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly evc: string;
}

const MODELS: readonly HostModel[] = [
  {
    vendor: 'Dell Inc.',
    name: 'PowerEdge R750',
    cpu: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz',
    mhz: 1995,
    sockets: 2,
    coresPerSocket: 32,
    evc: 'intel-icelake',
  },
  {
    vendor: 'Dell Inc.',
    name: 'PowerEdge R640',
    cpu: 'Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz',
    mhz: 2095,
    sockets: 2,
    coresPerSocket: 20,
    evc: 'intel-cascadelake',
  },
  {
    vendor: 'HPE',
    name: 'ProLiant DL380 Gen10',
    cpu: 'Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz',
    mhz: 2993,
    sockets: 2,
    coresPerSocket: 24,
    evc: 'intel-cascadelake',
  },
  {
    vendor: 'HPE',
    name: 'ProLiant DL385 Gen11',
    cpu: 'AMD EPYC 9354 32-Core Processor',
    mhz: 3250,
    sockets: 2,
    coresPerSocket: 32,
    evc: 'amd-zen4',
  },
  {
    vendor: 'Lenovo',
    name: 'ThinkSystem SR650 V2',
    cpu: 'Intel(R) Xeon(R) Gold 5318Y CPU @ 2.10GHz',
    mhz: 2095,
    sockets: 2,
    coresPerSocket: 24,
    evc: 'intel-icelake',
  },
  {
    vendor: 'Cisco Systems Inc',
    name: 'UCSB-B200-M5',
    cpu: 'Intel(R) Xeon(R) Platinum 8160 CPU @ 2.10GHz',
    mhz: 2095,
    sockets: 2,
    coresPerSocket: 24,
    evc: 'intel-skylake',
  },
];
const MEMORY_GB = [384, 512, 512, 768, 1024];
const PRODUCTS = [
  { version: '8.0.2', build: '22380479' },
  { version: '8.0.2', build: '23305546' },
  { version: '8.0.1', build: '21813344' },
  { version: '7.0.3', build: '21930508' },
];

/** What is known of an ESXi host. Hosts of a cluster are alike; hosts that do not answer keep their last known hardware. */
export class HostFacts extends EntityFacts {
  readonly compute: ComputePlan;
  readonly condition: HostCondition;

  constructor(estate: Estate, index: number) {
    super(estate, 'host', index);
    this.compute = computeOf(estate, 'hosts', index);
    this.condition = hostConditionOf(estate, index);
  }

  get datacenter(): DatacenterPlan {
    return at(this.estate.datacenters, this.compute.datacenter);
  }

  get name(): string {
    return hostNameOf(this.estate, this.index);
  }

  /** Hosts of one cluster are bought together. */
  get model(): HostModel {
    return at(MODELS, (this.compute.index * 7 + (this.compute.kind === 'cluster' ? 0 : 3)) % MODELS.length);
  }

  get memoryBytes(): number {
    // The firmware keeps a little for itself, so sizes are never round.
    return (
      at(MEMORY_GB, this.compute.index % MEMORY_GB.length) * 1024 ** 3 -
      268_435_456 -
      this.dice.below(QUESTION.memory, 1000) * 4096
    );
  }

  get product(): { readonly version: string; readonly build: string } {
    return at(PRODUCTS, this.compute.index % PRODUCTS.length);
  }

  get cores(): number {
    return this.model.sockets * this.model.coresPerSocket;
  }

  get totalMhz(): number {
    return this.cores * this.model.mhz;
  }

  get isConnected(): boolean {
    return this.condition.connectionState === 'connected';
  }

  override get overallStatus(): string {
    if (this.condition.connectionState === 'notResponding') return 'red';
    return this.isConnected ? super.overallStatus : 'gray';
  }

  get uuid(): string {
    return this.dice.uuid(QUESTION.uuid);
  }

  get serial(): string {
    return this.dice.roll(QUESTION.serial).toString(36).toUpperCase().padStart(7, '0');
  }

  get bootedAt(): number | undefined {
    return this.isConnected ? OBSERVED_AT - this.dice.between(QUESTION.boot, 3600, 300 * 86_400) * 1000 : undefined;
  }

  get cpuUsage(): number {
    const percent = this.condition.inMaintenanceMode ? 1 : this.dice.between(QUESTION.cpuLoad, 4, 78);
    return Math.floor((this.totalMhz * percent) / 100);
  }

  /** MB. */
  get memoryUsage(): number {
    const percent = this.condition.inMaintenanceMode ? 2 : this.dice.between(QUESTION.memoryLoad, 25, 94);
    return Math.floor(((this.memoryBytes / 1024 ** 2) * percent) / 100);
  }

  get rebootRequired(): boolean {
    return this.dice.chance(QUESTION.reboot, 25);
  }

  get nicCount(): number {
    return 4;
  }

  get hbaCount(): number {
    return 2 + this.dice.below(QUESTION.hba, 3);
  }

  get address(): string {
    return `172.16.${this.compute.datacenter * 16 + (this.index >> 8)}.${this.index & 255}`;
  }

  get distributedSwitch(): number | undefined {
    return this.compute.kind === 'cluster' ? switchOfCompute(this.datacenter, this.compute) : undefined;
  }

  get machines(): Iterable<number> {
    return machinesOfHost(this.compute, this.index);
  }
}
