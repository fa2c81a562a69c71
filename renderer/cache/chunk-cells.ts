import type { CachedChunk } from '../../shared/cache-view.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import type { Cell, ResourceType } from '../../shared/inventory.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { cellText } from '../inventory/cell-text.ts';
import { columnsOf } from '../inventory/columns.ts';
import { summarize } from '../inventory/summarize.ts';

/** A column of a chunk as it is shown. */
export interface ChunkColumn {
  readonly path: string;
  readonly label: string;
  readonly alignRight: boolean;
  /** Empty for what vCenter did not send. */
  readonly texts: readonly string[];
}

const moIdOf = (ref: string): string => ref.slice(ref.indexOf(':') + 1);

/** A data object out of its text; undefined when the text was cut. */
function parsed(text: string): Cell | undefined {
  try {
    return JSON.parse(text) as Cell;
  } catch {
    return undefined;
  }
}

/** What a cell says, from the text in which it came, in display units. */
export function chunkCellText(text: string, attribute: Attribute | undefined): string {
  if (text === '') return '';
  if (/^[[{]/.test(text) && attribute?.kind !== 'text') {
    const cell = parsed(text);
    return cell === undefined ? 'long list or object' : cellText(summarize(cell), attribute, moIdOf);
  }
  switch (attribute?.kind) {
    case 'integer':
      return Number.isSafeInteger(Number(text)) ? cellText(Number(text), attribute, moIdOf) : text;
    case 'time': {
      const at = Date.parse(text);
      return Number.isNaN(at) ? text : cellText(at, attribute, moIdOf);
    }
    case 'boolean':
      return cellText(text === 'true', attribute, moIdOf);
    default:
      return cellText(text, attribute, moIdOf);
  }
}

/** The columns of a chunk in the order and with the headings of the inventory. */
export function chunkColumns(type: ResourceType, { columns }: Pick<CachedChunk, 'columns'>): readonly ChunkColumn[] {
  const cells = new Map(columns.map((column) => [column.path, column.cells]));
  return columnsOf(type, [...cells.keys()]).map(({ path, label, alignRight, attribute }) => ({
    path,
    label,
    alignRight,
    texts: (cells.get(path) ?? []).map((text) => visibleText(chunkCellText(text, attribute))),
  }));
}
