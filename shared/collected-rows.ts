import type { CollectionState } from './contract.ts';
import { RESOURCE_TYPES, type ResourceType } from './inventory.ts';

type Told = Pick<CollectionState, 'phase' | 'startedAt' | 'counts' | 'finished' | 'missing' | 'cache'>;

/**
 * Since when the rows of a collection may be out of date: when the oldest of them were read from vCenter, in milliseconds since the
 * epoch. Rows that the collection read itself count from its beginning.
 * @param types the kinds that matter
 */
export function collectedAt(
  { startedAt, counts, cache }: Told,
  types: readonly ResourceType[] = RESOURCE_TYPES,
): number {
  const cached = types.flatMap((type) => cache.collectedAt[type] ?? []);
  const isRead = types.some((type) => (counts[type] ?? 0) > 0 && cache.collectedAt[type] === undefined);
  return Math.min(...(isRead || cached.length === 0 ? [startedAt] : []), ...cached);
}

/** Whether the rows of these kinds are all there, with all their values, as vCenter told them when it was asked. */
export function isComplete(
  { phase, finished, missing, cache }: Told,
  types: readonly ResourceType[] = RESOURCE_TYPES,
): boolean {
  const isWhole = phase === 'completed' || types.every((type) => finished.includes(type));
  return isWhole && !cache.stale && !missing.some(({ type }) => types.includes(type));
}
