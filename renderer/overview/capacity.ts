import type { Counted } from './counted.ts';
import type { MeasureId } from './measures.ts';

/** Something that VMs are given, or take, of what the available hosts have. */
export interface Share {
  /** In the unit of the resource. */
  readonly amount: number;
  /** Rows that had a value, and rows that the amount is about. */
  readonly known: number;
  readonly of: number;
  /** Of the capacity; undefined when there is none, or no value at all. */
  readonly share: number | undefined;
  /** Where the number leads, and where to the rows without a value. */
  readonly measure: MeasureId;
  readonly unknown: MeasureId;
}

/** A resource of the available hosts in one scope. */
export interface ResourceUse {
  /** Cores, or bytes. */
  readonly capacity: number;
  /** Available hosts that told theirs, and all available ones. */
  readonly known: number;
  readonly of: number;
  readonly unknown: MeasureId;
  /** To VMs that are powered on, and to all. */
  readonly allocatedOn: Share;
  readonly allocated: Share;
  /** Now; MHz, or bytes. */
  readonly used: Share;
  /** What `used` is a part of, in its unit: of the hosts that told their use. */
  readonly usedOf: number;
}

interface Names {
  readonly capacity: 'cores' | 'memory';
  readonly allocation: 'cpus' | 'memory';
  readonly used: 'cpuUsed' | 'memoryUsed';
  readonly usedOf: 'cpuOfUsed' | 'memoryOfUsed';
  readonly unknown: Readonly<Record<'capacity' | 'on' | 'all' | 'used', MeasureId>>;
}

const CPU: Names = {
  capacity: 'cores',
  allocation: 'cpus',
  used: 'cpuUsed',
  usedOf: 'cpuOfUsed',
  unknown: {
    capacity: 'hostsCoresUnknown',
    on: 'vmsOnCpusUnknown',
    all: 'vmsCpusUnknown',
    used: 'hostsCpuUseUnknown',
  },
};
const MEMORY: Names = {
  capacity: 'memory',
  allocation: 'memory',
  used: 'memoryUsed',
  usedOf: 'memoryOfUsed',
  unknown: {
    capacity: 'hostsMemoryUnknown',
    on: 'vmsOnMemoryUnknown',
    all: 'vmsMemoryUnknown',
    used: 'hostsMemoryUseUnknown',
  },
};

/** vCPUs against cores, and use in MHz. */
export function cpuUse(counted: Counted, scope: number): ResourceUse {
  return resourceUse(counted, scope, CPU);
}

/** Memory of VMs against that of hosts, and use, all in bytes. */
export function memoryUse(counted: Counted, scope: number): ResourceUse {
  return resourceUse(counted, scope, MEMORY);
}

function resourceUse(counted: Counted, scope: number, names: Names): ResourceUse {
  const { total: capacity, known } = counted.sum('hostsAvailable', names.capacity, scope);
  const usedOf = counted.sum('hostsAvailable', names.usedOf, scope).total;
  const share = (measure: MeasureId, name: string, whole: number, unknown: MeasureId): Share => {
    const sum = counted.sum(measure, name, scope);
    const of = counted.rows(measure, scope);
    // No rows at all are an amount of 0; rows of which none has a value are not.
    const isKnown = of === 0 || sum.known > 0;
    const isShare = isKnown && whole > 0;
    return {
      amount: sum.total,
      known: sum.known,
      of,
      share: isShare ? sum.total / whole : undefined,
      measure,
      unknown,
    };
  };
  return {
    capacity,
    known,
    of: counted.rows('hostsAvailable', scope),
    unknown: names.unknown.capacity,
    allocatedOn: share('vmsOn', names.allocation, capacity, names.unknown.on),
    allocated: share('VirtualMachine', names.allocation, capacity, names.unknown.all),
    used: share('hostsAvailable', names.used, usedOf, names.unknown.used),
    usedOf,
  };
}
