import { EstateWatch, type WatchQuery } from './estate-watch.ts';
import { isFault } from './faults.ts';
import { findDatacenters } from './find-datacenters.ts';
import { requireSession } from './lost-session.ts';
import { parseReference } from './managed-object-reference.ts';
import type { ObjectContent } from './object-decoder.ts';
import { objectsFilter } from './object-filter.ts';
import type { ReadObjects } from './object-reader.ts';
import { PropertyIndex } from './property-index.ts';
import { filterPages } from './property-pages.ts';
import { dropRefused } from './refused-path.ts';
import { type SessionOptions, VimSession } from './session.ts';
import { smallPages } from './stream-resources.ts';
import type { WaitEnd } from './update-filter.ts';

/** The server answers a wait in which nothing happens after so long: a sign of life, and the age that rows have at most. */
const MAX_WAIT_SECONDS = 10;
/** Objects per answer; vCenter itself caps near 100. */
const MAX_OBJECT_UPDATES = 100;
const PAGE_SIZE = 100;

/** What is read and watched of one managed object type. */
export interface WatchedType {
  readonly type: string;
  /** All paths of a row. */
  readonly paths: readonly string[];
  /** Those of them that the server tells of by itself. */
  readonly pushed: readonly string[];
  /** Those that have to be asked for, with what tells the kind of a row. */
  readonly polled: readonly string[];
}

export interface WatchOptions extends SessionOptions {
  /** Names; empty: all. */
  readonly datacenters: readonly string[];
  /** What to watch at a server of this API version. */
  readonly typesOf: (apiVersion: string) => readonly WatchedType[];
}

interface ReadPlan {
  readonly types: { readonly type: string; readonly paths: string[] }[];
  /** Kept as long as the paths are the same, so that whoever made something of them need not look again. */
  paths: readonly string[];
}

/** A session of its own with a watch on the estate. */
export class WatchedEstate {
  readonly #session: VimSession;
  readonly #watch: EstateWatch;
  readonly #plans: { readonly all: ReadPlan; readonly polled: ReadPlan };

  private constructor(session: VimSession, watch: EstateWatch, types: readonly WatchedType[]) {
    this.#session = session;
    this.#watch = watch;
    this.#plans = {
      all: planOf(types.map(({ type, paths }) => ({ type, paths: [...paths] }))),
      polled: planOf(types.map(({ type, polled }) => ({ type, paths: [...polled] }))),
    };
  }

  /** Logs in and watches. Rejects with what stands in the way; nothing is left behind then. */
  static async open(options: WatchOptions, signal: AbortSignal): Promise<WatchedEstate> {
    const timeoutSeconds = Math.max(options.timeoutSeconds, 2 * MAX_WAIT_SECONDS);
    const session = await VimSession.open({ ...options, timeoutSeconds }, signal);
    try {
      const types = options.typesOf(session.about.apiVersion);
      const query = await queryOf(session, options.datacenters, types, signal);
      return new WatchedEstate(session, await EstateWatch.open(session, query, signal), types);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** "Folder:group-d1": what everything lies in. */
  get rootFolder(): string {
    return this.#session.rootFolder.toString();
  }

  get paths(): readonly string[] {
    return this.#watch.index.paths;
  }

  wait(version: string | undefined, signal: AbortSignal): AsyncGenerator<ObjectContent[], WaitEnd> {
    const request = { maxWaitSeconds: MAX_WAIT_SECONDS, maxObjectUpdates: MAX_OBJECT_UPDATES, signal };
    return this.#watch.wait({ ...request, version });
  }

  async cancel(): Promise<void> {
    await this.#watch.cancel();
  }

  /** Reads objects anew; those that are gone are left out. Throws NotAuthenticated also where the server only hints at it. */
  async read(refs: readonly string[], what: 'all' | 'polled', signal: AbortSignal): Promise<ReadObjects> {
    const plan = this.#plans[what];
    const objects = refs.flatMap((ref) => parseReference(ref) ?? []);
    for (;;) {
      try {
        return { paths: plan.paths, objects: await this.#gather(objectsFilter(objects, plan.types), plan, signal) };
      } catch (error) {
        if (!isFault(error, 'InvalidProperty') || !dropRefused(plan.types, error)) throw error;
        plan.paths = planOf(plan.types).paths;
      }
    }
  }

  async close(): Promise<void> {
    await this.#watch.close();
    await this.#session.close();
  }

  async #gather(filter: object, plan: ReadPlan, signal: AbortSignal): Promise<ObjectContent[]> {
    const index = new PropertyIndex(plan.paths);
    const request = { index, accepts: () => true, pageSize: PAGE_SIZE, atOnce: () => PAGE_SIZE, signal };
    const found: ObjectContent[] = [];
    for await (const page of filterPages(this.#session, filter, request)) {
      requireSession(page);
      found.push(...page);
    }
    return found;
  }
}

function planOf(types: ReadPlan['types']): ReadPlan {
  return { types, paths: [...new Set(types.flatMap(({ paths }) => paths))] };
}

async function queryOf(
  session: VimSession,
  datacenters: readonly string[],
  watched: readonly WatchedType[],
  signal: AbortSignal,
): Promise<WatchQuery> {
  const types = watched.map(({ type, pushed }) => ({ type, paths: [...pushed] }));
  if (datacenters.length === 0) return { types, containers: [session.rootFolder], withContainers: false };
  const containers = await findDatacenters(session, datacenters, smallPages(PAGE_SIZE, signal));
  return { types, containers, withContainers: true };
}
