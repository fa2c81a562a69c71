import { fieldOf } from '../../shared/cell-at.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import { type Cell, type ColumnBatch, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import type { KnownRow, KnownRows } from './known-rows.ts';
import type { LeftObjects } from './protocol.ts';

export interface RowComparisonOptions {
  readonly known: KnownRows;
  /** A hash for each row of a batch. */
  readonly hashesOf: (batch: ColumnBatch) => Uint32Array;
  /** Rows of what the server pushes of entered objects. */
  readonly pushedRows: (objects: readonly ObjectContent[], paths: readonly string[]) => readonly ColumnBatch[];
  readonly pushedAttributes: (kind: ResourceType) => readonly Attribute[];
}

const kindNumber = (type: ResourceType): number => RESOURCE_TYPES.indexOf(type) + 1;
const typeOf = (kind: number): ResourceType => RESOURCE_TYPES[kind - 1] ?? 'VirtualMachine';

/** What the windows show of every object, as hashes, and what is different from it. Values that are polled do not count. */
export class RowComparison {
  readonly #options: RowComparisonOptions;

  constructor(options: RowComparisonOptions) {
    this.#options = options;
  }

  /** Rows of the collection; those of its later batches replace earlier ones. */
  remember(batch: ColumnBatch): void {
    for (const [ref, row] of this.#hashed(this.#pushedPart(batch))) this.#options.known.set(ref, row);
  }

  /** The full state follows: whatever it does not name is gone. */
  beginRound(): void {
    this.#options.known.beginRound();
  }

  /** Tells which of the entered objects are new or different. */
  compareEntered(objects: readonly ObjectContent[], paths: readonly string[], different: (ref: string) => void): void {
    const { known, pushedRows } = this.#options;
    const entered = objects.filter(({ update }) => update === 'enter');
    if (entered.length === 0) return;
    for (const batch of pushedRows(entered, paths)) {
      for (const [ref, row] of this.#hashed(batch)) {
        const before = known.get(ref);
        // It is there, in whatever state; the new state is remembered with the row that is read of it.
        if (before) known.set(ref, before);
        if (!isSame(before, row)) different(ref);
      }
    }
  }

  /** The rows that differ from what was told, which are remembered as told now, and where objects left another kind. */
  takeDifferent(rows: readonly ColumnBatch[]): { readonly different: ColumnBatch[]; readonly moved: LeftObjects[] } {
    const { known } = this.#options;
    const different: ColumnBatch[] = [];
    const moved: LeftObjects[] = [];
    for (const batch of rows) {
      const kept: number[] = [];
      for (const [index, [ref, row]] of this.#hashed(this.#pushedPart(batch)).entries()) {
        const before = known.get(ref);
        known.set(ref, row);
        if (isSame(before, row)) continue;
        kept.push(index);
        // A template that was made of a machine is the same object in another table.
        if (before && before.kind !== row.kind) moved.push({ type: typeOf(before.kind), refs: [ref] });
      }
      if (kept.length > 0) different.push(rowsOf(batch, kept));
    }
    return { different, moved };
  }

  /** Somebody may know less of these than was told: their rows count as different, whatever they are, until they are told again. */
  doubt(told: readonly LeftObjects[]): void {
    for (const { refs } of told) for (const ref of refs) this.#options.known.doubt(ref);
  }

  /** Of the objects that were doubted: which are still to be told again, and where others are not, or not any more. */
  inDoubt(told: readonly LeftObjects[]): {
    readonly there: readonly string[];
    readonly left: readonly (readonly [ref: string, type: ResourceType])[];
  } {
    const there: string[] = [];
    const left: (readonly [string, ResourceType])[] = [];
    for (const { type, refs } of told) {
      for (const ref of refs) {
        const known = this.#options.known.get(ref);
        if (known?.kind !== kindNumber(type)) left.push([ref, type]);
        else if (known.doubted) there.push(ref);
      }
    }
    return { there, left };
  }

  /** Forgets objects that are gone; gives those that were known, with their kind. */
  forget(refs: readonly string[]): (readonly [ref: string, type: ResourceType])[] {
    const { known } = this.#options;
    return refs.flatMap((ref) => {
      const row = known.get(ref);
      known.delete(ref);
      return row ? [[ref, typeOf(row.kind)] as const] : [];
    });
  }

  /** Forgets the objects that the full state did not name. */
  takeUnseen(): (readonly [ref: string, type: ResourceType])[] {
    const { known } = this.#options;
    const gone = [...known.unseen()].map(([ref, kind]) => [ref, typeOf(kind)] as const);
    for (const [ref] of gone) known.delete(ref);
    return gone;
  }

  #hashed(batch: ColumnBatch): (readonly [ref: string, row: KnownRow])[] {
    const hashes = this.#options.hashesOf(batch);
    const kind = kindNumber(batch.type);
    return batch.refs.map((ref, index) => [ref, { kind, hash: hashes[index] ?? 0 }]);
  }

  #pushedPart(batch: ColumnBatch): ColumnBatch {
    const columns: Record<string, readonly Cell[]> = {};
    for (const attribute of this.#options.pushedAttributes(batch.type)) {
      const cells = cellsOf(batch, attribute);
      if (cells) columns[attribute.path] = cells;
    }
    return { ...batch, columns };
  }
}

function isSame(before: KnownRow | undefined, row: KnownRow): boolean {
  return before?.kind === row.kind && before.hash === row.hash && !before.doubted;
}

/** An attribute's cells; where the collection kept whole properties, picked out of the one that contains it. */
function cellsOf(batch: ColumnBatch, { path, maxLength }: Attribute): readonly Cell[] | undefined {
  const own = batch.columns[path];
  if (own) return own;
  const fields = path.split('.');
  for (let depth = fields.length - 1; depth > 0; depth -= 1) {
    const whole = batch.columns[fields.slice(0, depth).join('.')];
    if (whole) return whole.map((cell) => cut(fields.slice(depth).reduce(fieldOf, cell), maxLength));
  }
  return undefined;
}

/** Pruned rows carry long texts cut. */
function cut(cell: Cell, maxLength: number | undefined): Cell {
  return typeof cell === 'string' && maxLength !== undefined && cell.length > maxLength
    ? `${cell.slice(0, maxLength)}…`
    : cell;
}

function rowsOf(batch: ColumnBatch, rows: readonly number[]): ColumnBatch {
  if (rows.length === batch.refs.length) return batch;
  const pick = <T>(cells: readonly T[]): T[] => rows.map((row) => cells[row] as T);
  return {
    type: batch.type,
    refs: pick(batch.refs),
    columns: Object.fromEntries(Object.entries(batch.columns).map(([path, cells]) => [path, pick(cells)])),
  };
}
