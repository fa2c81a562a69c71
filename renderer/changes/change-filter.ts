import type { ChangeKind } from '../../shared/generations-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { ChangeRow } from './change-row.ts';

/** Which lines are shown; what is absent lets everything through. */
export interface ChangeFilter {
  readonly kind: ChangeKind | undefined;
  readonly type: ResourceType | undefined;
  readonly path: string | undefined;
  readonly text: string;
}

export const NO_FILTER: ChangeFilter = { kind: undefined, type: undefined, path: undefined, text: '' };

/** Every word of the text has to be somewhere in the line; capitals do not matter. */
export function rowTest({ kind, type, path, text }: ChangeFilter): (row: ChangeRow) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (row) => {
    if (kind !== undefined && row.kind !== kind) return false;
    if (type !== undefined && row.type !== type) return false;
    if (path !== undefined && row.path !== path) return false;
    if (words.length === 0) return true;
    const line = `${row.name}\n${row.ref}\n${row.label}\n${row.path ?? ''}\n${row.before}\n${row.after}`.toLowerCase();
    return words.every((word) => line.includes(word));
  };
}

export function isFiltering({ kind, type, path, text }: ChangeFilter): boolean {
  return kind !== undefined || type !== undefined || path !== undefined || text.trim() !== '';
}
