import type { CacheAmount, CacheEntry } from '../../shared/cache-view.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';
import { lengthText } from '../ui/age-text.ts';
import type { ScopeGroup } from './entry-groups.ts';

/** "fresh for 42 min", or "stale". `now` in milliseconds since the epoch. */
export function freshText({ freshUntil }: Pick<CacheEntry, 'freshUntil'>, now: number): string {
  return freshUntil > now ? `fresh for ${lengthText(freshUntil - now)}` : 'stale';
}

/** How many times smaller a chunk lies in the cache than it is: "5.0x". */
export function ratioText(rawBytes: number, storedBytes: number): string {
  return storedBytes === 0 ? '–' : `${(rawBytes / storedBytes).toFixed(1)}x`;
}

/** "Selected attributes, all datacenters". */
export function scopeText({ pruned, datacenters }: Pick<ScopeGroup, 'pruned' | 'datacenters'>): string {
  const attributes = pruned ? 'Selected attributes' : 'All properties';
  return `${attributes}, ${datacenters.length === 0 ? 'all datacenters' : datacenters.join(', ')}`;
}

function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "14 entries, 55 chunks, 285 KiB". */
export function amountText({ entries, chunks, storedBytes }: CacheAmount): string {
  return [counted(entries, 'entry', 'entries'), counted(chunks, 'chunk', 'chunks'), formatBytes(storedBytes)].join(
    ', ',
  );
}

/** Share of reads that found something; undefined before the first. */
export function hitShare({ hits, misses }: { readonly hits: number; readonly misses: number }): number | undefined {
  return hits + misses === 0 ? undefined : hits / (hits + misses);
}
