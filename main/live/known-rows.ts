/** Numbers on one page; ids that were given out one after the other share it. */
const PAGE = 256;
/** More prefixes than any server uses would be a hostile way to grow the tables. */
const MAX_PREFIXES = 64;
/** Bit of a mark that says that the object was seen in this round. */
const SEEN = 0x80;
/** Bit of a mark that says that somebody may know the object as something else; the bits below hold its kind. */
const DOUBTED = 0x40;
const KIND = DOUBTED - 1;

/** What is remembered of an object: a number for its kind, from 1 to 63, and the hash of its row. */
export interface KnownRow {
  readonly kind: number;
  readonly hash: number;
  /** Whether it is to be told again, though nothing about it is new. */
  readonly doubted?: boolean;
}

/** Rows of ids whose numbers lie between two multiples of PAGE; mark 0 is no object. */
class Page {
  readonly hashes = new Uint32Array(PAGE);
  readonly marks = new Uint8Array(PAGE);
  rows = 0;
}

/**
 * The objects of an estate, each with the hash of what it was last told as: 5 bytes an object where ids are counted up
 * ("vm-4711"), as vCenter's are. Unlike a table of hashed references it can name an object that is gone.
 */
export class KnownRows {
  /** Prefix of the reference -> number divided by PAGE -> page. */
  readonly #pages = new Map<string, Map<number, Page>>();
  /** Objects whose ids have another form. */
  readonly #odd = new Map<string, { hash: number; mark: number }>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes held in tables; objects with odd ids come on top. */
  get tableBytes(): number {
    let pages = 0;
    for (const numbers of this.#pages.values()) pages += numbers.size;
    return pages * PAGE * 5;
  }

  get(ref: string): KnownRow | undefined {
    const id = splitId(ref);
    if (id && this.#pages.has(id.prefix)) {
      const page = this.#pages.get(id.prefix)?.get(Math.floor(id.number / PAGE));
      const slot = id.number % PAGE;
      const mark = page?.marks[slot] ?? 0;
      if (page && mark !== 0) return rowOf(mark, page.hashes[slot] ?? 0);
    }
    const odd = this.#odd.get(ref);
    return odd && rowOf(odd.mark, odd.hash);
  }

  /** Remembers a row and marks it as seen. */
  set(ref: string, { kind, hash, doubted = false }: KnownRow): void {
    const mark = kind | SEEN | (doubted ? DOUBTED : 0);
    const id = splitId(ref);
    const page = id && this.#pageFor(id.prefix, Math.floor(id.number / PAGE));
    if (!page) {
      if (!this.#odd.has(ref)) this.#size += 1;
      this.#odd.set(ref, { hash, mark });
      return;
    }
    const slot = id.number % PAGE;
    if (page.marks[slot] === 0) {
      page.rows += 1;
      this.#size += 1;
    }
    page.hashes[slot] = hash;
    page.marks[slot] = mark;
  }

  /** Whatever was told of an object is doubted until its row is set again. */
  doubt(ref: string): void {
    const odd = this.#odd.get(ref);
    if (odd) {
      odd.mark |= DOUBTED;
      return;
    }
    const id = splitId(ref);
    const page = id && this.#pages.get(id.prefix)?.get(Math.floor(id.number / PAGE));
    const slot = (id?.number ?? 0) % PAGE;
    const mark = page?.marks[slot] ?? 0;
    if (page && mark !== 0) page.marks[slot] = mark | DOUBTED;
  }

  delete(ref: string): void {
    if (this.#odd.delete(ref)) {
      this.#size -= 1;
      return;
    }
    const id = splitId(ref);
    const numbers = id && this.#pages.get(id.prefix);
    if (!id || !numbers) return;
    const page = numbers.get(Math.floor(id.number / PAGE));
    if (!page || page.marks[id.number % PAGE] === 0) return;
    page.marks[id.number % PAGE] = 0;
    page.rows -= 1;
    this.#size -= 1;
    // Ids are not used again, so a server that makes and deletes objects for months must not fill memory with empty pages.
    if (page.rows === 0) numbers.delete(Math.floor(id.number / PAGE));
  }

  /** From now on no object counts as seen. */
  beginRound(): void {
    for (const numbers of this.#pages.values())
      for (const { marks } of numbers.values())
        for (let slot = 0; slot < PAGE; slot += 1) marks[slot] = (marks[slot] ?? 0) & ~SEEN;
    for (const row of this.#odd.values()) row.mark &= ~SEEN;
  }

  /** Objects that were not set since beginRound(). They may be deleted while this is walked. */
  *unseen(): Generator<readonly [ref: string, kind: number]> {
    for (const [prefix, numbers] of this.#pages) {
      for (const [high, { marks }] of numbers) {
        for (let slot = 0; slot < PAGE; slot += 1) {
          const mark = marks[slot] ?? 0;
          if (mark !== 0 && (mark & SEEN) === 0) yield [`${prefix}${high * PAGE + slot}`, mark & KIND];
        }
      }
    }
    for (const [ref, { mark }] of this.#odd) if ((mark & SEEN) === 0) yield [ref, mark & KIND];
  }

  #pageFor(prefix: string, high: number): Page | undefined {
    let numbers = this.#pages.get(prefix);
    if (!numbers) {
      if (this.#pages.size >= MAX_PREFIXES) return undefined;
      numbers = new Map();
      this.#pages.set(prefix, numbers);
    }
    let page = numbers.get(high);
    if (!page) {
      page = new Page();
      numbers.set(high, page);
    }
    return page;
  }
}

function rowOf(mark: number, hash: number): KnownRow {
  return { kind: mark & KIND, hash, ...((mark & DOUBTED) === 0 ? {} : { doubted: true }) };
}

/** "VirtualMachine:vm-4711" -> "VirtualMachine:vm-" and 4711; undefined where the number could not be written the same way again. */
function splitId(ref: string): { readonly prefix: string; readonly number: number } | undefined {
  const digits = /(?<!\d)(0|[1-9]\d{0,8})$/.exec(ref)?.[1];
  if (digits === undefined) return undefined;
  return { prefix: ref.slice(0, ref.length - digits.length), number: Number(digits) };
}
