import { DATA_TYPES, MANAGED_TYPES } from './vim-types.generated.ts';

/** Wire type of a leaf: s string or enum, i 32-bit, l 64-bit, f float, b boolean, t dateTime, y base64, r reference, x any. */
export type LeafCode = 's' | 'i' | 'l' | 'f' | 'b' | 't' | 'y' | 'r' | 'x';

/** What the API declares of one field. */
export interface FieldDeclaration {
  readonly name: string;
  /** A leaf code, or the name of a data object. */
  readonly type: string;
  readonly array: boolean;
}
export type FieldTable = ReadonlyMap<string, FieldDeclaration>;

const parsed = new Map<string, FieldTable>();

function parse(line: string, tables: Readonly<Record<string, string>>): FieldTable {
  const table = new Map<string, FieldDeclaration>();
  for (const token of line.split(' ')) {
    if (token.startsWith('<')) {
      for (const [name, declaration] of fieldsOf(token.slice(1), tables) ?? []) table.set(name, declaration);
      continue;
    }
    const colon = token.indexOf(':');
    if (colon < 0) continue;
    const name = token.slice(0, colon);
    const array = token.endsWith('[]');
    table.set(name, { name, type: token.slice(colon + 1, array ? -2 : undefined), array });
  }
  return table;
}

function fieldsOf(type: string, tables: Readonly<Record<string, string>>): FieldTable | undefined {
  const known = parsed.get(type);
  if (known) return known;
  const line = tables[type];
  if (line === undefined) return undefined;
  const table = parse(line, tables);
  parsed.set(type, table);
  return table;
}

/** Fields of a data object in wire order, inherited ones first; undefined for a type this version does not know. */
export function dataFields(type: string): FieldTable | undefined {
  return fieldsOf(type, DATA_TYPES);
}

/** Properties of a managed object type, inherited ones first; undefined for an unknown type. */
export function managedFields(type: string): FieldTable | undefined {
  return fieldsOf(type, MANAGED_TYPES);
}
