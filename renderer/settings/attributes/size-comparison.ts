import type { ResourceType } from '../../../shared/inventory.ts';
import { type AttributeRow, type Measured, measuredColumns } from './attribute-rows.ts';

/** Bytes of column JSON that a choice of attributes comes to. */
export interface Size {
  readonly perObject: number;
  /** For all objects known of the kind; undefined while none are. */
  readonly estate: number | undefined;
  /** Whether a part of it is estimated. */
  readonly estimated: boolean;
}

export interface SizeComparison {
  /** What `before` is: the collection on screen, or the essential attributes where none has been measured. */
  readonly basis: 'latest collection' | 'essential attributes';
  readonly before: Size;
  readonly after: Size;
  /** Objects known of the kind. */
  readonly objects: number;
}

function sizeOf(perObject: number, objects: number, estimated: boolean): Size {
  return { perObject, estate: objects === 0 ? undefined : perObject * objects, estimated };
}

function sumOf(rows: readonly AttributeRow[], objects: number): Size {
  const perObject = rows.reduce((sum, { bytes }) => sum + bytes, 0);
  return sizeOf(
    perObject,
    objects,
    rows.some(({ measured }) => !measured),
  );
}

/** What the kind's objects took, and what they will take with the attributes chosen now. */
export function compareSizes(
  type: ResourceType,
  rows: readonly AttributeRow[],
  measured: Measured | undefined,
): SizeComparison {
  const objects = measured?.counts[type] ?? 0;
  const after = sumOf(
    rows.filter(({ selected }) => selected),
    objects,
  );
  const columns = measuredColumns(measured, type);
  if (columns === undefined) {
    const before = sumOf(
      rows.filter(({ essential }) => essential),
      objects,
    );
    return { basis: 'essential attributes', before, after, objects };
  }
  const perObject = [...columns.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { basis: 'latest collection', before: sizeOf(perObject, objects, false), after, objects };
}

/** "5.2 times as much", "38 % less": what the choice does to the bytes. */
export function differenceText(before: number, after: number): string {
  if (before === 0 || Math.abs(after - before) / before < 0.005) return 'as much as before';
  if (after < before) return `${Math.max(1, Math.round((1 - after / before) * 100))} % less`;
  return after < before * 2
    ? `${Math.max(1, Math.round((after / before - 1) * 100))} % more`
    : `${(after / before).toFixed(1)} times as much`;
}
