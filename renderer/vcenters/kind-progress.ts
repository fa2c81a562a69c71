import type { ResourceType } from '../../shared/inventory.ts';
import { isRunning } from '../shell/collection-store.ts';
import type { OpenVcenter } from './open-vcenters.ts';

/** How far the rows of a kind are, over all open vCenters: more may come, all are there, or some never arrived. */
export type KindProgress = 'coming' | 'finished' | 'missing';

export function kindProgress(open: readonly OpenVcenter[], type: ResourceType): KindProgress {
  const isComing = open.some(({ collection: { counts, phase, finished } }) => {
    const onTheirWay = (counts[type] ?? 0) > 0;
    return onTheirWay || (isRunning(phase) && !finished.includes(type));
  });
  if (isComing) return 'coming';
  return open.every(({ collection }) => collection.finished.includes(type)) ? 'finished' : 'missing';
}
