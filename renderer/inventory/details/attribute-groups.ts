import { VCENTER_PATH } from '../../vcenters/vcenter-column.ts';
import type { TableColumn } from '../columns.ts';

/** Groups of the side panel, in its order. */
export const DETAIL_GROUPS = ['General', 'Placement', 'State', 'Configuration', 'Guest', 'Storage', 'Use'] as const;
export type DetailGroup = (typeof DETAIL_GROUPS)[number];

const PLACEMENT = new Set(['parent', 'runtime.host', 'owner', 'config.distributedVirtualSwitch']);
const STATE = new Set(['overallStatus', 'summary.accessible', 'summary.maintenanceMode', 'summary.rebootRequired']);
const STORAGE = new Set(['summary.capacity', 'summary.freeSpace', 'summary.uncommitted']);

/** The group that a property belongs to. */
export function groupOf({ path, attribute }: TableColumn): DetailGroup {
  if (PLACEMENT.has(path)) return 'Placement';
  if (STATE.has(path) || path.startsWith('runtime.')) return 'State';
  if (STORAGE.has(path) || path.startsWith('summary.storage.')) return 'Storage';
  if (path.startsWith('summary.quickStats.')) return 'Use';
  if (path.startsWith('guest.')) return 'Guest';
  if (attribute?.kind === 'ref' || attribute?.kind === 'refs') return 'Placement';
  if (/^(config|configuration|summary\.config|summary\.hardware|podStorageDrsEntry)\./.test(path))
    return 'Configuration';
  return 'General';
}

export interface GroupedColumns {
  readonly group: DetailGroup;
  readonly columns: readonly TableColumn[];
}

/** What the head of the panel says. */
const IN_HEAD = new Set(['name', VCENTER_PATH]);

/** All properties of a kind by group; groups that have none are left out. */
export function groupColumns(columns: readonly TableColumn[]): readonly GroupedColumns[] {
  return DETAIL_GROUPS.map((group) => ({
    group,
    columns: columns.filter((column) => !IN_HEAD.has(column.path) && groupOf(column) === group),
  })).filter((each) => each.columns.length > 0);
}
