import type { ResourceType } from '../../shared/inventory.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import { withoutVcenter } from '../vcenters/vcenter-column.ts';
import type { InventoryState } from './inventory-store.ts';
import { vcenterOf } from './qualified-ref.ts';
import { selectionWithout } from './selection/row-selection.ts';

/** Of the state of the inventory, what refers to objects of a vCenter. */
type Referring = Pick<InventoryState, 'selected' | 'selections' | 'filters' | 'narrowedTo'>;

/**
 * The state without whatever refers to objects of a vCenter that is closed.
 * @param several whether more than one vCenter stays open
 */
export function stateWithout(
  { selected, selections, filters, narrowedTo }: Referring,
  { key, label }: { readonly key: string; readonly label: string },
  several: boolean,
): Referring {
  const isOthers = (ref: string): boolean => vcenterOf(ref) !== key;
  return {
    selected: mapByType(selected, (ref) => (isOthers(ref) ? ref : undefined)),
    selections: mapByType(selections, (selection) => selectionWithout(selection, isOthers)),
    filters: mapByType(filters, (filter) => withoutVcenter(filter, label, several)),
    narrowedTo: narrowedTo !== undefined && isOthers(narrowedTo.ref) ? narrowedTo : undefined,
  };
}

type ByType<T> = Readonly<Partial<Record<ResourceType, T>>>;

/** What is kept for each kind, changed; undefined takes it away. */
function mapByType<T>(byType: ByType<T>, change: (value: T) => T | undefined): ByType<T> {
  const changed: Partial<Record<ResourceType, T>> = {};
  for (const type of RESOURCE_TYPES) {
    const value = byType[type];
    const now = value === undefined ? undefined : change(value);
    if (now !== undefined) changed[type] = now;
  }
  return changed;
}
