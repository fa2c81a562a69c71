import type { ChangeCounts } from '../../shared/cache-view.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { formatAgo, formatCount } from '../../shared/units.ts';
import { lengthText } from '../ui/age-text.ts';

/** How old the rows of a kind are, when they are not those that vCenter has just told. */
export interface AgeNote {
  readonly text: string;
  /** Nobody is reading them anew: vCenter cannot be reached. */
  readonly stale: boolean;
}

/** What to say of the age of a kind's rows; undefined for rows read from vCenter. `now` in milliseconds since the epoch. */
export function ageNote(
  { cache }: Pick<CollectionState, 'cache'>,
  type: ResourceType,
  now: number,
): AgeNote | undefined {
  const collectedAt = cache.collectedAt[type];
  if (collectedAt === undefined) return undefined;
  if (cache.stale)
    return { text: `stale, ${lengthText(now - collectedAt)} old: vCenter cannot be reached`, stale: true };
  return { text: `cached ${formatAgo(collectedAt, now)}`, stale: false };
}

/** What a refresh found: "3 added, 1 removed, 5 changed", or "nothing changed". */
export function changesText({ added, removed, changed }: ChangeCounts): string {
  const parts = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'changed'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  return told.length === 0 ? 'nothing changed' : told.join(', ');
}
