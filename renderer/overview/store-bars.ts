import { displayName } from '../../shared/inventory.ts';
import { naturalKey } from '../inventory/natural-key.ts';
import type { TypeTable } from '../inventory/type-table.ts';
import { columnValue } from './measure.ts';
import { provisionedSpace } from './measures.ts';

/** From what share of its capacity a datastore is to be looked at, and when it is nearly full. */
export const FILLING = 0.75;
export const FULL = 0.9;

export type StoreTone = 'roomy' | 'filling' | 'full';

/** A datastore as a bar; sizes in bytes. */
export type StoreBar = { readonly ref: string; readonly name: string } & (
  | {
      readonly isKnown: true;
      readonly capacity: number;
      readonly free: number;
      /** Of the capacity. */
      readonly used: number;
      /** Of the capacity; undefined when the server did not tell. */
      readonly provisioned: number | undefined;
      readonly tone: StoreTone;
    }
  | {
      readonly isKnown: false;
      /** Why its numbers mean nothing. */
      readonly reason: string;
    }
);

const capacityOf = columnValue('summary.capacity');
const freeOf = columnValue('summary.freeSpace');

/** The fullest first; those of which nothing is known last, by their names. */
export function storeBars(table: TypeTable, rows: readonly number[]): readonly StoreBar[] {
  return rows
    .map((row) => ({ bar: barOf(table, row), key: naturalKey(nameOf(table, row)) }))
    .toSorted((left, right) => {
      const [a, b] = [left.bar, right.bar];
      if (a.isKnown !== b.isKnown) return a.isKnown ? -1 : 1;
      const byUse = a.isKnown && b.isKnown ? b.used - a.used : 0;
      return byUse || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0);
    })
    .map(({ bar }) => bar);
}

function nameOf(table: TypeTable, row: number): string {
  const cell = table.cell(row, 'name');
  const ref = table.refs.at(row) ?? '';
  return typeof cell === 'string' ? displayName(cell) : ref.slice(ref.indexOf(':') + 1);
}

function barOf(table: TypeTable, row: number): StoreBar {
  const named = { ref: table.refs.at(row) ?? '', name: nameOf(table, row) };
  const [capacity, free] = [capacityOf(table, row), freeOf(table, row)];
  const reason = unknownBecause(table.cell(row, 'summary.accessible'), capacity, free);
  if (reason !== undefined) return { ...named, isKnown: false, reason };
  const used = (capacity - free) / capacity;
  const provisioned = provisionedSpace(table, row) / capacity;
  return {
    ...named,
    isKnown: true,
    capacity,
    free,
    used,
    provisioned: Number.isNaN(provisioned) ? undefined : provisioned,
    tone: toneOf(free / capacity),
  };
}

function unknownBecause(accessible: unknown, capacity: number, free: number): string | undefined {
  if (accessible === false) return 'not accessible';
  if (accessible !== true) return 'not told whether it is accessible';
  if (Number.isNaN(capacity)) return 'capacity not told';
  if (!(capacity > 0)) return 'capacity of 0';
  return Number.isNaN(free) ? 'free space not told' : undefined;
}

/** By what is free, as the filters of the table ask. */
function toneOf(free: number): StoreTone {
  if (free < 0.1) return 'full';
  return free <= 0.25 ? 'filling' : 'roomy';
}
