import type { Reference } from '../estate/kinds.ts';
import { isInventoryType } from '../estate/kinds.ts';
import { isKnownPath } from '../model/managed-model.ts';
import type { Audience } from '../model/property.ts';
import { invalidArgument, invalidProperty, invalidRequest } from './fault.ts';
import { SERVICE_PROPERTIES } from './service-objects.ts';
import { childOf, childrenNamed, flagOf, type RequestElement, referenceOf, textOf } from './xml-request.ts';

export interface PropertySpec {
  readonly type: string;
  readonly all: boolean;
  readonly paths: readonly string[];
}

/** How to get from an object to others: along a property. */
export interface TraversalSpec {
  readonly type: string;
  readonly path: string;
  readonly skip: boolean;
  readonly select: readonly Selection[];
}
/** A traversal, or the name of one given elsewhere in the same filter. */
export type Selection = TraversalSpec | string;

export interface ObjectSpec {
  readonly object: Reference;
  readonly skip: boolean;
  readonly select: readonly Selection[];
}

export interface FilterSpec {
  readonly properties: readonly PropertySpec[];
  readonly objects: readonly ObjectSpec[];
  readonly named: ReadonlyMap<string, TraversalSpec>;
  readonly skipMissing: boolean;
}

/** Reads the specSet of a property request and refuses types and paths that the API does not have. */
export function parseFilterSpecs(method: RequestElement, audience: Audience): readonly FilterSpec[] {
  const specs = childrenNamed(method, 'specSet');
  if (specs.length === 0) throw invalidArgument('specSet');
  return specs.map((spec) => parseFilterSpec(spec, audience));
}

/** Reads one PropertyFilterSpec, and refuses as parseFilterSpecs() does. */
export function parseFilterSpec(spec: RequestElement, audience: Audience): FilterSpec {
  const named = new Map<string, TraversalSpec>();
  return {
    named,
    properties: childrenNamed(spec, 'propSet').map((set) => parsePropertySpec(set, audience)),
    objects: childrenNamed(spec, 'objectSet').map((set) => parseObjectSpec(set, named)),
    skipMissing: flagOf(spec, 'reportMissingObjectsInResults'),
  };
}

function parsePropertySpec(element: RequestElement, audience: Audience): PropertySpec {
  const type = textOf(element, 'type')?.replace(/^.*:/, '') ?? '';
  const service = Object.hasOwn(SERVICE_PROPERTIES, type) ? SERVICE_PROPERTIES[type] : undefined;
  if (!service && !isInventoryType(type)) throw invalidArgument('specSet.propSet.type');
  const paths = childrenNamed(element, 'pathSet').map(({ text }) => text.trim());
  for (const path of paths) {
    if (service ? !Object.hasOwn(service, path) : !isKnownPath(type, path, audience)) throw invalidProperty(path);
  }
  return { type, paths, all: flagOf(element, 'all') };
}

function parseObjectSpec(element: RequestElement, named: Map<string, TraversalSpec>): ObjectSpec {
  const object = referenceOf(childOf(element, 'obj'));
  if (!object) throw invalidArgument('specSet.objectSet.obj');
  return { object, skip: flagOf(element, 'skip'), select: parseSelections(element, named) };
}

function parseSelections(element: RequestElement, named: Map<string, TraversalSpec>): readonly Selection[] {
  return childrenNamed(element, 'selectSet').map((select): Selection => {
    const name = textOf(select, 'name');
    if (childOf(select, 'path') === undefined) {
      if (!name) throw invalidRequest('A SelectionSpec has neither a name nor a path.');
      return name;
    }
    const traversal: TraversalSpec = {
      type: textOf(select, 'type')?.replace(/^.*:/, '') ?? '',
      path: textOf(select, 'path') ?? '',
      skip: flagOf(select, 'skip'),
      select: parseSelections(select, named),
    };
    if (name) named.set(name, traversal);
    return traversal;
  });
}
