import { isFault } from './faults.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import type { PropertyIndex } from './property-index.ts';
import { decodePages } from './property-pages.ts';
import { fromSoapReference, type VimSession } from './session.ts';

/** How updates are asked for and read. */
export interface WaitRequest {
  /** Which values of entered objects become values. */
  readonly index: PropertyIndex;
  /** Version up to which everything is known; undefined asks for the full state. */
  readonly version: string | undefined;
  /** Longest that the server keeps the request when nothing happens; below the session's time-out. */
  readonly maxWaitSeconds: number;
  /** Objects per answer asked of the server, which may send fewer, or, like some, all there are. */
  readonly maxObjectUpdates: number;
  readonly signal: AbortSignal;
}

/** How an answer ended. */
export interface WaitEnd {
  /** What to ask with next; unchanged when nothing happened. */
  readonly version: string | undefined;
  /** More is ready: the state is not complete before an answer without this. */
  readonly truncated: boolean;
}

/**
 * A property collector of its own with one filter. A wait on the session's default collector would share its version and
 * its one outstanding wait with everybody else. Call destroy() on every way out.
 */
export class UpdateFilter {
  readonly #session: VimSession;
  readonly #collector: ManagedObjectReference;
  #filter: ManagedObjectReference | undefined;

  private constructor(session: VimSession, collector: ManagedObjectReference) {
    this.#session = session;
    this.#collector = collector;
  }

  /** Throws what the server refuses the filter with, such as InvalidProperty; nothing is left at the server then. */
  static async create(session: VimSession, spec: object, signal: AbortSignal): Promise<UpdateFilter> {
    const { returnval } = await session.call('CreatePropertyCollector', session.propertyCollector, {}, signal);
    const created = new UpdateFilter(session, fromSoapReference(returnval, 'the created property collector'));
    try {
      await created.#addFilter(spec, signal);
      return created;
    } catch (error) {
      await created.destroy();
      throw error;
    }
  }

  /** Waits for the next updates. Each item holds at most `maxObjectUpdates` objects, however many an answer brings. */
  async *wait(request: WaitRequest): AsyncGenerator<ObjectContent[], WaitEnd> {
    const { index, version, maxWaitSeconds, maxObjectUpdates, signal } = request;
    const args = { version: version ?? '', options: { maxWaitSeconds, maxObjectUpdates } };
    const body = await this.#session.callStreamed('WaitForUpdatesEx', this.#collector, args, signal);
    const decoder = new ObjectDecoder(index);
    const decoding = { index, accepts: () => true, pageSize: maxObjectUpdates, atOnce: () => maxObjectUpdates, signal };
    yield* decodePages(body, decoder, decoding);
    return { version: decoder.version ?? version, truncated: decoder.truncated };
  }

  /** Ends a wait that is under way, at the server. Never throws: it is clean-up. */
  async cancel(): Promise<void> {
    await this.#quietly('CancelWaitForUpdates', this.#collector);
  }

  /** Destroys filter and collector at the server. Never throws: the logout that follows frees what is left. */
  async destroy(): Promise<void> {
    if (this.#filter) await this.#quietly('DestroyPropertyFilter', this.#filter);
    this.#filter = undefined;
    await this.#quietly('DestroyPropertyCollector', this.#collector);
  }

  async #addFilter(spec: object, signal: AbortSignal): Promise<void> {
    // Whole properties are enough: what changed inside of them is read anew anyway.
    const args = { spec, partialUpdates: false };
    const { returnval } = await this.#session.call('CreateFilter', this.#collector, args, signal);
    this.#filter = fromSoapReference(returnval, 'the created filter');
  }

  async #quietly(method: string, self: ManagedObjectReference): Promise<void> {
    try {
      await this.#session.call(method, self, {});
    } catch {
      // Gone already, or nobody is there to be told.
    }
  }
}

/** Whether the server ended a wait because it was told to. */
export function isCancelledWait(error: unknown): boolean {
  return isFault(error, 'RequestCanceled');
}

/** Whether the server does not know a version any more, so that the full state has to be asked for. */
export function isUnknownVersion(error: unknown): boolean {
  return isFault(error, 'InvalidCollectorVersion');
}
