import { type AttributeSelection, selectedAttributes } from '../../shared/attribute-selection.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import { ACCESSIBLE, withoutSizes } from './lost-datastore.ts';

/** One object ready for a batch: its kind and its cells, aligned with the columns of that kind. */
export interface PrunedResource {
  readonly kind: ResourceType;
  readonly ref: string;
  readonly cells: readonly (DecodedValue | undefined)[];
}

interface Pick {
  readonly attribute: Attribute;
  /** Position of the fetched path among the decoded values; -1 when the server refused it. */
  readonly position: number;
  /** Fields to follow from the fetched value to the leaf. */
  readonly steps: readonly string[];
}

/** Turns decoded objects of one managed type into rows of their kind. */
export interface ResourcePruner {
  /** Columns of a kind, in order. May grow while objects arrive when pruning is off. */
  columnsOf(kind: ResourceType): readonly string[];
  pruneResourceAttributes(object: ObjectContent): PrunedResource | undefined;
}

/** The kind of a VirtualMachine follows config.template; every other kind is its plan's only one. */
type KindOf = (object: ObjectContent) => ResourceType;

/**
 * Keeps the selected attributes of each kind: picks leaves out of values that could only be fetched whole, cuts long
 * texts, drops what another kind of the same managed type needs, and sizes of datastores that are not accessible. Objects
 * of a kind nobody asked for give undefined.
 * @param kinds kinds wanted of this managed type
 * @param fetched paths whose values the decoder delivers, in the order of its values
 */
export function selectingPruner(
  kinds: readonly ResourceType[],
  fetched: readonly string[],
  selection: AttributeSelection,
): ResourcePruner {
  const position = (path: string) => fetched.indexOf(path);
  const picks = new Map<ResourceType, readonly Pick[]>();
  for (const kind of kinds) {
    picks.set(
      kind,
      selectedAttributes(kind, selection).map((attribute) => ({
        attribute,
        position: position(attribute.fetch ?? attribute.path),
        steps: attribute.fetch ? attribute.path.slice(attribute.fetch.length + 1).split('.') : [],
      })),
    );
  }
  const columns = new Map(kinds.map((kind) => [kind, selectedAttributes(kind, selection).map(({ path }) => path)]));
  const kindOf = kindByTemplate(kinds, position('config.template'));
  const access = position(ACCESSIBLE);
  return {
    columnsOf: (kind) => columns.get(kind) ?? [],
    pruneResourceAttributes(object) {
      const kind = kindOf(object);
      const picked = picks.get(kind);
      if (!picked) return undefined;
      const cells = picked.map((pick) => pickCell(pick, object));
      return {
        kind,
        ref: object.ref.toString(),
        cells:
          kind === 'Datastore' && object.values[access] === false
            ? cells.map((cell, column) => withoutSizes(picked[column]?.attribute.path ?? '', cell))
            : cells,
      };
    },
  };
}

/** Keeps everything that came (pruning off) and means something; rows are still told apart by kind. */
export function keepAllPruner(kinds: readonly ResourceType[], paths: readonly string[]): ResourcePruner {
  const kindOf = kindByTemplate(kinds, -1, paths);
  return {
    columnsOf: () => paths,
    pruneResourceAttributes(object) {
      const kind = kindOf(object);
      if (!kinds.includes(kind)) return undefined;
      const { ref, values } = object;
      const isLost = kind === 'Datastore' && fieldOf(values[paths.indexOf('summary')], 'accessible') === false;
      const cells = isLost ? values.map((value, column) => withoutSizes(paths[column] ?? '', value)) : values;
      return { kind, ref: ref.toString(), cells };
    },
  };
}

function kindByTemplate(kinds: readonly ResourceType[], template: number, paths?: readonly string[]): KindOf {
  const only = kinds[0] ?? 'VirtualMachine';
  if (!kinds.includes('VirtualMachine') && !kinds.includes('Template')) return () => only;
  return (object) => {
    const value =
      template >= 0 ? object.values[template] : fieldOf(object.values[paths?.indexOf('config') ?? -1], 'template');
    return value === true ? 'Template' : 'VirtualMachine';
  };
}

function fieldOf(value: DecodedValue | undefined, field: string): DecodedValue | undefined {
  if (value === undefined || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return (value as Readonly<Record<string, DecodedValue>>)[field];
}

function pickCell({ attribute, position, steps }: Pick, object: ObjectContent): DecodedValue | undefined {
  let value = position < 0 ? undefined : object.values[position];
  for (const step of steps) value = fieldOf(value, step);
  if (typeof value !== 'string' || attribute.maxLength === undefined || value.length <= attribute.maxLength)
    return value;
  return `${value.slice(0, attribute.maxLength)}…`;
}
