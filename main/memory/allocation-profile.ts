import type { AllocationProfile } from '../../shared/contract.ts';
import { recordAllocations } from './allocation-recording.ts';
import { prunedTree } from './allocation-tree.ts';
import { functionName, type HeapProfileNode, heapProfileRoot } from './heap-profile.ts';
import { sourceLocator } from './source-positions.ts';

const TOP_SITES = 25;

/**
 * Samples which functions of this isolate allocate, garbage included, until the returned function is called. Use it once;
 * it resolves to the functions that allocated most. Throws `usage` when this isolate is recorded already.
 */
export async function profileAllocations(): Promise<() => Promise<AllocationProfile>> {
  const recording = await recordAllocations();
  return async () => {
    recording.stop();
    return summarizeProfile(await recording.text);
  };
}

/** What people read of a .heapprofile text: the top functions and the call tree, with places in the sources. */
export function summarizeProfile(text: string): AllocationProfile {
  const locate = sourceLocator();
  const root = heapProfileRoot(text);
  const sites = new Map<string, { function: string; location: string; bytes: number }>();
  let totalBytes = 0;
  const open: HeapProfileNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...node.children);
    if (node.selfSize === 0) continue;
    totalBytes += node.selfSize;
    const name = functionName(node);
    const location = locate(node.callFrame);
    const key = `${name} ${location}`;
    const site = sites.get(key) ?? { function: name, location, bytes: 0 };
    site.bytes += node.selfSize;
    sites.set(key, site);
  }
  return {
    totalBytes,
    sites: [...sites.values()].sort((a, b) => b.bytes - a.bytes).slice(0, TOP_SITES),
    tree: prunedTree(root, locate),
  };
}
