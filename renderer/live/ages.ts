import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import type { FollowedVcenter } from './live-store.ts';

/** When the two groups of values were true last, in milliseconds since the epoch. */
export interface Ages {
  /** Configuration and state, which vCenter pushes. */
  readonly stateAt: number;
  /** Use and storage, which it does not. */
  readonly statsAt: number;
}

/** What is known of the age of one vCenter's rows of a kind. */
export interface KindAges extends Ages {
  readonly label: string;
  /** Whether changes of the kind are followed. */
  readonly followed: boolean;
}

/** When a collection's rows of a kind were read from vCenter, in milliseconds since the epoch. */
export function collectedAtOf(
  { cache, endedAt, startedAt }: Pick<CollectionState, 'cache' | 'endedAt' | 'startedAt'>,
  type: ResourceType,
): number {
  return cache.collectedAt[type] ?? endedAt ?? startedAt;
}

/** The moment up to which a kind is as vCenter says; undefined where nobody watches it, or not yet. */
export function confirmedAtOf(followed: FollowedVcenter | undefined, type: ResourceType): number | undefined {
  return followed?.state.kinds.includes(type) ? followed.state.confirmedAt : undefined;
}

/**
 * How old the rows of a kind are, for each open vCenter that has any.
 * @param followed by the key of the vCenter
 * @param statsAt when use and storage of rows in view were read, by key
 */
export function kindAges(
  type: ResourceType,
  open: readonly OpenVcenter[],
  followed: readonly FollowedVcenter[],
  statsAt: Readonly<Record<string, Readonly<Partial<Record<ResourceType, number>>>>>,
): KindAges[] {
  return open
    .filter(({ collection }) => (collection.counts[type] ?? 0) > 0)
    .map(({ key, label, collection }) => {
      const collectedAt = collectedAtOf(collection, type);
      const confirmedAt = confirmedAtOf(
        followed.find((each) => each.key === key),
        type,
      );
      return {
        label,
        followed: confirmedAt !== undefined,
        stateAt: Math.max(confirmedAt ?? 0, collectedAt),
        statsAt: Math.max(statsAt[key]?.[type] ?? 0, collectedAt),
      };
    });
}
