import type { Cell, ColumnBatch } from '../../../shared/inventory.ts';

/** A data object out of a cell. */
export type Fields = { readonly [field: string]: Cell };

const MIB = 1024 * 1024;

/** One row of a batch, read by property path; what is unset, or not of the type asked for, is undefined. */
export class RowView {
  readonly #batch: ColumnBatch;
  readonly #row: number;

  constructor(batch: ColumnBatch, row: number) {
    this.#batch = batch;
    this.#row = row;
  }

  /** "Type:moId". */
  get ref(): string {
    return this.#batch.refs[this.#row] ?? '';
  }

  get type(): ColumnBatch['type'] {
    return this.#batch.type;
  }

  /** Whether the property is set. */
  has(path: string): boolean {
    return (this.#cell(path) ?? null) !== null;
  }

  text(path: string): string | undefined {
    return textOf(this.#cell(path));
  }

  number(path: string): number | undefined {
    return numberOf(this.#cell(path));
  }

  /** Bytes as MiB, rounded to a whole number. */
  mib(path: string): number | undefined {
    return mibOf(this.number(path));
  }

  flag(path: string): boolean | undefined {
    return flagOf(this.#cell(path));
  }

  time(path: string): Date | undefined {
    return timeOf(this.#cell(path));
  }

  texts(path: string): readonly string[] {
    return listOf(this.#cell(path)).filter((item) => typeof item === 'string');
  }

  /** Data objects of a list. */
  objects(path: string): readonly Fields[] {
    return objectsOf(this.#cell(path));
  }

  object(path: string): Fields {
    return fieldsOf(this.#cell(path));
  }

  #cell(path: string): Cell | undefined {
    return this.#batch.columns[path]?.[this.#row];
  }
}

export function textOf(cell: Cell | undefined): string | undefined {
  return typeof cell === 'string' ? cell : undefined;
}

/** Integers beyond 2^53 come as text and lose their last digits here. */
export function numberOf(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && /^-?\d+$/.test(cell) ? Number(cell) : undefined;
}

export function flagOf(cell: Cell | undefined): boolean | undefined {
  return typeof cell === 'boolean' ? cell : undefined;
}

export function timeOf(cell: Cell | undefined): Date | undefined {
  const time = typeof cell === 'string' ? new Date(cell) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time : undefined;
}

export function mibOf(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / MIB);
}

export function listOf(cell: Cell | undefined): readonly Cell[] {
  return Array.isArray(cell) ? (cell as readonly Cell[]) : [];
}

export function objectsOf(cell: Cell | undefined): readonly Fields[] {
  return listOf(cell).filter(isObject);
}

/** The fields of a data object; none for anything else. */
export function fieldsOf(cell: Cell | undefined): Fields {
  return isObject(cell) ? cell : {};
}

function isObject(cell: Cell | undefined): cell is Fields {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell);
}
