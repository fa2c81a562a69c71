import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import type { GcStatistic } from './reclaimed-bytes.ts';

type V8Gc = (options: { readonly type: 'minor' | 'major' }) => void;

/** Nobody may ask. */
const MOST_UNTOLD = 64;
const forced: GcStatistic[] = [];

// Found when this is loaded. V8's flags are the process's, and changing one while other isolates run can crash them: the
// main thread sets it before it starts a worker, and a worker finds it set.
const gc = exposed() ?? expose();

/**
 * Collects garbage of this isolate now. `minor` takes well under a millisecond; `major` about half a millisecond
 * per live MB and stops the isolate meanwhile. Needs no launch switch, and the isolate's own global stays clean.
 */
export function forceGc(kind: 'minor' | 'major'): void {
  const before = getHeapStatistics().used_heap_size;
  const from = performance.now();
  gc({ type: kind });
  const pauseMs = performance.now() - from;
  if (forced.length >= MOST_UNTOLD) forced.shift();
  forced.push({ kind, pauseMs, reclaimedBytes: before - getHeapStatistics().used_heap_size });
}

/** What the collections that were forced since this was asked before have done, the last few of them. */
export function takeForced(): readonly GcStatistic[] {
  return forced.splice(0);
}

/** V8 puts its function into every context that is made while the flag is set. */
function exposed(): V8Gc | undefined {
  return runInNewContext('globalThis.gc') as V8Gc | undefined;
}

function expose(): V8Gc {
  if (!isMainThread) throw new Error('the main thread has to load force-gc.ts before it starts a worker that does');
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as V8Gc;
}
