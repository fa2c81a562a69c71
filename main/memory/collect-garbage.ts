import { getHeapStatistics } from 'node:v8';
import { forceGc } from './force-gc.ts';
import type { CollectedGarbage } from './isolate.ts';

/** Collects the garbage of this isolate in full. */
export function collectGarbage(): CollectedGarbage {
  const beforeBytes = getHeapStatistics().used_heap_size;
  const from = performance.now();
  forceGc('major');
  return { beforeBytes, pauseMs: performance.now() - from, afterBytes: getHeapStatistics().used_heap_size };
}
