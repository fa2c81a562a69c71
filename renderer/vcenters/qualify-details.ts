import type { DetailCell, DetailColumn, InventoryDetails } from '../../shared/inventory-details.ts';
import { qualify } from '../inventory/qualified-ref.ts';

/** Networks that are none of vCenter's objects come as their bare name. */
function isReference(cell: DetailCell, column: DetailColumn | undefined): cell is string {
  return column?.kind === 'ref' && typeof cell === 'string' && cell.includes(':');
}

/** What a vCenter told of one object, with its references qualified as those of the tables are. */
export function qualifyDetails(details: InventoryDetails, key: string): InventoryDetails {
  const sections = details.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) =>
      row.map((cell, index) => (isReference(cell, section.columns[index]) ? qualify(key, cell) : cell)),
    ),
  }));
  return { ...details, sections };
}
