import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { vcenterOf } from '../inventory/qualified-ref.ts';
import { lengthText } from '../ui/age-text.ts';

/** A vCenter whose objects are summed up. */
export interface AgedVcenter {
  readonly key: string;
  readonly label: string;
  readonly collection: Pick<CollectionState, 'cache' | 'startedAt' | 'endedAt'>;
}

export interface AgedObjects {
  readonly type: ResourceType;
  /** Qualified references of what is summed up. */
  readonly refs: readonly string[];
  readonly open: readonly AgedVcenter[];
  /** When use of an object was read last since the collection, in milliseconds since the epoch. */
  readonly statsAt: (ref: string) => number | undefined;
  /** Milliseconds since the epoch, by the same clock. */
  readonly now: number;
}

/**
 * How old the use is that sums of objects are made of, a text for each vCenter that has any: "used 12 s ago",
 * "used at collection, 8 h ago", or both where only some were read since.
 */
export function ageTexts({ type, refs, open, statsAt, now }: AgedObjects): readonly string[] {
  const ago = (at: number): string => lengthText(now - at);
  return open.flatMap(({ key, label, collection }) => {
    const own = refs.filter((ref) => vcenterOf(ref) === key);
    if (own.length === 0) return [];
    const { cache, startedAt, endedAt } = collection;
    // While a collection runs, nothing that it has is older than its beginning.
    const collectedAt = cache.collectedAt[type] ?? endedAt ?? startedAt;
    const read = own.map(statsAt).filter((at) => at !== undefined && at > collectedAt) as number[];
    const collected = `at collection, ${ago(collectedAt)} ago`;
    const [newest, oldest] = [ago(Math.max(...read)), ago(Math.min(...read))];
    const since = newest === oldest ? `${newest} ago` : `${newest} to ${oldest} ago`;
    const rest = `${since}; ${formatCount(own.length - read.length)} of ${formatCount(own.length)} ${collected}`;
    const text = `used ${read.length === 0 ? collected : read.length === own.length ? since : rest}`;
    return [open.length > 1 ? `${label}: ${text}` : text];
  });
}
