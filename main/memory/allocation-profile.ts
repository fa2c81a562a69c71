import { Session } from 'node:inspector/promises';
import type { AllocationProfile } from '../../shared/contract.ts';

/** One allocation in so many bytes is looked at, on average; V8's own default is 32 KiB. */
const SAMPLING_BYTES = 64 * 1024;
const TOP_SITES = 25;

interface ProfileNode {
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
  readonly selfSize: number;
  readonly children: readonly ProfileNode[];
}

/**
 * Samples which functions of this isolate allocate, garbage included, until the returned function is called. Use it once;
 * it resolves to the functions that allocated most.
 */
export async function profileAllocations(): Promise<() => Promise<AllocationProfile>> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: SAMPLING_BYTES,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  return async () => {
    const { profile } = await session.post('HeapProfiler.stopSampling');
    session.disconnect();
    return summarize(profile.head as ProfileNode);
  };
}

function summarize(head: ProfileNode): AllocationProfile {
  const sites = new Map<string, { function: string; location: string; bytes: number }>();
  let totalBytes = 0;
  const open: ProfileNode[] = [head];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...node.children);
    if (node.selfSize === 0) continue;
    totalBytes += node.selfSize;
    const { functionName, url, lineNumber } = node.callFrame;
    const name = functionName || '(anonymous)';
    const location = url === '' ? '(native)' : `${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1}`;
    const key = `${name} ${location}`;
    const site = sites.get(key) ?? { function: name, location, bytes: 0 };
    site.bytes += node.selfSize;
    sites.set(key, site);
  }
  return { totalBytes, sites: [...sites.values()].sort((a, b) => b.bytes - a.bytes).slice(0, TOP_SITES) };
}
