/** A cell as the window keeps it: whole data objects arrive here already summed up as text. */
export type StoredCell = string | number | boolean | null | readonly string[];

const FIRST_CAPACITY = 256;

/** The capacity of a column that needs room for so many rows. */
export function grown(capacity: number, needed: number): number {
  return Math.max(needed, FIRST_CAPACITY, Math.ceil(capacity * 1.5));
}
