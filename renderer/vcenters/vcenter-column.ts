import type { Attribute } from '../../shared/essential-attributes.ts';
import { type TableFilter, withoutColumnFilter } from '../inventory/filter/column-filter.ts';

/** No property of vCenter has such a path. */
export const VCENTER_PATH = '@vcenter';

/** The column that tells rows of several vCenters apart. Its cells are the labels of the open vCenters. */
export const VCENTER_ATTRIBUTE: Attribute = { path: VCENTER_PATH, label: 'vCenter', kind: 'enum' };

/**
 * A filter after a vCenter was closed: it does not ask for that one any more, and nothing of vCenters where nothing is left
 * to choose from, since then it would hide rows for no reason that the table shows.
 * @param several whether two or more are still open
 */
export function withoutVcenter(filter: TableFilter, label: string, several: boolean): TableFilter {
  const column = filter.columns.find(({ path }) => path === VCENTER_PATH);
  if (column === undefined) return filter;
  if (!several) return withoutColumnFilter(filter, VCENTER_PATH);
  if (column.kind !== 'choice' || !column.values.includes(label)) return filter;
  const values = column.values.filter((value) => value !== label);
  if (values.length === 0) return withoutColumnFilter(filter, VCENTER_PATH);
  return { ...filter, columns: filter.columns.map((each) => (each === column ? { ...column, values } : each)) };
}
