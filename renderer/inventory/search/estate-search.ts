import { displayName, type ResourceType } from '../../../shared/inventory.ts';
import type { Estate } from '../estate.ts';
import { moIdOf } from '../qualified-ref.ts';
import { GROUPED_TYPES } from '../type-groups.ts';
import type { TypeTable } from '../type-table.ts';

/** Fields besides the name by which people look for an object, what they are called, and how much of them says anything. */
const FIELDS: readonly (readonly [path: string, label: string, least: number])[] = [
  ['guest.ipAddress', 'IP address', 2],
  ['guest.hostName', 'guest name', 2],
  ['config.uuid', 'BIOS UUID', 6],
  ['config.instanceUuid', 'instance UUID', 6],
  ['summary.hardware.uuid', 'UUID', 6],
  ['uuid', 'UUID', 6],
  ['summary.url', 'URL', 6],
];
/** Hits kept of each kind; the others are counted. */
const BEST = 8;
/** Rows looked at between two looks at the clock. */
const STRIDE = 256;

/** How well a text is met: 0 is best. */
const EXACT = 0;
const START = 1;
const WORD = 2;
const WITHIN = 3;
const OTHER_FIELD = 4;

export interface SearchHit {
  readonly type: ResourceType;
  readonly ref: string;
  readonly name: string;
  /** Why it was found, where that is not the name: "IP address 10.0.0.7". */
  readonly because: string | undefined;
  readonly rank: number;
}

/** The best hits of one kind, and how many there are in all. */
export interface SearchGroup {
  readonly type: ResourceType;
  readonly hits: readonly SearchHit[];
  readonly total: number;
}

function rankOf(text: string, needle: string): number | undefined {
  const at = text.indexOf(needle);
  if (at < 0) return undefined;
  if (at === 0) return text.length === needle.length ? EXACT : START;
  return /[\s._/-]/.test(text.charAt(at - 1)) ? WORD : WITHIN;
}

/**
 * Looks for a text in the objects of all kinds, for as long at a time as it is given. Upper and lower case are the same.
 * A search is of the estate as it is: rows that come later are found by the next one.
 */
export class EstateSearch {
  readonly #estate: Estate;
  readonly #needle: string;
  readonly #types: ResourceType[];
  readonly #groups = new Map<ResourceType, { hits: SearchHit[]; total: number }>();
  #row = 0;

  constructor(estate: Estate, text: string) {
    this.#estate = estate;
    this.#needle = text.trim().toLowerCase();
    this.#types = this.#needle === '' ? [] : [...GROUPED_TYPES];
  }

  /** What was found so far, kinds in the order of the inventory, best hits first. */
  get groups(): readonly SearchGroup[] {
    return GROUPED_TYPES.flatMap((type) => {
      const group = this.#groups.get(type);
      return group === undefined ? [] : [{ type, hits: [...group.hits], total: group.total }];
    });
  }

  /** Goes on until a moment of performance.now(); tells whether everything was looked at. */
  look(until: number): boolean {
    for (let type = this.#types[0]; type !== undefined; type = this.#types[0]) {
      const table = this.#estate.table(type);
      while (this.#row < table.rows) {
        const end = Math.min(table.rows, this.#row + STRIDE);
        for (; this.#row < end; this.#row += 1) this.#lookAt(table, this.#row);
        if (performance.now() >= until) return false;
      }
      this.#types.shift();
      this.#row = 0;
    }
    return true;
  }

  #lookAt(table: TypeTable, row: number): void {
    const ref = table.refs.at(row) ?? '';
    const cell = table.cell(row, 'name');
    const name = typeof cell === 'string' ? displayName(cell) : '';
    const rank = rankOf(name.toLowerCase(), this.#needle);
    if (rank !== undefined) {
      this.#add({ type: table.type, ref, name, because: undefined, rank });
      return;
    }
    const because = this.#otherField(table, row, ref);
    if (because !== undefined) this.#add({ type: table.type, ref, name, because, rank: OTHER_FIELD });
  }

  #otherField(table: TypeTable, row: number, ref: string): string | undefined {
    const id = moIdOf(ref);
    // Part of an id says nothing: every "1" is in a thousand of them.
    if (id.toLowerCase() === this.#needle) return `id ${id}`;
    for (const [path, label, least] of FIELDS) {
      if (this.#needle.length < least) continue;
      const value = table.cell(row, path);
      if (typeof value === 'string' && value.toLowerCase().includes(this.#needle)) return `${label} ${value}`;
    }
    return undefined;
  }

  #add(hit: SearchHit): void {
    const group = this.#groups.get(hit.type) ?? { hits: [], total: 0 };
    this.#groups.set(hit.type, group);
    group.total += 1;
    const place = group.hits.findIndex((each) => each.rank > hit.rank);
    if (place < 0 && group.hits.length >= BEST) return;
    group.hits.splice(place < 0 ? group.hits.length : place, 0, hit);
    group.hits.length = Math.min(group.hits.length, BEST);
  }
}
