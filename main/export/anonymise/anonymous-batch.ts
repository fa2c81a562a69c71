import { availableAttributes } from '../../../shared/attribute-selection.ts';
import type { Attribute } from '../../../shared/essential-attributes.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../../shared/inventory.ts';
import { FIELDS, NAME_OF, TEXT_PATHS } from './identities.ts';
import type { Identity, Pseudonyms } from './pseudonyms.ts';

/** Any text that nobody has said anything about. */
const ANY_TEXT: Identity = 'name of text';
/** Kinds of attributes whose values are numbers, moments, words of the API, or ids that mean nothing without their vCenter. */
const OPEN_KINDS: ReadonlySet<Attribute['kind']> = new Set(['integer', 'boolean', 'time', 'enum', 'ref', 'refs']);

/**
 * A batch with pseudonyms for names, host names, addresses, UUIDs, notes and paths. Ids of objects stay, so that rows can
 * still be joined. Default deny: text that is not known to be harmless is replaced, inside of data objects too.
 */
export function anonymousBatch({ type, refs, columns }: ColumnBatch, pseudonyms: Pseudonyms): ColumnBatch {
  const kinds = kindsOf(type);
  const changed: Record<string, readonly Cell[]> = {};
  for (const [path, cells] of Object.entries(columns)) {
    const kind = kinds.get(path);
    const identity = path === 'name' ? NAME_OF[type] : TEXT_PATHS[path];
    if (identity === 'open' || (kind !== undefined && OPEN_KINDS.has(kind))) changed[path] = cells;
    else changed[path] = cells.map((cell) => anonymousCell(cell, identity, pseudonyms));
  }
  return { type, refs, columns: changed };
}

function anonymousCell(cell: Cell, identity: Identity | undefined, pseudonyms: Pseudonyms): Cell {
  if (typeof cell === 'string') return pseudonyms.of(identity ?? ANY_TEXT, cell);
  if (Array.isArray(cell)) return cell.map((item: Cell) => anonymousCell(item, identity, pseudonyms));
  if (cell === null || typeof cell !== 'object') return cell;
  const fields = Object.entries(cell).map(([field, value]): [string, Cell] => {
    const known = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    return [field, known === 'open' && isPlain(value) ? value : anonymousCell(value, openless(known), pseudonyms)];
  });
  return Object.fromEntries(fields);
}

/** What is open is a word; an object of that name is looked into. */
function isPlain(value: Cell): boolean {
  return typeof value !== 'object' || value === null;
}

function openless(identity: Identity | 'open' | undefined): Identity | undefined {
  return identity === 'open' ? undefined : identity;
}

const knownKinds = new Map<ResourceType, ReadonlyMap<string, Attribute['kind']>>();

function kindsOf(type: ResourceType): ReadonlyMap<string, Attribute['kind']> {
  let kinds = knownKinds.get(type);
  if (!kinds) {
    kinds = new Map(availableAttributes(type).map(({ path, kind }) => [path, kind]));
    knownKinds.set(type, kinds);
  }
  return kinds;
}
