/** An order of rows by one column after another. */
export type SortDirection = 'ascending' | 'descending';

export interface Sort {
  readonly path: string;
  readonly direction: SortDirection;
}

/** Sorts by a column alone; by the only one once more: the other way round. */
export function sortAlone(sorts: readonly Sort[], path: string): readonly Sort[] {
  const [only] = sorts;
  const again = sorts.length === 1 && only?.path === path && only.direction === 'ascending';
  return [{ path, direction: again ? 'descending' : 'ascending' }];
}

/** Sorts by a column after the others; again: the other way round; once more: no longer by it. */
export function sortAlso(sorts: readonly Sort[], path: string): readonly Sort[] {
  const known = sorts.find((sort) => sort.path === path);
  if (known === undefined) return [...sorts, { path, direction: 'ascending' }];
  if (known.direction === 'descending') return sorts.filter((sort) => sort !== known);
  return sorts.map((sort) => (sort === known ? { path, direction: 'descending' } : sort));
}
