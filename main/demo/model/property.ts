import type { Reference } from '../estate/kinds.ts';

/** What a single value can be. Times are ISO 8601 strings, binary values base64 strings. */
export type Leaf = string | number | boolean | Reference;

/**
 * XML that is either the same for every object, or computed from its facts. An unset property yields ''.
 * Constant parts are joined once, so a large object costs only its variable values.
 */
export type Fragment<T> = string | ((facts: T) => string);

/** How new the client's API version is: a server hides the fields that an older client would choke on. */
export type Audience = 'current' | 'before-7.0';

/** The declared type of a place that takes any type and therefore names it with xsi:type. */
export const ANY = 'x';

/** A property as a function of an object's facts: it can be written as XML, and asked for its parts by name. */
export interface Property<T> {
  /** Writes the element `tag` for a place declared as type `declared`; xsi:type is added where the type differs. */
  compile(tag: string, declared: string, audience: Audience): Fragment<T>;
  /** The part of that name; undefined where this estate never sets it. */
  child(name: string): Property<T> | undefined;
  /** The objects it refers to, if it is a reference or a list of references. */
  references(facts: T): readonly Reference[];
}

/** Joins fragments, constants first among themselves. */
export function joinFragments<T>(fragments: readonly Fragment<T>[]): Fragment<T> {
  const parts: Fragment<T>[] = [];
  for (const fragment of fragments) {
    const last = parts.at(-1);
    if (typeof fragment === 'string' && typeof last === 'string') parts[parts.length - 1] = last + fragment;
    else if (fragment !== '') parts.push(fragment);
  }
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return (facts) => {
    let xml = '';
    for (const part of parts) xml += typeof part === 'string' ? part : part(facts);
    return xml;
  };
}

/** The fragment between two constants. */
export function wrapFragment<T>(open: string, inner: Fragment<T>, close: string): Fragment<T> {
  return typeof inner === 'string' ? open + inner + close : (facts) => open + inner(facts) + close;
}

/** A fragment with its facts: '' when the property is unset. */
export function render<T>(fragment: Fragment<T>, facts: T): string {
  return typeof fragment === 'string' ? fragment : fragment(facts);
}

/** `inner` read from other facts; unset where `facts` yields undefined. */
export class MappedProperty<T, U> implements Property<T> {
  readonly #inner: Property<U>;
  readonly #facts: (facts: T) => U | undefined;

  constructor(inner: Property<U>, facts: (facts: T) => U | undefined) {
    this.#inner = inner;
    this.#facts = facts;
  }

  compile(tag: string, declared: string, audience: Audience): Fragment<T> {
    const inner = this.#inner.compile(tag, declared, audience);
    return (facts) => {
      const mapped = this.#facts(facts);
      return mapped === undefined ? '' : render(inner, mapped);
    };
  }

  child(name: string): Property<T> | undefined {
    const child = this.#inner.child(name);
    return child && new MappedProperty(child, this.#facts);
  }

  references(facts: T): readonly Reference[] {
    const mapped = this.#facts(facts);
    return mapped === undefined ? [] : this.#inner.references(mapped);
  }
}
