import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import { type CollectionOptions, collectionOptionsOf, type Settings, type SettingView } from '../../shared/settings.ts';
import { selectedPaths } from './attributes/selection-edit.ts';

/** How many options have another value by now than those a collection was made with. */
export function pendingOptions(views: readonly SettingView[], options: CollectionOptions): number {
  // Options come from settings that always have a value, and those are listed as they are.
  const settings = Object.fromEntries(views.map(({ key, value }) => [key, value])) as unknown as Settings;
  const now = collectionOptionsOf(settings);
  return (Object.keys(now) as (keyof CollectionOptions)[]).filter((key) => now[key] !== options[key]).length;
}

/** How many kinds have other attributes chosen by now than those a pruned collection has brought. */
export function pendingKinds(
  selection: AttributeSelection,
  { options, columnBytes }: Pick<CollectionState, 'options' | 'columnBytes'>,
): number {
  if (!options.pruning) return 0;
  return RESOURCE_TYPES.filter((type) => {
    const brought = columnBytes?.[type];
    if (brought === undefined) return false;
    const chosen = selectedPaths(selection, type);
    return chosen.size !== Object.keys(brought).length || ![...chosen].every((path) => path in brought);
  }).length;
}
