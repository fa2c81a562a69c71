import type { NumberColumn } from './number-column.ts';
import type { ValueColumn } from './value-column.ts';

/** How the cells of one property path are kept. */
export type Column = NumberColumn | ValueColumn;
