import type { TreeRow } from './tree-rows.ts';

/** What a key asks of the tree. */
export type TreeAction =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open' | 'close' | 'choose' };

/** Keys of the ARIA tree pattern; undefined when a key means nothing to the tree. `page` is how many rows fit on screen. */
export function treeAction(
  rows: readonly TreeRow[],
  active: number,
  key: string,
  page: number,
): TreeAction | undefined {
  const move = (to: number): TreeAction => ({ kind: 'move', to: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return move(active + 1);
    case 'ArrowUp':
      return move(active - 1);
    case 'PageDown':
      return move(active + page);
    case 'PageUp':
      return move(active - page);
    case 'Home':
      return move(0);
    case 'End':
      return move(rows.length - 1);
    case 'ArrowRight':
      return intoBranch(rows, active);
    case 'ArrowLeft':
      return outOfBranch(rows, active);
    case 'Enter':
    case ' ':
      return { kind: 'choose' };
    default:
      return undefined;
  }
}

function intoBranch(rows: readonly TreeRow[], active: number): TreeAction | undefined {
  const row = rows[active];
  if (row?.type !== 'node' || !row.isContainer) return undefined;
  if (!row.isOpen) return { kind: 'open' };
  const next = rows[active + 1];
  return next && next.level > row.level ? { kind: 'move', to: active + 1 } : undefined;
}

function outOfBranch(rows: readonly TreeRow[], active: number): TreeAction | undefined {
  const row = rows[active];
  if (!row) return undefined;
  if (row.type === 'node' && row.isOpen && row.parent !== undefined) return { kind: 'close' };
  for (let index = active - 1; index >= 0; index -= 1) {
    if ((rows[index]?.level ?? 0) < row.level) return { kind: 'move', to: index };
  }
  return undefined;
}
