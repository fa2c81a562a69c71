import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';

/** What of a collection becomes a generation. */
export interface Keeping {
  /** Those that are whole. */
  readonly kinds: readonly ResourceType[];
  /** When its rows were read from vCenter, first and last; milliseconds since the epoch. */
  readonly startedAt: number;
  readonly collectedAt: number;
  /** Another collection has read all rows: they may have been kept already. */
  readonly fromCache: boolean;
}

/**
 * What is worth a generation of a collection that has ended: the kinds that are whole. Undefined for one that has none, that was
 * cancelled or failed, or whose rows are old ones because vCenter could not be reached.
 */
export function keepingOf(state: CollectionState): Keeping | undefined {
  const { phase, finished: kinds, cache, startedAt, endedAt = Date.now() } = state;
  if ((phase !== 'completed' && phase !== 'partial') || cache.stale || kinds.length === 0) return undefined;
  const moments = kinds.flatMap((type) => cache.collectedAt[type] ?? []);
  if (moments.length < kinds.length) return { kinds, startedAt, collectedAt: endedAt, fromCache: false };
  return { kinds, startedAt: Math.min(...moments), collectedAt: Math.max(...moments), fromCache: true };
}
