import type { TypeTable } from '../type-table.ts';

/** One value of a column of states or flags, and how many rows have it. */
export interface Choice {
  readonly value: string;
  readonly count: number;
}

/** The values of a column, most frequent first; unset is none of them. */
export function choicesOf(table: TypeTable, path: string): readonly Choice[] {
  const column = table.column(path);
  if (column?.storage !== 'values') return [];
  const counts = new Uint32Array(column.distinct);
  for (let row = 0; row < table.rows; row += 1) {
    const code = column.code(row);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const choices: Choice[] = [];
  for (let code = 1; code < counts.length; code += 1) {
    choices.push({ value: String(column.value(code)), count: counts[code] ?? 0 });
  }
  return choices.toSorted((left, right) => right.count - left.count);
}
