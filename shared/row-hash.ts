import type { Cell } from './inventory.ts';

/** FNV-1a over UTF-16 code units, with a last stir so that short texts spread as well. An unsigned 32-bit number. */
export function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = mix(hash, text.charCodeAt(index));
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** Hash of a cell; 0 for one that is unset, so that a column that is absent counts like one that is empty. */
export function hashCell(cell: Cell, seed: number): number {
  if (cell === null) return 0;
  if (typeof cell === 'string') return hashText(cell, mix(seed, 1));
  return hashText(typeof cell === 'object' ? JSON.stringify(cell) : String(cell), mix(seed, 2));
}

/** Two seeds under which the same text has unrelated hashes: together they name it in 64 bits. */
export const HASH_SEEDS = [0x811c9dc5, 0x01000193] as const;

function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) >>> 0;
}
