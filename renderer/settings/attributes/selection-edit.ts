import {
  type AttributeSelection,
  availableAttributes,
  isRequired,
  selectedAttributes,
} from '../../../shared/attribute-selection.ts';
import { ESSENTIAL_ATTRIBUTES } from '../../../shared/essential-attributes.ts';
import type { ResourceType } from '../../../shared/inventory.ts';

/** Paths that a selection keeps of a kind. */
export function selectedPaths(selection: AttributeSelection, type: ResourceType): ReadonlySet<string> {
  return new Set(selectedAttributes(type, selection).map(({ path }) => path));
}

/** Whether a kind keeps its essential attributes and nothing else. */
export function isDefault(selection: AttributeSelection, type: ResourceType): boolean {
  return selection[type] === undefined;
}

/** The selection with a kind's paths put in the order of the catalogue; a kind with its essential ones is left out. */
function withPaths(selection: AttributeSelection, type: ResourceType, chosen: ReadonlySet<string>): AttributeSelection {
  const { [type]: _, ...others } = selection;
  const paths = availableAttributes(type)
    .map(({ path }) => path)
    .filter((path) => chosen.has(path) || isRequired(type, path));
  const essential = ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path);
  const same = paths.length === essential.length && essential.every((path) => paths.includes(path));
  return same ? others : { ...others, [type]: paths };
}

/** Adds an attribute, or leaves it out; required ones stay. */
export function toggled(selection: AttributeSelection, type: ResourceType, path: string): AttributeSelection {
  const chosen = new Set(selectedPaths(selection, type));
  if (!chosen.delete(path)) chosen.add(path);
  return withPaths(selection, type, chosen);
}

/** Adds every essential attribute to those that are chosen. */
export function withAllEssential(selection: AttributeSelection, type: ResourceType): AttributeSelection {
  const essential = ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path);
  return withPaths(selection, type, new Set([...selectedPaths(selection, type), ...essential]));
}

/** Goes back to the essential attributes of a kind. */
export function withDefault(selection: AttributeSelection, type: ResourceType): AttributeSelection {
  const { [type]: _, ...others } = selection;
  return others;
}
