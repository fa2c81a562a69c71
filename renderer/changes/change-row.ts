import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ChangeKind, ChangePage } from '../../shared/generations-view.ts';
import { type Cell, displayName, type ResourceType } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { cellText } from '../inventory/cell-text.ts';
import type { StoredCell } from '../inventory/column-storage.ts';
import { headingOf } from '../inventory/columns.ts';
import { knownAttributes } from '../inventory/known-attributes.ts';
import { summarize } from '../inventory/summarize.ts';
import { differingParts } from './differing-parts.ts';

/** A line of the table: one value of an object in both generations, or an object that came or went. */
export interface ChangeRow {
  readonly kind: ChangeKind;
  readonly type: ResourceType;
  readonly ref: string;
  /** As people read it; the id where there is none. */
  readonly name: string;
  /** Undefined for an object that came or went. */
  readonly path: string | undefined;
  readonly label: string;
  /** In display units; empty for a value that is not set. */
  readonly before: string;
  readonly after: string;
}

/** The lines of a page. */
export function* rowsOf({ changes, names }: ChangePage): Generator<ChangeRow> {
  const nameOf = (ref: string): string => names[ref] ?? idOf(ref);
  for (const { kind, type, ref, name, values } of changes) {
    const object = { kind, type, ref, name: name === null ? idOf(ref) : displayName(name) };
    if (values.length === 0) yield { ...object, path: undefined, label: '', before: '', after: '' };
    for (const { path, before, after } of values) {
      const attribute = knownAttributes(type).get(path);
      const texts = [valueText(before, attribute, nameOf), valueText(after, attribute, nameOf)] as const;
      // What is rounded or summed up may say the same of both: then it is told where they differ.
      const [from, to] =
        texts[0] === texts[1] ? differingParts(rawText(before, attribute), rawText(after, attribute)) : texts;
      yield { ...object, path, label: attribute?.label ?? headingOf(path), before: from, after: to };
    }
  }
}

function valueText(cell: Cell, attribute: Attribute | undefined, nameOf: (ref: string) => string): string {
  const text = cellText(storedCell(cell, attribute), attribute, nameOf);
  if (Array.isArray(cell) && cell.length === 0) return 'None';
  return text === '' && cell !== null ? 'Empty' : text;
}

/** A cell as tables hold it: moments as milliseconds, whole numbers beyond 2^53 as their digits. */
function storedCell(cell: Cell, attribute: Attribute | undefined): StoredCell {
  if (attribute?.kind === 'time' && typeof cell === 'string') {
    const moment = Date.parse(cell);
    return Number.isNaN(moment) ? cell : moment;
  }
  return summarize(cell);
}

function rawText(cell: Cell, attribute: Attribute | undefined): string {
  if (typeof cell === 'number') return `${formatCount(cell)} ${attribute?.unit ?? ''}`.trimEnd();
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

function idOf(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1);
}
