import { eachRun, type RowRuns } from './row-runs.ts';

/** A code a row, of as many bytes as the highest one needs. */
export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Room for `capacity` codes up to `highest`. */
export function codesFor(highest: number, capacity: number): Codes {
  if (highest <= 0xff) return new Uint8Array(capacity);
  if (highest <= 0xffff) return new Uint16Array(capacity);
  return new Uint32Array(capacity);
}

/** Those rows' codes, in an array of as many bytes a code; rows that there are not are unset. */
export function copyRuns(codes: Codes, runs: RowRuns): Codes {
  const copy = codesFor(highestOf(codes), runs.rows);
  eachRun(runs, (from, to, at) => copy.set(codes.subarray(from, to), at));
  return copy;
}

/** The highest code that there is room for. */
export function highestOf(codes: Codes): number {
  return 256 ** codes.BYTES_PER_ELEMENT - 1;
}

/** 1 for every code below `distinct` that occurs. */
export function occurring(codes: Codes, distinct: number): Uint8Array {
  const occurs = new Uint8Array(distinct);
  for (let row = 0; row < codes.length; row += 1) occurs[codes[row] as number] = 1;
  return occurs;
}

/** Writes the new code of every old one to `target`, from `at` on. */
export function translate(codes: Codes, newCodes: Uint32Array, target: Codes, at: number): void {
  for (let row = 0; row < codes.length; row += 1) target[at + row] = newCodes[codes[row] as number] as number;
}
