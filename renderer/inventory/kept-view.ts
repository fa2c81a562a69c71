import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { VCENTER_PATH, withoutVcenter } from '../vcenters/vcenter-column.ts';
import { checkTableFilter, type TableFilter } from './filter/column-filter.ts';
import type { InventoryState, NarrowedTo } from './inventory-store.ts';
import { isRecord } from './preference-storage.ts';
import { isRoot, qualify, unqualified, vcenterOf } from './qualified-ref.ts';
import type { RowSelection } from './selection/row-selection.ts';
import type { Sort } from './sort-keys.ts';

/** What the operator has made of the tables, apart from their columns. */
export type KeptView = Pick<
  InventoryState,
  'type' | 'sorts' | 'filters' | 'selected' | 'selections' | 'narrowedTo' | 'detailsOpen'
>;

/** Objects of one kind; a larger selection is not kept at all, since a part of it would be another one. */
export const MOST_SELECTED = 1000;
/** No reference, path or name is as long; a guard against a storage that somebody filled. */
const LONGEST_TEXT = 1024;
const MOST_SORTS = 50;
const DEEPEST_TRAIL = 100;

/** The view as it is written down. */
export function writableView(state: KeptView): object {
  const { type, sorts, filters, selected, selections, narrowedTo, detailsOpen } = state;
  const small = RESOURCE_TYPES.flatMap((kind) => {
    const { refs, anchor } = selections[kind] ?? { refs: new Set<string>(), anchor: undefined };
    return refs.size === 0 || refs.size > MOST_SELECTED ? [] : [[kind, { refs: [...refs], anchor }]];
  });
  return { type, sorts, filters, selected, selections: Object.fromEntries(small), narrowedTo, detailsOpen };
}

/** A vCenter on screen, with its key in what was written down where that is another one. */
interface KnownVcenter extends Pick<OpenVcenter, 'key' | 'label'> {
  readonly keptKey?: unknown;
}

/**
 * A view out of what was written down: whatever does not fit, or refers to vCenters that are not open, is left out.
 * Undefined when it is no view at all.
 */
export function checkView(value: unknown, open: readonly KnownVcenter[]): KeptView | undefined {
  if (!isRecord(value)) return undefined;
  const type = RESOURCE_TYPES.find((each) => each === value.type);
  if (type === undefined) return undefined;
  const keys = new Map(open.map(({ key, keptKey }) => [typeof keptKey === 'string' ? keptKey : key, key]));
  const refOf = (ref: unknown): string | undefined => {
    const key = isText(ref) ? keys.get(vcenterOf(ref)) : undefined;
    return isText(ref) && key !== undefined ? qualify(key, unqualified(ref)) : undefined;
  };
  return {
    type,
    sorts: byType(value.sorts, sortsOf),
    filters: byType(value.filters, (kept) => filterOf(kept, open)),
    selected: byType(value.selected, refOf),
    selections: byType(value.selections, (kept) => selectionOf(kept, refOf)),
    narrowedTo: narrowedToOf(value.narrowedTo, refOf, open.length > 1),
    detailsOpen: value.detailsOpen === true,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function byType<T>(
  value: unknown,
  check: (kept: unknown) => T | undefined,
): Readonly<Partial<Record<ResourceType, T>>> {
  if (!isRecord(value)) return {};
  const checked: Partial<Record<ResourceType, T>> = {};
  for (const type of RESOURCE_TYPES) {
    const kept = value[type] === undefined ? undefined : check(value[type]);
    if (kept !== undefined) checked[type] = kept;
  }
  return checked;
}

function sortsOf(value: unknown): readonly Sort[] | undefined {
  if (!Array.isArray(value) || value.length > MOST_SORTS) return undefined;
  const sorts = value.flatMap((sort): readonly Sort[] => {
    if (!isRecord(sort) || !isText(sort.path)) return [];
    const { path, direction } = sort;
    return direction === 'ascending' || direction === 'descending' ? [{ path, direction }] : [];
  });
  // By some of the columns it would be another order.
  return sorts.length === value.length ? sorts : undefined;
}

function filterOf(value: unknown, open: readonly Pick<OpenVcenter, 'label'>[]): TableFilter | undefined {
  const filter = checkTableFilter(value);
  if (filter === undefined || filter.quick.length > LONGEST_TEXT) return undefined;
  const several = open.length > 1;
  const column = filter.columns.find(({ path }) => path === VCENTER_PATH);
  const asked = column?.kind === 'choice' ? column.values : [];
  const closed = asked.filter((label) => open.every((each) => each.label !== label));
  return closed.reduce((rest, label) => withoutVcenter(rest, label, several), withoutVcenter(filter, '', several));
}

function selectionOf(value: unknown, refOf: (ref: unknown) => string | undefined): RowSelection | undefined {
  if (!isRecord(value) || !Array.isArray(value.refs) || value.refs.length > MOST_SELECTED) return undefined;
  const refs = new Set(value.refs.flatMap((ref) => refOf(ref) ?? []));
  return refs.size === 0 ? undefined : { refs, anchor: refOf(value.anchor) };
}

function narrowedToOf(
  value: unknown,
  refOf: (ref: unknown) => string | undefined,
  several: boolean,
): NarrowedTo | undefined {
  if (!isRecord(value) || !Array.isArray(value.trail) || value.trail.length > DEEPEST_TRAIL) return undefined;
  const ref = refOf(value.ref);
  // A vCenter that all rows are of is nothing to be narrowed to.
  if (ref === undefined || (!several && isRoot(ref))) return undefined;
  const trail = value.trail.flatMap((step) => {
    const own = isRecord(step) ? refOf(step.ref) : undefined;
    return own !== undefined && isRecord(step) && isText(step.name) ? [{ ref: own, name: step.name }] : [];
  });
  return trail.length === value.trail.length && trail.length > 0 ? { ref, trail } : undefined;
}
