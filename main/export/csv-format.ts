import { selectedAttributes } from '../../shared/attribute-selection.ts';
import { type Cell, displayName } from '../../shared/inventory.ts';
import { managedFields } from '../../shared/vim-catalogue.ts';
import type { ExportHeader, RowFormat } from './row-format.ts';
import { VCENTER_COLUMNS } from './several-vcenters.ts';
import { spreadsheetText } from './spreadsheet-text.ts';

/** The name as vCenter has it, for matching: `name` is shown as people read it. */
const RAW_NAME = 'rawName';

/**
 * One table for all kinds: type, ref, with several vCenters which one, then every column any of the kinds has, empty where a kind has none, and last the
 * raw name. RFC 4180 with CRLF. Text that a spreadsheet would take for a formula is neutralised; numbers stay numbers.
 */
export function csvFormat(header: ExportHeader): RowFormat {
  const paths = columnsOf(header);
  const known = new Set(paths);
  const dropped = new Set<string>();
  return {
    dropped,
    begin: () => `${['type', 'ref', ...paths, RAW_NAME].map(quote).join(',')}\r\n`,
    rows: ({ type, refs, columns }) => {
      for (const path of Object.keys(columns)) if (!known.has(path)) dropped.add(path);
      const cells = paths.map((path) => (path === 'name' ? columns.name?.map(shown) : columns[path]));
      let text = '';
      for (const [row, ref] of refs.entries()) {
        text += `${type},${quote(spreadsheetText(ref))}`;
        for (const column of cells) text += `,${csvCell(column?.[row] ?? null)}`;
        text += `,${csvCell(columns.name?.[row] ?? null)}\r\n`;
      }
      return text;
    },
    end: () => '',
  };
}

function shown(name: Cell): Cell {
  return typeof name === 'string' ? displayName(name) : name;
}

function columnsOf({ types, others, ...own }: ExportHeader): string[] {
  const paths = new Set<string>(others ? VCENTER_COLUMNS : []);
  for (const known of [own, ...(others ?? [])]) addColumns(types, known, paths);
  return [...paths];
}

function addColumns(
  types: ExportHeader['types'],
  { pruning, attributes }: Pick<ExportHeader, 'pruning' | 'attributes'>,
  paths: Set<string>,
): void {
  for (const type of types) {
    const all = pruning
      ? selectedAttributes(type, attributes).map(({ path }) => path)
      : [...(managedFields(type === 'Template' ? 'VirtualMachine' : type)?.keys() ?? [])];
    for (const path of all) paths.add(path);
  }
}

/** A cell as a field of a CSV file: neutralised where a spreadsheet would take it for a formula. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quote(spreadsheetText(cell));
  if (Array.isArray(cell) && cell.every((item) => typeof item !== 'object'))
    return quote(spreadsheetText(cell.join(' ')));
  if (typeof cell === 'object') return quote(JSON.stringify(cell));
  return String(cell);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
