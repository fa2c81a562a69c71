import type { Attribute, AttributeKind } from '../../../shared/essential-attributes.ts';

const KIND_TEXTS: Readonly<Record<AttributeKind, string>> = {
  text: 'text',
  integer: 'number',
  boolean: 'yes or no',
  time: 'time',
  enum: 'state',
  ref: 'reference',
  refs: 'references',
  texts: 'texts',
  data: 'data object',
};

/** What an attribute holds, with the unit it comes in: "number, MB". */
export function valueText({ kind, unit }: Pick<Attribute, 'kind' | 'unit'>): string {
  return unit === undefined ? KIND_TEXTS[kind] : `${KIND_TEXTS[kind]}, ${unit}`;
}
