import { HeapsphereError } from '../../shared/errors.ts';
import { isContinueDenied, isFault } from './faults.ts';
import { requireSession } from './lost-session.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { ObjectContent } from './object-decoder.ts';
import { objectsFilter, type Step, stepsFilter, type TypePaths } from './object-filter.ts';
import { PropertyIndex } from './property-index.ts';
import { filterPages } from './property-pages.ts';
import { type ReadProperty, referencesAlong } from './references-along.ts';
import type { VimSession } from './session.ts';

/** Objects asked for at once; vCenter caps a page near 100. */
const PAGE_SIZE = 500;
/** Objects asked for by reference at once where no page may be continued: less than any server's cap. */
const PIECE = 50;
/** More than any folder holds; an answer beyond it is refused, not cut. */
const MOST_OBJECTS = 100_000;

/** Objects with the values of `paths`, in that order. */
export interface ReadObjects {
  readonly paths: readonly string[];
  readonly objects: readonly ObjectContent[];
}

/**
 * Reads a few objects at a time over one session that is opened at the first use and lives until close(). A session that
 * the server ended is renewed once for each reading, which then begins again.
 */
export class ObjectReader {
  readonly #open: () => Promise<VimSession>;
  #session: Promise<VimSession> | undefined;
  #refused: HeapsphereError | undefined;

  constructor(open: () => Promise<VimSession>) {
    this.#open = open;
  }

  /** The session, opened when there is none. A refused login is not tried again: lock-out policies count. */
  async session(): Promise<VimSession> {
    if (this.#refused) throw this.#refused;
    this.#session ??= this.#open().catch((error: unknown) => {
      this.#session = undefined;
      if (error instanceof HeapsphereError && error.code === 'login-refused') this.#refused = error;
      throw error;
    });
    return this.#session;
  }

  /** What lies at the end of some steps from an object; `undefined` starts at the root folder. */
  async follow(
    from: ManagedObjectReference | undefined,
    steps: readonly Step[],
    wanted: readonly TypePaths[],
    signal: AbortSignal,
  ): Promise<ReadObjects> {
    return this.#read(
      wanted,
      ({ rootFolder }) => stepsFilter(from ?? rootFolder, steps, wanted),
      (session) => {
        const read: ReadProperty = (objects, type, path) =>
          readInPieces(session, objects, [{ type, paths: [path] }], signal);
        return referencesAlong(read, [from ?? session.rootFolder], steps);
      },
      signal,
    );
  }

  /** The named objects; those that do not exist any more are left out. */
  async named(
    objects: readonly ManagedObjectReference[],
    wanted: readonly TypePaths[],
    signal: AbortSignal,
  ): Promise<ReadObjects> {
    if (objects.length === 0) return { paths: pathsOf(wanted), objects: [] };
    return this.#read(
      wanted,
      () => objectsFilter(objects, wanted),
      async () => objects,
      signal,
    );
  }

  /** Logs out, if anybody is logged in. Never rejects. */
  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    this.#session = undefined;
    await session?.close();
  }

  /** @param referencesOf the same objects by reference, for servers that refuse to continue a page; see viewPages */
  async #read(
    wanted: readonly TypePaths[],
    filterOf: (session: VimSession) => object,
    referencesOf: (session: VimSession) => Promise<readonly ManagedObjectReference[]>,
    signal: AbortSignal,
  ): Promise<ReadObjects> {
    const session = await this.session();
    const paths = pathsOf(wanted);
    const { generation } = session;
    const attempt = async (): Promise<readonly ObjectContent[]> => {
      try {
        if (!session.continueDenied) return await gather(session, filterOf(session), paths, signal);
      } catch (error) {
        if (!isContinueDenied(error)) throw error;
        session.continueDenied = true;
      }
      return (await readInPieces(session, await referencesOf(session), wanted, signal)).objects;
    };
    try {
      return { paths, objects: await attempt() };
    } catch (error) {
      if (!isFault(error, 'NotAuthenticated')) throw error;
    }
    await session.renew(generation, signal);
    return { paths, objects: await attempt() };
  }
}

/** Reads objects by reference, so few at once that the answer has one page. */
async function readInPieces(
  session: VimSession,
  objects: readonly ManagedObjectReference[],
  wanted: readonly TypePaths[],
  signal: AbortSignal,
): Promise<ReadObjects> {
  if (objects.length > MOST_OBJECTS) throw tooMany();
  const paths = pathsOf(wanted);
  const read: ObjectContent[] = [];
  for (let from = 0; from < objects.length; from += PIECE) {
    const filter = objectsFilter(objects.slice(from, from + PIECE), wanted);
    read.push(...(await gather(session, filter, paths, signal)));
  }
  return { paths, objects: read };
}

async function gather(
  session: VimSession,
  filter: object,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ObjectContent[]> {
  const index = new PropertyIndex(paths);
  const found = new Map<string, ObjectContent>();
  const request = { index, accepts: () => true, pageSize: PAGE_SIZE, atOnce: () => PAGE_SIZE, signal };
  for await (const page of filterPages(session, filter, request)) {
    requireSession(page);
    // A server that repeats an object does not make two of it.
    for (const object of page) found.set(object.ref.toString(), object);
    if (found.size > MOST_OBJECTS) throw tooMany();
  }
  return [...found.values()];
}

function pathsOf(wanted: readonly TypePaths[]): readonly string[] {
  return [...new Set(wanted.flatMap(({ paths }) => paths))];
}

function tooMany(): HeapsphereError {
  return new HeapsphereError({
    code: 'budget-exceeded',
    message: `More than ${MOST_OBJECTS.toLocaleString('en-US')} objects lie directly below one.`,
    action: 'Look for it in the table instead; the tree shows no part of such a level as if it were all.',
  });
}
