import type { ErrorData } from '../../shared/errors.ts';
import type { ExportFormat, ExportJob } from '../../shared/export-view.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';
import { timeText } from '../inventory/cell-text.ts';

export const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV: one table, for spreadsheets',
  json: 'JSON: one document',
  ndjson: 'NDJSON: one object a line',
  xlsx: 'Excel workbook: the sheets of RVTools',
};

/** Where the rows of a file come from. */
export interface RowsOrigin {
  /** When the oldest of them were read from vCenter, in milliseconds since the epoch; undefined while they still come. */
  readonly collectedAt: number | undefined;
  /** Changes that arrived live since. */
  readonly liveChanges: number;
}

/** What a file of this kind is made of and may give away. */
export function contentText(format: ExportFormat, anonymise: boolean, origin: RowsOrigin): string {
  const rows =
    format === 'xlsx'
      ? 'Everything is collected once more for the workbook, with disks, network cards and snapshots, from vCenter itself.'
      : rowsText(origin);
  const names = anonymise
    ? 'Names, addresses, UUIDs, notes and paths are replaced by pseudonyms, the same in every export from this machine; ids such as vm-42 stay.'
    : 'The file names VMs, hosts, networks, addresses and notes. It never holds a password.';
  return `${rows} ${names}`;
}

function rowsText({ collectedAt, liveChanges }: RowsOrigin): string {
  const rows = 'All objects of the chosen kinds are written, whatever filter or tree shows of them,';
  if (collectedAt === undefined) return `${rows} once they are collected.`;
  const since =
    liveChanges === 0
      ? 'live changes since then are'
      : `the live changes since then (${formatCount(liveChanges)} so far) are`;
  return `${rows} as they were collected at ${timeText(collectedAt)}; ${since} not in the file.`;
}

/** What is amiss with a file that is done; undefined for one that is complete. */
export function gapText({ phase, complete, stale }: ExportJob): Pick<ErrorData, 'message' | 'action'> | undefined {
  if (phase !== 'done' || complete) return undefined;
  return stale
    ? {
        message: 'vCenter could not be reached: the file holds what was cached of it.',
        action: 'Collect again once vCenter answers, and export then.',
      }
    : {
        message: 'Some values or kinds are missing from the file.',
        action: 'The collection could not read everything; see its gaps above the table.',
      };
}

/** Where an export stands. */
export function progressText({ phase, rows, expectedRows, fileBytes, collectedAt }: ExportJob): string {
  const of = rows < expectedRows ? ` of ${formatCount(expectedRows)}` : '';
  switch (phase) {
    case 'running':
      return rows === 0 ? 'Waiting for the first rows…' : `${formatCount(rows)}${of} rows written`;
    case 'done':
      return `${formatCount(rows)} rows, ${formatBytes(fileBytes ?? 0)}${collectedAt === undefined ? '' : `, collected at ${timeText(collectedAt)}`}`;
    case 'cancelled':
      return 'The export was cancelled; no file was left.';
    case 'failed':
      return 'The export did not work; no file was left.';
  }
}
