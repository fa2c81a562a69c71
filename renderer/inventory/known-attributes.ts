import { availableAttributes } from '../../shared/attribute-selection.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';

const byType = new Map<ResourceType, ReadonlyMap<string, Attribute>>();

/** Every attribute that a pruned collection can keep of a kind, by path: the essential ones, then the optional ones. */
export function knownAttributes(type: ResourceType): ReadonlyMap<string, Attribute> {
  const known = byType.get(type);
  if (known !== undefined) return known;
  const attributes = new Map(availableAttributes(type).map((attribute) => [attribute.path, attribute]));
  byType.set(type, attributes);
  return attributes;
}
