import type { TypeTable } from './type-table.ts';

/** Where an object stands among the rows on screen; undefined while it is not one of them. */
export function positionOf(
  ref: string | undefined,
  table: Pick<TypeTable, 'refs'>,
  visible: Uint32Array,
): number | undefined {
  if (ref === undefined) return undefined;
  const row = table.refs.find(ref);
  const position = row === undefined ? -1 : visible.indexOf(row);
  return position < 0 ? undefined : position;
}
