import { findEntity } from '../estate/ancestry.ts';
import { childrenOf, descendantsOf } from '../estate/containment.ts';
import {
  ALL_KINDS,
  type Entity,
  isSubtype,
  KINDS,
  type Kind,
  kindsOf,
  type Reference,
  reference,
} from '../estate/kinds.ts';
import type { Estate } from '../estate/shape.ts';
import type { Audience } from '../model/property.ts';
import { escapeText } from '../model/xml-text.ts';
import { type ObjectWriter, READERS, referencesOf } from '../objects/catalogue.ts';
import { noPermission, notFound } from './fault.ts';
import type { ResultObject } from './page-cursor.ts';
import type { FilterSpec, PropertySpec, Selection, TraversalSpec } from './property-request.ts';
import {
  PROPERTY_COLLECTOR,
  referenceXml,
  SERVICE_INSTANCE,
  SERVICE_PROPERTIES,
  SESSION_MANAGER,
  type ServiceContext,
  VIEW_MANAGER,
} from './service-objects.ts';
import type { ContainerView, Session } from './session.ts';

/** What a reference of a request stands for. */
export type Target =
  | { readonly kind: 'entity'; readonly entity: Entity; readonly reference: Reference }
  | { readonly kind: 'service'; readonly reference: Reference; readonly view?: ContainerView };

/** Who asks, and of which estate. */
export interface RequestScope {
  readonly estate: Estate;
  readonly session: Session;
  readonly audience: Audience;
  readonly now: number;
}

const SERVICES = [SERVICE_INSTANCE, SESSION_MANAGER, VIEW_MANAGER, PROPERTY_COLLECTOR];

/** Finds the object behind a reference; views and collectors exist only in their own session. */
export function findTarget({ estate, session }: RequestScope, wanted: Reference): Target | undefined {
  const service = SERVICES.find(({ type, id }) => type === wanted.type && id === wanted.id);
  if (service) return { kind: 'service', reference: service };
  if (session.collectors.has(wanted.id))
    return { kind: 'service', reference: { type: 'PropertyCollector', id: wanted.id } };
  const view = session.views.get(wanted.id);
  if (view) return { kind: 'service', reference: view.reference, view };
  const entity = findEntity(estate, wanted.id);
  if (!entity) return undefined;
  const found = reference(entity.kind, entity.index);
  return isSubtype(found.type, wanted.type) ? { kind: 'entity', entity, reference: found } : undefined;
}

/** What is in a container view, computed as it is walked. */
export function* contentsOf(estate: Estate, { container, types, recursive }: ContainerView): Generator<Entity> {
  const wanted = new Set<Kind>(types.length === 0 ? ALL_KINDS : types.flatMap(kindsOf));
  if (recursive) yield* descendantsOf(estate, container, wanted);
  else for (const child of childrenOf(estate, container)) if (wanted.has(child.kind)) yield child;
}

/** All objects that the filters select, each with the properties asked for; faults come before the first of them. */
export function selectObjects(scope: RequestScope, filters: readonly FilterSpec[]): Iterable<ResultObject> {
  const starts = filters.map((filter) => ({
    filter,
    targets: filter.objects.map((spec) => ({ spec, target: startOf(scope, filter, spec.object) })),
  }));
  return (function* (): Generator<ResultObject> {
    for (const { filter, targets } of starts) {
      const write = writerOf(scope, filter.properties);
      for (const { spec, target } of targets) {
        if (!target) continue;
        for (const selected of walk(scope, filter, target, spec.skip, spec.select)) {
          const object = write(selected);
          if (object) yield object;
        }
      }
    }
  })();
}

function startOf(scope: RequestScope, filter: FilterSpec, object: Reference): Target | undefined {
  const target = findTarget(scope, object);
  if (!target && !filter.skipMissing) throw notFound(object);
  return target;
}

/** The objects from a start along its traversals. Only walks that can meet an object twice remember where they were. */
function* walk(
  scope: RequestScope,
  filter: FilterSpec,
  start: Target,
  skip: boolean,
  select: readonly Selection[],
): Generator<Target> {
  if (!skip) yield start;
  const [only, ...more] = traversalsOf(filter, select);
  if (!only) return;
  if (more.length === 0 && only.select.length === 0) {
    if (!only.skip) yield* follow(scope, start, only);
    return;
  }
  const delivered = new Set(skip ? [] : [start.reference.id]);
  const visited = new Map<TraversalSpec, Set<string>>();
  const pending: (readonly [Target, readonly Selection[]])[] = [[start, select]];
  for (let step = pending.pop(); step; step = pending.pop()) {
    const [from, selections] = step;
    for (const traversal of traversalsOf(filter, selections)) {
      const seen = visited.get(traversal) ?? new Set();
      visited.set(traversal, seen);
      if (seen.has(from.reference.id)) continue;
      seen.add(from.reference.id);
      for (const target of follow(scope, from, traversal)) {
        if (!traversal.skip && !delivered.has(target.reference.id)) {
          delivered.add(target.reference.id);
          yield target;
        }
        if (traversal.select.length > 0) pending.push([target, traversal.select]);
      }
    }
  }
}

function traversalsOf(filter: FilterSpec, select: readonly Selection[]): readonly TraversalSpec[] {
  return select.flatMap((selection) => {
    const traversal = typeof selection === 'string' ? filter.named.get(selection) : selection;
    return traversal ? [traversal] : [];
  });
}

function* follow({ estate }: RequestScope, from: Target, { type, path }: TraversalSpec): Generator<Target> {
  if (from.kind === 'service') {
    if (from.view && type === 'ContainerView' && path === 'view')
      yield* entitiesAsTargets(contentsOf(estate, from.view));
    return;
  }
  if (!isSubtype(from.reference.type, type)) return;
  for (const { id } of referencesOf(estate, from.entity, path)) {
    const entity = findEntity(estate, id);
    if (entity) yield* entitiesAsTargets([entity]);
  }
}

function* entitiesAsTargets(entities: Iterable<Entity>): Generator<Target> {
  for (const entity of entities) yield { kind: 'entity', entity, reference: reference(entity.kind, entity.index) };
}

/** How selected objects are written; undefined for objects of a type that nobody asked for. */
function writerOf(scope: RequestScope, specs: readonly PropertySpec[]): (target: Target) => ResultObject | undefined {
  const writers = new Map<Kind, ObjectWriter | null>();
  const entityWriter = (kind: Kind): ObjectWriter | null => {
    let writer = writers.get(kind);
    if (writer === undefined) {
      const paths = pathsFor(KINDS[kind].type, specs, READERS[kind].names);
      writer = paths ? READERS[kind].writer(scope.estate, paths, scope.audience) : null;
      writers.set(kind, writer);
    }
    return writer;
  };
  return (target) => {
    const object = referenceXml('obj', target.reference);
    if (target.kind === 'service') {
      const properties = serviceXml(scope, target, specs);
      return properties === undefined ? undefined : { write: () => object + properties };
    }
    const writer = entityWriter(target.entity.kind);
    return writer ? { write: () => object + writer.write(target.entity.index) } : undefined;
  };
}

/** The paths asked for of objects of a type, without repetition; undefined if no specification applies to it. */
function pathsFor(
  type: string,
  specs: readonly PropertySpec[],
  names: readonly string[],
): readonly string[] | undefined {
  const applicable = specs.filter((spec) => isSubtype(type, spec.type));
  if (applicable.length === 0) return undefined;
  return [...new Set(applicable.flatMap((spec) => (spec.all ? names : spec.paths)))];
}

function serviceXml(
  scope: RequestScope,
  target: Target & { readonly kind: 'service' },
  specs: readonly PropertySpec[],
): string | undefined {
  const { type } = target.reference;
  const properties = SERVICE_PROPERTIES[type] ?? {};
  const applicable = specs.filter((spec) => spec.type === type);
  if (applicable.length === 0) return undefined;
  const names = new Set(applicable.flatMap((spec) => (spec.all ? Object.keys(properties) : spec.paths)));
  const context = serviceContext(scope, target.view);
  return [...names]
    .map((name) => `<propSet><name>${escapeText(name)}</name>${properties[name]?.('val', context) ?? ''}</propSet>`)
    .join('');
}

function serviceContext({ estate, session, now }: RequestScope, view: ContainerView | undefined): ServiceContext {
  if (!view) return { estate, session, now };
  const contents = function* (): Generator<Reference> {
    for (const { kind, index } of contentsOf(estate, view)) yield reference(kind, index);
  };
  return { estate, session, now, view, contents };
}

/** One property of one object, for Fetch: the element `tag`, or '' when it is unset. */
export function fetchProperty(scope: RequestScope, target: Target, path: string, tag: string): string {
  if (target.kind === 'service') {
    return SERVICE_PROPERTIES[target.reference.type]?.[path]?.(tag, serviceContext(scope, target.view)) ?? '';
  }
  const { kind, index } = target.entity;
  const value = READERS[kind].value(scope.estate, index, path, tag, scope.audience);
  if (value === undefined) throw noPermission(target.reference);
  return value;
}
