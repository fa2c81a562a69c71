import { liesIn } from '../estate/containment.ts';
import { type Entity, isSubtype, type Reference, reference } from '../estate/kinds.ts';
import type { Life, LifeEvent } from '../life/life.ts';
import { invalidArgument, requestCanceled, unknownVersion } from './fault.ts';
import { findTarget, type RequestScope, selectObjects } from './object-selection.ts';
import type { FilterSpec, PropertySpec } from './property-request.ts';
import { referenceXml } from './service-objects.ts';
import { childOf, type RequestElement, textOf } from './xml-request.ts';

/** Most objects of an answer, whatever a client asks for. */
export const UPDATE_CAP = 100;
const MAX_FILTERS = 16;
/** A client that names no end to its wait gets an answer before its session is idle for too long. */
const LONGEST_WAIT_SECONDS = 25 * 60;

/** One object of an update set, written when its turn comes. */
interface Update {
  readonly filter: string;
  write(): string;
}

/** What is left of an update set; its version works once. */
interface Rest {
  readonly version: string;
  readonly updates: Iterator<Update>;
  readonly next: Update;
  /** Events that the whole of it takes in. */
  readonly count: number;
}

/** What a property collector's filters have told its client, and what they wait for. */
export class CollectorUpdates {
  readonly #life: Life | undefined;
  readonly #filters = new Map<string, FilterSpec>();
  #rest: Rest | undefined;
  #serial = 0;
  #cancel: (() => void) | undefined;

  constructor(life: Life | undefined) {
    this.#life = life;
  }

  get filters(): number {
    return this.#filters.size;
  }

  addFilter(id: string, spec: FilterSpec): Reference {
    if (this.#filters.size >= MAX_FILTERS) throw invalidArgument('spec');
    this.#filters.set(id, spec);
    return { type: 'PropertyFilter', id };
  }

  removeFilter(id: string): boolean {
    return this.#filters.delete(id);
  }

  /** Ends the wait that is under way, if there is one. */
  cancel(): void {
    this.#cancel?.();
  }

  /** WaitForUpdatesEx: the next update set, or nothing when nothing happened in time. */
  async wait(scope: RequestScope, request: RequestElement): Promise<Iterable<string>> {
    const version = textOf(request, 'version') ?? '';
    const { maxWaitSeconds, maxObjectUpdates } = readOptions(request);
    if (version === '') return this.#begin(this.#fullState(scope), this.#life?.count ?? 0, maxObjectUpdates);
    const rest = this.#rest;
    if (rest?.version === version) {
      this.#rest = undefined;
      return this.#page(rest.updates, rest.next, rest.count, maxObjectUpdates);
    }
    if (!/^\d+$/.test(version)) throw unknownVersion();
    return this.#waitFrom(Number(version), scope, maxWaitSeconds, maxObjectUpdates);
  }

  async #waitFrom(
    from: number,
    scope: RequestScope,
    maxWaitSeconds: number,
    maxObjectUpdates: number,
  ): Promise<Iterable<string>> {
    this.cancel();
    const until = performance.now() + maxWaitSeconds * 1000;
    for (;;) {
      const events = this.#life ? this.#life.since(from) : from === 0 ? [] : undefined;
      if (!events) throw unknownVersion();
      const updates = this.#changes(scope, events);
      const count = from + events.length;
      if (updates.length > 0) return this.#begin(updates, count, maxObjectUpdates);
      const left = until - performance.now();
      if (left <= 0) return [];
      await this.#somethingHappens(left);
    }
  }

  /** Resolves after the next event or so many milliseconds. */
  async #somethingHappens(milliseconds: number): Promise<void> {
    const cancelled = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => done(false), milliseconds).unref();
      const deaf = this.#life?.listen(() => done(false));
      const done = (cancelled: boolean): void => {
        clearTimeout(timer);
        deaf?.();
        this.#cancel = undefined;
        resolve(cancelled);
      };
      this.#cancel = () => done(true);
    });
    if (cancelled) throw requestCanceled();
  }

  #begin(updates: Iterable<Update>, count: number, max: number): Iterable<string> {
    const iterator = updates[Symbol.iterator]();
    const first = iterator.next();
    return this.#page(iterator, first.done ? undefined : first.value, count, max);
  }

  #page(updates: Iterator<Update>, first: Update | undefined, count: number, max: number): Iterable<string> {
    const page: Update[] = [];
    let next = first;
    while (next && page.length < max) {
      page.push(next);
      const step = updates.next();
      next = step.done ? undefined : step.value;
    }
    if (!next) return updateSet(String(count), page, false);
    this.#serial += 1;
    this.#rest = { version: `rest-${this.#serial}`, updates, next, count };
    return updateSet(this.#rest.version, page, true);
  }

  *#fullState(scope: RequestScope): Generator<Update> {
    for (const [filter, spec] of [...this.#filters]) {
      for (const object of selectObjects(scope, [spec])) yield { filter, write: () => entered(object.write()) };
    }
  }

  #changes(scope: RequestScope, events: readonly LifeEvent[]): Update[] {
    const changes = [...coalesced(events)];
    return [...this.#filters].flatMap(([filter, spec]) =>
      changes
        .filter(({ base }) => isWatched(scope, spec, base))
        .flatMap((event) => {
          const xml = changeXml(scope, spec, event);
          return xml === undefined ? [] : [{ filter, write: () => xml }];
        }),
    );
  }
}

function readOptions(request: RequestElement): { readonly maxWaitSeconds: number; readonly maxObjectUpdates: number } {
  const options = childOf(request, 'options');
  const number = (name: string, low: number, fallback: number, most: number): number => {
    const text = options && textOf(options, name);
    if (text === undefined) return fallback;
    if (!/^\d+$/.test(text) || Number(text) < low) throw invalidArgument(`options.${name}`);
    return Math.min(Number(text), most);
  };
  return {
    maxWaitSeconds: number('maxWaitSeconds', 0, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS),
    maxObjectUpdates: number('maxObjectUpdates', 1, UPDATE_CAP, UPDATE_CAP),
  };
}

function* updateSet(version: string, page: readonly Update[], truncated: boolean): Generator<string> {
  yield `<returnval><version>${version}</version>`;
  let open: string | undefined;
  for (const { filter, write } of page) {
    if (filter !== open) {
      if (open !== undefined) yield '</filterSet>';
      yield `<filterSet>${referenceXml('filter', { type: 'PropertyFilter', id: filter })}`;
      open = filter;
    }
    yield `<objectSet>${write()}</objectSet>`;
  }
  if (open !== undefined) yield '</filterSet>';
  yield truncated ? '<truncated>true</truncated></returnval>' : '</returnval>';
}

/** The properties of an object as changes; the text comes from our own writers, so that its form is known. */
function asChanges(object: string): string {
  return object
    .replaceAll(/<propSet><name>([^<]*)<\/name>/g, '<changeSet><name>$1</name><op>assign</op>')
    .replaceAll('</propSet>', '</changeSet>');
}

const entered = (object: string): string => `<kind>enter</kind>${asChanges(object)}`;

/** What events come to, machine by machine; one that was made and deleted meanwhile never was. */
function coalesced(events: readonly LifeEvent[]): Iterable<LifeEvent> {
  const machines = new Map<number, LifeEvent>();
  for (const event of events) {
    const before = machines.get(event.machine);
    if (!before) machines.set(event.machine, event);
    else if (event.kind === 'modify')
      machines.set(event.machine, { ...before, paths: [...before.paths, ...event.paths] });
    else if (before.kind === 'enter') machines.delete(event.machine);
    else machines.set(event.machine, event);
  }
  return machines.values();
}

/** Whether a filter's objects include a machine: by a view that lists it, or by its reference. */
function isWatched(scope: RequestScope, spec: FilterSpec, machine: number): boolean {
  const entity: Entity = { kind: 'machine', index: machine };
  return spec.objects.some(({ object, skip }) => {
    const target = findTarget(scope, object);
    if (target?.kind === 'entity') return !skip && target.entity.kind === 'machine' && target.entity.index === machine;
    if (!target?.view) return false;
    const { types, container } = target.view;
    const wanted = types.length === 0 || types.some((type) => isSubtype('VirtualMachine', type));
    return wanted && liesIn(scope.estate, entity, container);
  });
}

/** Undefined when the change is in none of the watched properties. */
function changeXml(scope: RequestScope, spec: FilterSpec, { kind, machine, paths }: LifeEvent): string | undefined {
  const object = reference('machine', machine);
  if (kind === 'leave') return `<kind>leave</kind>${referenceXml('obj', object)}`;
  const properties = kind === 'enter' ? spec.properties : spec.properties.map((each) => narrowed(each, paths));
  if (properties.every(({ all, paths: own }) => !all && own.length === 0)) return undefined;
  const one: FilterSpec = { ...spec, properties, objects: [{ object, skip: false, select: [] }], skipMissing: true };
  const [written] = selectObjects(scope, [one]);
  if (!written) return undefined;
  if (kind === 'enter') return entered(written.write());
  const changes = asChanges(written.write());
  const unset = properties
    .flatMap((each) => each.paths)
    .filter((path) => !changes.includes(`<name>${path}</name>`))
    .map((path) => `<changeSet><name>${path}</name><op>assign</op></changeSet>`);
  return `<kind>modify</kind>${changes}${unset.join('')}`;
}

/** The watched paths that lie at, below or above what changed. Use of CPU and memory changes without a word, as at a vCenter. */
function narrowed(spec: PropertySpec, changed: readonly string[]): PropertySpec {
  const all = [...new Set(changed.map((path) => path.split('.', 1)[0] ?? path))];
  const paths = spec.all ? all : spec.paths;
  const touches = (path: string): boolean =>
    changed.some((each) => path === each || path.startsWith(`${each}.`) || each.startsWith(`${path}.`));
  return { ...spec, all: false, paths: paths.filter(touches) };
}
