import type { ChangePage, ObjectChange } from '../../shared/generations-view.ts';
import type { Cell } from '../../shared/inventory.ts';

/** A page is full at either of these. */
const MOST_OBJECTS = 200;
const MOST_VALUES = 1000;
/** Values of unpruned rows are whole lists; about this many characters of them make a page. */
const MOST_CHARACTERS = 200_000;

export interface PageWriterOptions {
  /** Takes a page; resolves when there is room for the next. */
  readonly ship: (page: ChangePage) => Promise<void>;
  /** Name of a referenced object; undefined for anything else. */
  readonly nameOf: (ref: string) => string | undefined;
}

/** Gathers objects that differ into pages, each with the names of what its values refer to. */
export class PageWriter {
  readonly #options: PageWriterOptions;
  #changes: ObjectChange[] = [];
  #values = 0;
  #characters = 0;

  constructor(options: PageWriterOptions) {
    this.#options = options;
  }

  async add(change: ObjectChange): Promise<void> {
    this.#changes.push(change);
    this.#values += change.values.length;
    for (const { before, after } of change.values) this.#characters += lengthOf(before) + lengthOf(after);
    const full =
      this.#changes.length >= MOST_OBJECTS || this.#values >= MOST_VALUES || this.#characters >= MOST_CHARACTERS;
    if (full) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#changes.length === 0) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#values = 0;
    this.#characters = 0;
    await this.#options.ship({ changes, names: this.#namesIn(changes) });
  }

  #namesIn(changes: readonly ObjectChange[]): Record<string, string> {
    const names: Record<string, string> = {};
    for (const { values } of changes) {
      for (const { before, after } of values) {
        for (const ref of [...textsIn(before), ...textsIn(after)]) {
          const name = this.#options.nameOf(ref);
          if (name !== undefined) names[ref] = name;
        }
      }
    }
    return names;
  }
}

function lengthOf(cell: Cell): number {
  return typeof cell === 'object' ? JSON.stringify(cell).length : String(cell).length;
}

/** The texts that may be references: a cell is one, or a list of them. */
function textsIn(cell: Cell): readonly string[] {
  if (typeof cell === 'string') return [cell];
  return Array.isArray(cell) ? cell.filter((item) => typeof item === 'string') : [];
}
