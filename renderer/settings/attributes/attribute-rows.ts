import {
  type AttributeSelection,
  availableAttributes,
  type CostClass,
  costOf,
  estimatedBytes,
  isRequired,
} from '../../../shared/attribute-selection.ts';
import type { CollectionState } from '../../../shared/contract.ts';
import { type Attribute, ESSENTIAL_ATTRIBUTES } from '../../../shared/essential-attributes.ts';
import type { ResourceType } from '../../../shared/inventory.ts';
import { selectedPaths } from './selection-edit.ts';

/** What a collection told of the bytes of its columns. */
export type Measured = Pick<CollectionState, 'columnBytes' | 'counts'>;

/** An attribute as the editor lists it. */
export interface AttributeRow {
  readonly attribute: Attribute;
  readonly selected: boolean;
  /** Cannot be left out. */
  readonly required: boolean;
  readonly essential: boolean;
  readonly cost: CostClass;
  /** Bytes of column JSON for one object. */
  readonly bytes: number;
  /** Whether `bytes` was measured by a collection; estimated otherwise. */
  readonly measured: boolean;
}

/** Bytes for one object of each column that a collection brought of a kind; undefined when it brought no rows. */
export function measuredColumns(
  measured: Measured | undefined,
  type: ResourceType,
): ReadonlyMap<string, number> | undefined {
  const columns = measured?.columnBytes?.[type];
  const rows = measured?.counts[type] ?? 0;
  if (columns === undefined || rows === 0) return undefined;
  return new Map(Object.entries(columns).map(([path, bytes]) => [path, bytes / rows]));
}

/** Everything that can be kept of a kind, with what it costs. */
export function attributeRows(
  type: ResourceType,
  selection: AttributeSelection,
  measured: Measured | undefined,
): readonly AttributeRow[] {
  const selected = selectedPaths(selection, type);
  const columns = measuredColumns(measured, type);
  const essential = new Set(ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path));
  return availableAttributes(type).map((attribute) => {
    const { path } = attribute;
    const bytes = columns?.get(path);
    return {
      attribute,
      selected: selected.has(path),
      required: isRequired(type, path),
      essential: essential.has(path),
      cost: costOf(type, path),
      bytes: bytes ?? estimatedBytes(attribute),
      measured: bytes !== undefined,
    };
  });
}

/** The rows whose label or path contains a text; upper and lower case alike. */
export function filterRows(rows: readonly AttributeRow[], text: string): readonly AttributeRow[] {
  const needle = text.trim().toLowerCase();
  return rows.filter(({ attribute: { label, path } }) => `${label}\n${path}`.toLowerCase().includes(needle));
}
