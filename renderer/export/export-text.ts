import type { ExportFormat, ExportJob } from '../../shared/export-view.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';

export const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV: one table, for spreadsheets',
  json: 'JSON: one document',
  ndjson: 'NDJSON: one object a line',
  xlsx: 'Excel workbook: the sheets of RVTools',
};

/** What a file of this kind is made of and may give away. */
export function contentText(format: ExportFormat, anonymise: boolean): string {
  const rows =
    format === 'xlsx'
      ? 'Everything is collected once more for the workbook, with disks, network cards and snapshots, from vCenter itself.'
      : 'The rows on screen are written, with the attributes that were collected.';
  const names = anonymise
    ? 'Names, addresses, UUIDs, notes and paths are replaced by pseudonyms, the same in every export from this machine; ids such as vm-42 stay.'
    : 'The file names VMs, hosts, networks, addresses and notes. It never holds a password.';
  return `${rows} ${names}`;
}

/** Where an export stands. */
export function progressText({ phase, rows, expectedRows, fileBytes }: ExportJob): string {
  const of = rows < expectedRows ? ` of ${formatCount(expectedRows)}` : '';
  switch (phase) {
    case 'running':
      return rows === 0 ? 'Waiting for the first rows…' : `${formatCount(rows)}${of} rows written`;
    case 'done':
      return `${formatCount(rows)} rows, ${formatBytes(fileBytes ?? 0)}`;
    case 'cancelled':
      return 'The export was cancelled; no file was left.';
    case 'failed':
      return 'The export did not work; no file was left.';
  }
}
