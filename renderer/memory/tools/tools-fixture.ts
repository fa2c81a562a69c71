import type { AllocationNode, AllocationProfile, LeakCheck, MemoryTools } from '../../../shared/contract.ts';

const KIB = 1024;

/** Tools of main and one collector that do nothing now. */
export function memoryTools(changes: Partial<MemoryTools> = {}): MemoryTools {
  return { isolates: ['main', 'collector-1'], folder: '/data/memory', ...changes };
}

export function node(name: string, kib: number, children: readonly AllocationNode[] = []): AllocationNode {
  return { function: name, location: `main/${name}.ts:1`, bytes: kib * KIB, children };
}

export function profile(tree: AllocationNode): AllocationProfile {
  return { totalBytes: tree.bytes, sites: [], tree };
}

/** A leak check whose settled memory, in KiB, is given run by run; half of it lies outside of the heap. */
export function leakCheck(heaps: readonly number[], changes: Partial<LeakCheck> = {}): LeakCheck {
  const points = heaps.map((kib, index) => ({
    run: index + 1,
    at: index * 1000,
    heapUsed: (kib * KIB) / 2,
    external: (kib * KIB) / 2,
    rss: 100 * KIB * KIB,
  }));
  return { phase: 'running', label: 'Demo estate', runs: 10, points, ...changes };
}
