import type { CollectionState } from '../../shared/contract.ts';
import { type ForgetReason, hasBegun, MOST_VCENTERS, vcenterIdentity } from '../../shared/open-vcenters.ts';

export interface Superseded {
  readonly id: string;
  readonly reason: ForgetReason;
}

/** Whether a collection ended without anything to show; it is kept until the next one starts, for its error. */
export function broughtNothing(state: CollectionState): boolean {
  return state.endedAt !== undefined && !hasBegun(state);
}

/**
 * Finished collections that are not kept: those of a vCenter that a newer one has finished for, and those of the vCenters
 * that were collected longest ago when there are too many.
 * @param states oldest first
 */
export function superseded(states: readonly CollectionState[]): readonly Superseded[] {
  const finished = states.filter((state) => state.endedAt !== undefined && hasBegun(state));
  const newest = new Map<string, string>();
  for (const state of finished) {
    const identity = vcenterIdentity(state);
    // A map keeps the place of a key that is set again: the newest one comes last.
    newest.delete(identity);
    newest.set(identity, state.id);
  }
  const kept = [...newest.values()];
  const tooMany = kept.slice(0, Math.max(0, kept.length - MOST_VCENTERS));
  return finished.flatMap(({ id }): Superseded[] => {
    if (tooMany.includes(id)) return [{ id, reason: 'too-many' }];
    return kept.includes(id) ? [] : [{ id, reason: 'replaced' }];
  });
}
