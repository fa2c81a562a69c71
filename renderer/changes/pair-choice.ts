import type { Generation } from '../../shared/generations-view.ts';

/** Two generations to be compared; either may be missing. */
export interface Pair {
  readonly older: string | undefined;
  readonly newer: string | undefined;
}

/** What the newest one may be held against: older ones of its vCenter, newest first. */
export function olderThan(newer: string | undefined, generations: readonly Generation[]): readonly Generation[] {
  const chosen = generations.find(({ id }) => id === newer);
  if (chosen === undefined) return [];
  return generations.filter(
    ({ id, about, collectedAt }) =>
      id !== chosen.id && about.instanceUuid === chosen.about.instanceUuid && collectedAt <= chosen.collectedAt,
  );
}

/** The newest that has one before it, of the same attributes where there is one; else the newest alone. @param generations newest first */
export function defaultPair(generations: readonly Generation[]): Pair {
  const newer = generations.find(({ id }) => olderThan(id, generations).length > 0) ?? generations[0];
  return { newer: newer?.id, older: previousOf(newer?.id, generations) };
}

/** What one is compared with when nobody says otherwise: the one before it, of the same attributes where there is one. */
export function previousOf(newer: string | undefined, generations: readonly Generation[]): string | undefined {
  const candidates = olderThan(newer, generations);
  const scope = generations.find(({ id }) => id === newer)?.scope;
  return (candidates.find((each) => each.scope === scope) ?? candidates[0])?.id;
}

/** What is left of a choice when generations came or went. */
export function keptPair({ older, newer }: Pair, generations: readonly Generation[]): Pair | undefined {
  const exists = (id: string | undefined) => generations.some((each) => each.id === id);
  return exists(older) && exists(newer) ? { older, newer } : undefined;
}
