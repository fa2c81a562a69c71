import type { BatchBand, GcMark, IsolateSample, MemoryTick } from '../../shared/contract.ts';

const MIB = 1024 * 1024;

/** A sample of an isolate with this much heap in use, in MiB; twice as much reserved, and one outside of the heap. */
export function sample(isolate: string, used: number): IsolateSample {
  return { isolate, heapUsed: used * MIB, heapTotal: used * 2 * MIB, external: MIB, heapLimit: 4096 * MIB };
}

/** A moment with a resident set of 100 MiB and the heap in use of each isolate, in MiB. */
export function tick(
  at: number,
  heaps: Readonly<Record<string, number>>,
  more: Partial<Omit<MemoryTick, 'at' | 'isolates'>> = {},
): MemoryTick {
  const isolates = Object.entries(heaps).map(([isolate, used]) => sample(isolate, used));
  return { at, rss: 100 * MIB, processes: [], isolates, gc: [], batches: [], ...more };
}

/** A collection of garbage of the collector. */
export function mark(at: number, more: Partial<GcMark> = {}): GcMark {
  return { isolate: 'collector-1', at, pauseMs: 1.5, kind: 'minor', forced: false, ...more };
}

/** A batch of 50 VMs. */
export function band(from: number, to: number, seq = 0, more: Partial<BatchBand> = {}): BatchBand {
  return {
    isolate: 'collector-1',
    from,
    to,
    type: 'VirtualMachine',
    seq,
    rows: 50,
    receivedBytes: 0,
    heapGrowthBytes: 0,
    stages: {},
    ...more,
  };
}

export { MIB };
