import type { TypeTable } from '../inventory/type-table.ts';
import { type Measure, NO_SUM, type RowValue, type Sum } from './measure.ts';

interface Adder {
  readonly name: string;
  readonly value: RowValue;
  readonly total: Float64Array;
  readonly known: Uint32Array;
}

/** What one measure comes to in every scope. */
export class Tally {
  readonly measure: Measure;
  readonly #rows: Uint32Array;
  readonly #sums: readonly Adder[];

  constructor(measure: Measure, scopes: number) {
    this.measure = measure;
    this.#rows = new Uint32Array(scopes);
    this.#sums = Object.entries(measure.sums).map(([name, value]) => ({
      name,
      value,
      total: new Float64Array(scopes),
      known: new Uint32Array(scopes),
    }));
  }

  /** A row that passes; `scopes` without the whole estate, which every row lies in. */
  add(table: TypeTable, row: number, scopes: readonly number[]): void {
    increase(this.#rows, 0, 1);
    for (const scope of scopes) increase(this.#rows, scope, 1);
    for (const { value, total, known } of this.#sums) {
      const amount = value(table, row);
      if (Number.isNaN(amount)) continue;
      increase(total, 0, amount);
      increase(known, 0, 1);
      for (const scope of scopes) {
        increase(total, scope, amount);
        increase(known, scope, 1);
      }
    }
  }

  rows(scope: number): number {
    return this.#rows[scope] ?? 0;
  }

  /** Nothing known for a name that the measure does not add up. */
  sum(name: string, scope: number): Sum {
    const adder = this.#sums.find((each) => each.name === name);
    return adder === undefined ? NO_SUM : { total: adder.total[scope] ?? 0, known: adder.known[scope] ?? 0 };
  }
}

function increase(values: Uint32Array | Float64Array, position: number, amount: number): void {
  values[position] = (values[position] ?? 0) + amount;
}
