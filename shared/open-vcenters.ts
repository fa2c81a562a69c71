import type { CollectionState } from './contract.ts';

/** vCenters whose rows are kept beside each other; one more drops the one that was collected longest ago. */
export const MOST_VCENTERS = 8;

/** Why a collection left: somebody closed its vCenter, a newer one took its place, or there were too many vCenters. */
export const FORGET_REASONS = ['closed', 'replaced', 'too-many'] as const;
export type ForgetReason = (typeof FORGET_REASONS)[number];

/**
 * What makes two collections those of one vCenter: its instanceUuid, however it was reached and by whom. Until it has told
 * one (a standalone ESXi host never does) its address stands in.
 */
export function vcenterIdentity({ about, source }: Pick<CollectionState, 'about' | 'source'>): string {
  return about?.instanceUuid || source.server;
}

/**
 * Whether a collection has something to show in place of the one before it: cached rows, or it reads its first kind. A login alone is
 * not enough, since a datacenter that does not exist shows only after it.
 */
export function hasBegun({
  rows,
  currentType,
  phase,
  cache,
}: Pick<CollectionState, 'rows' | 'currentType' | 'phase' | 'cache'>): boolean {
  const showsCached = Object.keys(cache.collectedAt).length > 0;
  return rows > 0 || showsCached || currentType !== undefined || phase === 'completed' || phase === 'partial';
}
