import { dataFields, type FieldDeclaration, type FieldTable } from '../../../shared/vim-catalogue.ts';
import type { Reference } from '../estate/kinds.ts';
import { isHiddenField } from './field-versions.ts';
import { LeafProperty } from './leaf.ts';
import {
  ANY,
  type Audience,
  type Fragment,
  joinFragments,
  type Leaf,
  MappedProperty,
  type Property,
  render,
  wrapFragment,
} from './property.ts';

/** How a field gets its value: a constant, a function of the facts (undefined means unset), or a property of its own. */
export type Definition<T> = Leaf | readonly Leaf[] | ((facts: T) => Leaf | readonly Leaf[] | undefined) | Property<T>;
export type Definitions<T> = Readonly<Record<string, Definition<T>>>;

interface Member<T> {
  readonly declaration: FieldDeclaration;
  readonly property: Property<T>;
}

function isProperty<T>(definition: Definition<T>): definition is Property<T> {
  return typeof definition === 'object' && 'compile' in definition;
}

/** Pairs definitions with what the API declares, in wire order. A field the API does not know is a programming error. */
export function membersOf<T>(
  type: string,
  table: FieldTable | undefined,
  definitions: Definitions<T>,
): readonly Member<T>[] {
  if (!table) throw new TypeError(`The type catalogue has no ${type}`);
  for (const name of Object.keys(definitions)) {
    if (!table.has(name)) throw new TypeError(`${type} has no field ${name}`);
  }
  const members: Member<T>[] = [];
  for (const declaration of table.values()) {
    const definition = definitions[declaration.name];
    if (definition === undefined) continue;
    const isLeaf = declaration.type.length === 1;
    if (isProperty(definition)) members.push({ declaration, property: definition });
    else if (isLeaf)
      members.push({ declaration, property: new LeafProperty(type, declaration.name, declaration.type, definition) });
    else throw new TypeError(`${type}.${declaration.name} is a ${declaration.type}, not a simple value`);
  }
  return members;
}

/** A data object of a type of the catalogue, as a function of facts. */
export class DataObject<T> implements Property<T> {
  readonly type: string;
  readonly #members: readonly Member<T>[];
  readonly #content = new Map<Audience, Fragment<T>>();

  constructor(type: string, definitions: Definitions<T>) {
    this.type = type;
    this.#members = membersOf(type, dataFields(type), definitions);
  }

  /** Its fields without the element around them. */
  content(audience: Audience): Fragment<T> {
    let content = this.#content.get(audience);
    if (content === undefined) {
      content = joinFragments(
        this.#members
          .filter(({ declaration }) => !isHiddenField(this.type, declaration.name, audience))
          .map(({ declaration, property }) => property.compile(declaration.name, declaration.type, audience)),
      );
      this.#content.set(audience, content);
    }
    return content;
  }

  compile(tag: string, declared: string, audience: Audience): Fragment<T> {
    return wrapFragment(this.#open(tag, declared), this.content(audience), `</${tag}>`);
  }

  #open(tag: string, declared: string): string {
    return declared === this.type ? `<${tag}>` : `<${tag} xsi:type="${this.type}">`;
  }

  child(name: string): Property<T> | undefined {
    return this.#members.find(({ declaration }) => declaration.name === name)?.property;
  }

  references(): readonly Reference[] {
    return [];
  }

  /** The same object read from other facts; unset where `facts` yields undefined. */
  from<U>(facts: (outer: U) => T | undefined): Property<U> {
    return new MappedProperty(this, facts);
  }

  /** Set only where the condition holds. */
  when(condition: (facts: T) => boolean): Property<T> {
    return new MappedProperty<T, T>(this, (facts) => (condition(facts) ? facts : undefined));
  }

  /** An element of a list. */
  item(facts: T): Item {
    return {
      write: (tag, declared, audience) =>
        `${this.#open(tag, declared)}${render(this.content(audience), facts)}</${tag}>`,
    };
  }
}

/** One element of a list: the elements of one list may be of different types. */
export interface Item {
  write(tag: string, declared: string, audience: Audience): string;
}

/** A list of data objects. `type` is the declared type of its elements. */
export class ListProperty<T> implements Property<T> {
  readonly #type: string;
  readonly #items: readonly Item[] | ((facts: T) => readonly Item[] | undefined);

  constructor(type: string, items: readonly Item[] | ((facts: T) => readonly Item[] | undefined)) {
    this.#type = type;
    this.#items = items;
  }

  compile(tag: string, declared: string, audience: Audience): Fragment<T> {
    const type = this.#type;
    const write = (items: readonly Item[]): string => {
      const itemTag = declared === ANY ? type : tag;
      let xml = '';
      for (const item of items) xml += item.write(itemTag, type, audience);
      return declared === ANY ? `<${tag} xsi:type="ArrayOf${type}">${xml}</${tag}>` : xml;
    };
    const items = this.#items;
    if (typeof items !== 'function') return write(items);
    return (facts) => {
      const found = items(facts);
      return found === undefined ? '' : write(found);
    };
  }

  child(): undefined {
    return undefined;
  }

  references(): readonly Reference[] {
    return [];
  }
}

/** Shorthand for a data object. */
export function data<T>(type: string, definitions: Definitions<T>): DataObject<T> {
  return new DataObject(type, definitions);
}

/** Shorthand for a list of data objects. */
export function list<T>(
  type: string,
  items: readonly Item[] | ((facts: T) => readonly Item[] | undefined),
): ListProperty<T> {
  return new ListProperty(type, items);
}
