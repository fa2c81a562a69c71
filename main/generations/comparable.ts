import { selectedAttributes } from '../../shared/attribute-selection.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { ComparisonOrder } from '../../shared/generations-view.ts';
import { RESOURCE_LABELS, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import type { Manifest } from './manifest.ts';
import type { IsCompared } from './row-leaves.ts';

/** What of two generations can be held against each other. */
export interface ComparisonPlan {
  readonly types: readonly ResourceType[];
  /** By kind: the columns that both have. */
  readonly isCompared: (type: ResourceType) => IsCompared;
  /** What limits the comparison, in whole sentences. */
  readonly notes: readonly string[];
}

/** Throws `usage` for two that have nothing to say to each other: other vCenters, other datacenters, one of them pruned. */
export function planComparison(older: Manifest, newer: Manifest, order: ComparisonOrder): ComparisonPlan {
  if (older.about.instanceUuid !== newer.about.instanceUuid)
    throw refused(`${older.id} is of ${older.source.label} and ${newer.id} of ${newer.source.label}.`, 'one vCenter');
  if (listOf(older.datacenters) !== listOf(newer.datacenters))
    throw refused(
      `${older.id} has ${datacenterText(older)} and ${newer.id} ${datacenterText(newer)}.`,
      'the same datacenters',
    );
  if (older.pruned !== newer.pruned)
    throw refused('One was collected with pruning and the other one without.', 'the same kind of attributes');
  const wanted = order.types ?? RESOURCE_TYPES;
  const types = RESOURCE_TYPES.filter((type) => wanted.includes(type) && has(older, type) && has(newer, type));
  if (types.length === 0)
    throw refused('They have none of the kinds in common that are to be compared.', 'the same kinds');
  return { types, isCompared: (type) => comparedColumns(older, newer, type), notes: notesOn(older, newer, wanted) };
}

function comparedColumns(older: Manifest, newer: Manifest, type: ResourceType): IsCompared {
  if (!older.pruned) return () => true;
  const pathsOf = ({ attributes }: Manifest) => selectedAttributes(type, attributes).map(({ path }) => path);
  const before = new Set(pathsOf(older));
  const both = new Set(pathsOf(newer).filter((path) => before.has(path)));
  return (column) => both.has(column);
}

function notesOn(older: Manifest, newer: Manifest, wanted: readonly ResourceType[]): string[] {
  const notes: string[] = [];
  const lacking = wanted.filter((type) => has(older, type) !== has(newer, type));
  if (lacking.length > 0)
    notes.push(`Not compared, because only one of the two has them whole: ${lacking.map(labelOf).join(', ')}.`);
  if (older.source.user !== newer.source.user)
    notes.push('Two accounts collected them: what one of them may not see counts as added or removed.');
  const apart = RESOURCE_TYPES.some((type) => selectionOf(older, type) !== selectionOf(newer, type));
  if (older.pruned && apart) notes.push('Attributes that only one of the two has are not compared.');
  const missing = older.missing + newer.missing;
  if (missing > 0)
    notes.push(`${formatCount(missing)} values could not be read when they were collected; they count as not set.`);
  return notes;
}

function selectionOf({ attributes }: Manifest, type: ResourceType): string {
  return listOf(selectedAttributes(type, attributes).map(({ path }) => path));
}

function has({ kinds }: Manifest, type: ResourceType): boolean {
  return kinds.some((kind) => kind.type === type);
}

function labelOf(type: ResourceType): string {
  return RESOURCE_LABELS[type];
}

function listOf(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}

function datacenterText({ datacenters }: Manifest): string {
  return datacenters.length === 0 ? 'all datacenters' : `the datacenters ${datacenters.join(', ')}`;
}

function refused(why: string, needed: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `These generations cannot be compared. ${why}`,
    action: `Choose two of ${needed}.`,
  });
}
