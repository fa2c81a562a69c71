import type { CacheEntry } from '../../shared/cache-view.ts';
import { GROUPED_TYPES } from '../inventory/type-groups.ts';

/** Rows and bytes of several entries. */
export interface EntryTotals {
  readonly rows: number;
  readonly chunks: number;
  readonly rawBytes: number;
  readonly storedBytes: number;
}

/** What was cached of a vCenter with the same attributes and datacenters. */
export interface ScopeGroup {
  readonly scope: string;
  readonly pruned: boolean;
  readonly datacenters: readonly string[];
  /** When the newest of its entries was collected, milliseconds since the epoch. */
  readonly collectedAt: number;
  readonly entries: readonly CacheEntry[];
}

/** What was cached of one vCenter for one account. */
export interface VcenterGroup {
  readonly namespace: string;
  readonly name: string;
  readonly server: string;
  readonly totals: EntryTotals;
  /** The one collected last first. */
  readonly scopes: readonly ScopeGroup[];
}

export function totalsOf(entries: readonly CacheEntry[]): EntryTotals {
  const sum = (of: (entry: CacheEntry) => number): number => entries.reduce((total, entry) => total + of(entry), 0);
  return {
    rows: sum(({ rows }) => rows),
    chunks: sum(({ chunks }) => chunks),
    rawBytes: sum(({ rawBytes }) => rawBytes),
    storedBytes: sum(({ storedBytes }) => storedBytes),
  };
}

function scopeGroup(scope: string, entries: readonly CacheEntry[]): ScopeGroup {
  const sorted = entries.toSorted((a, b) => GROUPED_TYPES.indexOf(a.type) - GROUPED_TYPES.indexOf(b.type));
  return {
    scope,
    pruned: entries.every(({ pruned }) => pruned),
    datacenters: entries[0]?.datacenters ?? [],
    collectedAt: Math.max(...entries.map(({ collectedAt }) => collectedAt)),
    entries: sorted,
  };
}

/** The entries as they are listed: vCenter by vCenter in the order of their names, kinds in the order of the inventory. */
export function groupEntries(entries: readonly CacheEntry[]): readonly VcenterGroup[] {
  const groups = [...Map.groupBy(entries, ({ namespace }) => namespace)].map(([namespace, own]) => {
    // Its address may change from one collection to the next; the newest is the one to go by.
    const newest = own.toSorted((a, b) => b.collectedAt - a.collectedAt)[0];
    return {
      namespace,
      name: newest?.vcenter.name ?? '',
      server: newest?.vcenter.server ?? '',
      totals: totalsOf(own),
      scopes: [...Map.groupBy(own, ({ scope }) => scope)]
        .map(([scope, ofScope]) => scopeGroup(scope, ofScope))
        .sort((a, b) => b.collectedAt - a.collectedAt),
    };
  });
  return groups.sort((a, b) => a.name.localeCompare(b.name) || a.namespace.localeCompare(b.namespace));
}
