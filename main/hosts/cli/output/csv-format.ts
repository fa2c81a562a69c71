import { ESSENTIAL_ATTRIBUTES } from '../../../../shared/essential-attributes.ts';
import type { Cell } from '../../../../shared/inventory.ts';
import { managedFields } from '../../../../shared/vim-catalogue.ts';
import type { OutputHeader, RowFormat } from './row-writer.ts';

/**
 * One table for all kinds: type, ref, then every column any of the kinds has, empty where a kind has none. RFC 4180 with
 * CRLF. Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers.
 */
export function csvFormat(header: OutputHeader): RowFormat {
  const paths = columnsOf(header);
  const known = new Set(paths);
  const dropped = new Set<string>();
  return {
    dropped,
    begin: () => `${['type', 'ref', ...paths].map(quote).join(',')}\r\n`,
    rows: ({ type, refs, columns }) => {
      for (const path of Object.keys(columns)) if (!known.has(path)) dropped.add(path);
      const cells = paths.map((path) => columns[path]);
      let text = '';
      for (const [row, ref] of refs.entries()) {
        text += `${type},${quote(ref)}`;
        for (const column of cells) text += `,${csvCell(column?.[row] ?? null)}`;
        text += '\r\n';
      }
      return text;
    },
    end: () => '',
  };
}

function columnsOf({ types, pruning }: OutputHeader): string[] {
  const paths = new Set<string>();
  for (const type of types) {
    const all = pruning
      ? ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path)
      : [...(managedFields(type === 'Template' ? 'VirtualMachine' : type)?.keys() ?? [])];
    for (const path of all) paths.add(path);
  }
  return [...paths];
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quote(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  if (Array.isArray(cell) && cell.every((item) => typeof item !== 'object')) return quote(cell.join(' '));
  if (typeof cell === 'object') return quote(JSON.stringify(cell));
  return String(cell);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
