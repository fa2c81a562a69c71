import type { CollectionState } from '../../shared/contract.ts';
import { RESOURCE_LABELS, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { isRunning } from '../shell/collection-store.ts';

/**
 * How far the rows of a kind are: all there; more may come, or those on screen be replaced; broken off; or not read at all,
 * so that nothing is known and nothing is not the same as none.
 */
export type KindState = 'whole' | 'coming' | 'cut' | 'absent';

type Progress = Pick<CollectionState, 'phase' | 'finished' | 'missing'>;

/** @param rows rows of the kind in the window */
export function kindState({ phase, finished, missing }: Progress, type: ResourceType, rows: number): KindState {
  if (finished.includes(type)) return 'whole';
  const isLost = missing.some((report) => report.type === type && report.path === '*');
  if (isRunning(phase) && !isLost) return 'coming';
  return rows > 0 ? 'cut' : 'absent';
}

/** How far the rows of a kind are over the collections of several vCenters. @param rows of all of them */
export function kindStateOf(collections: readonly Progress[], type: ResourceType, rows: number): KindState {
  return worstOf(collections.map((collection) => kindState(collection, type, rows)));
}

/** The worst of several: what a number that is made of several kinds is worth. */
export function worstOf(states: readonly KindState[]): KindState {
  const order: readonly KindState[] = ['absent', 'cut', 'coming', 'whole'];
  return order.find((state) => states.includes(state)) ?? 'whole';
}

/** The kinds that are not whole although nobody is reading them any more, as text: what is known of them and what not. */
export function gapsOf(
  collections: readonly Progress[],
  rowsOf: (type: ResourceType) => number,
): { readonly cut: readonly string[]; readonly absent: readonly string[] } {
  const inState = (wanted: KindState): readonly string[] =>
    RESOURCE_TYPES.filter((type) => kindStateOf(collections, type, rowsOf(type)) === wanted).map(
      (type) => RESOURCE_LABELS[type],
    );
  return { cut: inState('cut'), absent: inState('absent') };
}
