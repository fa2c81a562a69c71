import type { ManagedObjectReference } from './managed-object-reference.ts';
import { soapReference } from './session.ts';

/** A step from objects of a type along one of their properties to the objects that it names. */
export interface Step {
  /** Managed object type the step starts from; its subclasses are included. */
  readonly type: string;
  readonly path: string;
  /** Steps to go on with from each object found; without any, the objects found are the result. */
  readonly next?: readonly Step[];
}

/** Properties asked of the objects of one type, its subclasses included. */
export interface TypePaths {
  readonly type: string;
  readonly paths: readonly string[];
}

/**
 * The PropertyFilterSpec that selects what lies at the end of some steps from an object. One request does what a view
 * needs three for, and leaves nothing at the server to destroy.
 */
export function stepsFilter(
  from: ManagedObjectReference,
  steps: readonly Step[],
  wanted: readonly TypePaths[],
): object {
  return {
    propSet: propertySpecs(wanted),
    objectSet: [{ obj: soapReference(from), skip: true, selectSet: steps.map(traversalSpec) }],
  };
}

/** The PropertyFilterSpec that selects named objects; those that do not exist any more are left out of the answer. */
export function objectsFilter(objects: readonly ManagedObjectReference[], wanted: readonly TypePaths[]): object {
  return {
    propSet: propertySpecs(wanted),
    objectSet: objects.map((object) => ({ obj: soapReference(object), skip: false })),
    reportMissingObjectsInResults: true,
  };
}

/** The PropertySpecs of some types. */
export function propertySpecs(wanted: readonly TypePaths[]): readonly object[] {
  return wanted.map(({ type, paths }) => ({ type, all: false, pathSet: [...paths] }));
}

function traversalSpec({ type, path, next = [] }: Step): object {
  return {
    attributes: { 'xsi:type': 'TraversalSpec', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    type,
    path,
    skip: next.length > 0,
    ...(next.length > 0 ? { selectSet: next.map(traversalSpec) } : {}),
  };
}
