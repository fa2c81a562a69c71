import type { NameOf } from '../cell-text.ts';
import { knownAttributes } from '../known-attributes.ts';
import { TextSearch } from '../text-search.ts';
import type { TypeTable } from '../type-table.ts';
import { type RowTest, textTest } from './row-tests.ts';

/** The words that the texts of numbers and moments are made of. */
const NUMBER_WORDS = ['kib', 'mib', 'gib', 'tib', 'pib', 'mhz', 'ghz', 'min', 'unlimited', 's', 'h', 'd', 'b'];

/** Whether the text of a number could contain a text; most that people type it cannot, and need not be looked for there. */
function couldBeNumber(needle: string): boolean {
  // No number has two points, as addresses do.
  if (/[^\w\s.,:-]|\..*\./.test(needle)) return false;
  return (needle.match(/[a-z_]+/g) ?? []).every((run) => NUMBER_WORDS.some((word) => word.includes(run)));
}

/**
 * Whether any of the columns shows a text, upper and lower case alike. `paths` is asked again when the table gets
 * further columns: rows that were there before have nothing in them.
 */
export function quickTest(table: TypeTable, text: string, paths: () => readonly string[], nameOf: NameOf): RowTest {
  const search = new TextSearch('contains', text);
  const known = knownAttributes(table.type);
  const numbers = couldBeNumber(text.trim().toLowerCase());
  let tests: readonly RowTest[] = [];
  let pathCount = -1;
  const prepare = (): void => {
    pathCount = table.paths.length;
    const columns = paths().flatMap((path) => {
      const column = table.column(path);
      return column === undefined || (column.storage === 'numbers' && !numbers) ? [] : [{ path, column }];
    });
    // Texts that repeat are looked at once, numbers once a row: those come last.
    const ordered = columns.toSorted(
      (left, right) => Number(left.column.storage === 'numbers') - Number(right.column.storage === 'numbers'),
    );
    tests = ordered.map(({ path, column }) => textTest(column, known.get(path), nameOf, search));
  };
  return (row) => {
    if (pathCount !== table.paths.length) prepare();
    for (const test of tests) if (test(row)) return true;
    return false;
  };
}
