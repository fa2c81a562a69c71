import type { Cell } from '../../../shared/inventory.ts';
import { OLDEST_SNAPSHOT, SNAPSHOT_COUNT } from '../../inventory/found-attributes.ts';
import { isOf, qualify } from '../../inventory/qualified-ref.ts';
import type { TypeTable } from '../../inventory/type-table.ts';

/** What a check found of a VM. */
export interface Finding {
  /** Null where vCenter did not tell. */
  readonly count: number | null;
  /** Milliseconds since the epoch; null where vCenter did not tell. */
  readonly oldest: number | null;
}

/**
 * The columns of snapshots for the VMs of a table: a VM of the vCenter with a key that is no finding has none; those of
 * other vCenters keep what was found of them.
 * @param findings by references as the vCenter knows them
 */
export function snapshotColumns(
  table: TypeTable,
  key: string,
  findings: ReadonlyMap<string, Finding>,
): Readonly<Record<string, readonly Cell[]>> {
  const counts: Cell[] = new Array(table.rows).fill(null);
  const oldest: Cell[] = new Array(table.rows).fill(null);
  const isOwn = isOf(key);
  const found = new Map([...findings].map(([ref, finding]) => [qualify(key, ref), finding]));
  const none: Finding = { count: 0, oldest: null };
  for (const [row, ref] of table.refs.entries()) {
    const finding = isOwn(ref) ? (found.get(ref) ?? none) : findingIn(table, row);
    counts[row] = finding.count;
    if (finding.oldest !== null) oldest[row] = new Date(finding.oldest).toISOString();
  }
  return { [SNAPSHOT_COUNT]: counts, [OLDEST_SNAPSHOT]: oldest };
}

function findingIn(table: TypeTable, row: number): Finding {
  const numberIn = (path: string): number | null => {
    const cell = table.cell(row, path);
    return typeof cell === 'number' ? cell : null;
  };
  return { count: numberIn(SNAPSHOT_COUNT), oldest: numberIn(OLDEST_SNAPSHOT) };
}
