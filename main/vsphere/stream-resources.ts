import { HeapsphereError } from '../../shared/errors.ts';
import { RefSet } from '../../shared/ref-set.ts';
import { decodedPages } from './decoded-pages.ts';
import { isFault, type VimFault } from './faults.ts';
import { requireSession } from './lost-session.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { ObjectContent } from './object-decoder.ts';
import { PropertyIndex } from './property-index.ts';
import type { PropertyRequest } from './property-pages.ts';
import { refusedPaths } from './refused-path.ts';
import { repeatable } from './repeatable.ts';
import type { Retries } from './retries.ts';
import type { VimSession } from './session.ts';
import { viewPages } from './view-pages.ts';
import { ContainerView } from './views.ts';

/** Which objects to read below a container, and how: one view and one PropertySpec. */
export interface ResourceQuery {
  /** Managed object type of the view and the PropertySpec. */
  readonly managedType: string;
  /** Paths to ask for; undefined: all properties. */
  readonly paths: readonly string[] | undefined;
  /** Subclasses that the view also returns and nobody wants here. */
  readonly excludes: readonly string[];
}

export interface StreamOptions {
  readonly containers: readonly ManagedObjectReference[];
  /** Objects per page asked of the server. */
  readonly pageSize: number;
  /** Most objects that are handed on at once; may become smaller while pages come. */
  readonly atOnce: () => number;
  readonly streaming: boolean;
  /** Largest answer decoded in one piece when streaming is off, in bytes. */
  readonly maxAnswerBytes: number;
  readonly signal: AbortSignal;
  /** Objects that were delivered before, from elsewhere; they are left out, and those delivered now are added. */
  readonly seen?: RefSet;
  readonly beforeDecode: NonNullable<PropertyRequest['beforeDecode']>;
  readonly onStage?: NonNullable<PropertyRequest['onStage']>;
  /** A path the server does not know; it is left out from now on. */
  readonly onRefusedPath: (path: string) => void;
  /** Begins a reading anew that was interrupted; undefined: what interrupts it ends it. */
  readonly retries?: Retries | undefined;
}

/** How a few small objects are read, without a memory budget: in pages of one size; refused paths are passed over. */
export function smallPages(pageSize: number, signal: AbortSignal): Omit<StreamOptions, 'containers'> {
  return {
    pageSize,
    atOnce: () => pageSize,
    streaming: true,
    // Of no effect while streaming is on.
    maxAnswerBytes: 0,
    signal,
    beforeDecode: () => {},
    onRefusedPath: () => {},
  };
}

export interface StreamedPage {
  /** Whoever reads them takes them out: every stage the page came through holds it until it is asked for the next. */
  readonly objects: ObjectContent[];
  /** Which values the stream delivers; known once the server accepted the paths. */
  readonly index: PropertyIndex;
}

/**
 * Reads one type of the estate as a stream of small pages. A path that the server refuses is dropped and the request
 * repeated; a session that ended meanwhile is renewed once, the view rebuilt, and objects already delivered are skipped. So it
 * is after a lost connection, as far as `retries` go: page tokens work once, so the view is always read from its beginning.
 * Views are destroyed and page tokens cancelled on every way out.
 */
export async function* streamResources(
  session: VimSession,
  query: ResourceQuery,
  options: StreamOptions,
): AsyncGenerator<StreamedPage> {
  const { seen = new RefSet(), retries, signal } = options;
  const paths = query.paths === undefined ? undefined : [...query.paths];
  for (const container of options.containers) {
    let deliveredBefore = -1;
    for (;;) {
      signal.throwIfAborted();
      const generation = session.generation;
      try {
        for await (const page of streamContainer(session, container, query, paths, { ...options, seen })) {
          requireSession(page.objects);
          const objects = page.objects.splice(0).filter(({ ref }) => seen.add(ref));
          if (objects.length === 0) continue;
          retries?.succeeded();
          yield { objects, index: page.index };
        }
        retries?.succeeded();
        break;
      } catch (error) {
        if (isFault(error, 'InvalidProperty') && paths) dropPath(paths, error, options.onRefusedPath);
        else if (isFault(error, 'NotAuthenticated') && deliveredBefore !== seen.size) {
          // Without progress since the last renewal another login would only repeat itself.
          await renew(session, generation, options);
          deliveredBefore = seen.size;
        } else await waitToRepeat(error, container, options);
      }
    }
  }
}

/** Logs in again; the server may be away for that, too. */
async function renew(session: VimSession, generation: number, options: StreamOptions): Promise<void> {
  for (;;) {
    try {
      await session.renew(generation, options.signal);
      return;
    } catch (error) {
      await waitToRepeat(error, session.rootFolder, options);
    }
  }
}

/** Throws the error where reading the container once more is no use. */
async function waitToRepeat(
  error: unknown,
  container: ManagedObjectReference,
  { retries, signal }: StreamOptions,
): Promise<void> {
  const why = repeatable(error, container);
  if (!retries || !why) throw error;
  await retries.wait(error, why, signal);
}

async function* streamContainer(
  session: VimSession,
  container: ManagedObjectReference,
  query: ResourceQuery,
  paths: readonly string[] | undefined,
  options: StreamOptions & { readonly seen: RefSet },
): AsyncGenerator<StreamedPage> {
  const index = new PropertyIndex(paths ?? [], paths === undefined);
  const request: PropertyRequest = {
    type: query.managedType,
    paths,
    index,
    accepts: (type) => !query.excludes.includes(type),
    pageSize: options.pageSize,
    atOnce: options.atOnce,
    signal: options.signal,
    beforeDecode: options.beforeDecode,
    ...(options.onStage ? { onStage: options.onStage } : {}),
  };
  const view = await ContainerView.create(session, container, query.managedType, options.signal);
  try {
    const pages = options.streaming
      ? viewPages(session, view.ref, { ...request, has: (ref) => options.seen.has(ref) })
      : decodedPages(session, view.ref, request, options.maxAnswerBytes);
    for await (const objects of pages) yield { objects, index };
  } finally {
    await view.destroy();
  }
}

/** Removes the refused path. Throws the fault when it was not among them, or when none is left. */
function dropPath(paths: string[], fault: VimFault, onRefusedPath: (path: string) => void): void {
  const refused = refusedPaths(paths, fault);
  if (refused.length === 0) throw fault;
  for (const path of refused) {
    paths.splice(paths.indexOf(path), 1);
    onRefusedPath(path);
  }
  if (paths.length > 0) return;
  throw new HeapsphereError({
    code: 'server-fault',
    message: 'The server refused every property that was asked for.',
    action: 'Check that the server is a vCenter of version 6.5 or newer.',
  });
}
