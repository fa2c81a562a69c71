import { getHeapStatistics } from 'node:v8';
import { recordAllocations } from './allocation-recording.ts';
import { collectGarbage } from './collect-garbage.ts';
import { writeHeapSnapshot } from './heap-snapshot.ts';
import type { IsolateReading, ObservedIsolate } from './isolate.ts';

/** The isolate this runs in, as the main one. */
export const MAIN_ISOLATE: ObservedIsolate = {
  name: 'main',
  read: async () => readHeap(),
  collectGarbage: async () => collectGarbage(),
  writeHeapSnapshot: async (path) => writeHeapSnapshot(path),
  recordAllocations,
};

/** Heap of this isolate now. */
export function readHeap(): IsolateReading {
  const heap = getHeapStatistics();
  return {
    heapUsed: heap.used_heap_size,
    heapTotal: heap.total_heap_size,
    external: heap.external_memory,
    heapLimit: heap.heap_size_limit,
    arrayBuffers: process.memoryUsage().arrayBuffers,
  };
}
