import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';

/**
 * The kinds of a collection that has ended which are worth a generation: those that are whole. None for one that was cancelled or
 * failed, or that read nothing from vCenter: its rows are those of an earlier one.
 */
export function kindsToKeep({ phase, finished, cache }: CollectionState): readonly ResourceType[] {
  if ((phase !== 'completed' && phase !== 'partial') || cache.stale) return [];
  return finished.every((type) => cache.collectedAt[type] !== undefined) ? [] : finished;
}
