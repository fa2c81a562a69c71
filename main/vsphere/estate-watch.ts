import { isFault } from './faults.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { ObjectContent } from './object-decoder.ts';
import { propertySpecs } from './object-filter.ts';
import { PropertyIndex } from './property-index.ts';
import { viewContents } from './property-pages.ts';
import { dropRefused } from './refused-path.ts';
import { soapReference, type VimSession } from './session.ts';
import { UpdateFilter, type WaitEnd, type WaitRequest } from './update-filter.ts';
import { ContainerView } from './views.ts';

/** What to watch: objects of some types in some containers. */
export interface WatchQuery {
  /** A type and the paths that are watched of it; paths are taken out where the server does not know them. */
  readonly types: readonly { readonly type: string; readonly paths: string[] }[];
  readonly containers: readonly ManagedObjectReference[];
  /** Whether the containers themselves are watched too; a view does not list its own. */
  readonly withContainers: boolean;
}

/** Views over an estate and a filter on them: what one client has at the server to be told of changes. */
export class EstateWatch {
  /** Which values entered objects come with. */
  readonly index: PropertyIndex;
  readonly #views: readonly ContainerView[];
  readonly #filter: UpdateFilter;

  private constructor(index: PropertyIndex, views: readonly ContainerView[], filter: UpdateFilter) {
    this.index = index;
    this.#views = views;
    this.#filter = filter;
  }

  /** Throws what the server refuses; nothing of it is left at the server then. */
  static async open(session: VimSession, query: WatchQuery, signal: AbortSignal): Promise<EstateWatch> {
    const views: ContainerView[] = [];
    try {
      const types = query.types.map(({ type }) => type);
      for (const container of query.containers)
        views.push(await ContainerView.create(session, container, types, signal));
      const filter = await createFilter(session, query, views, signal);
      return new EstateWatch(new PropertyIndex(query.types.flatMap(({ paths }) => paths)), views, filter);
    } catch (error) {
      for (const view of views) await view.destroy();
      throw error;
    }
  }

  wait(request: Omit<WaitRequest, 'index'>): AsyncGenerator<ObjectContent[], WaitEnd> {
    return this.#filter.wait({ ...request, index: this.index });
  }

  /** Ends a wait that is under way; it then fails with RequestCanceled. */
  async cancel(): Promise<void> {
    await this.#filter.cancel();
  }

  /** Leaves nothing at the server. Never throws. */
  async close(): Promise<void> {
    await this.#filter.cancel();
    await this.#filter.destroy();
    for (const view of this.#views) await view.destroy();
  }
}

async function createFilter(
  session: VimSession,
  { types, containers, withContainers }: WatchQuery,
  views: readonly ContainerView[],
  signal: AbortSignal,
): Promise<UpdateFilter> {
  const selves = withContainers ? containers.map((container) => ({ obj: soapReference(container), skip: false })) : [];
  const objectSet = [...views.map(({ ref }) => viewContents(ref)), ...selves];
  for (;;) {
    try {
      return await UpdateFilter.create(session, { propSet: propertySpecs(types), objectSet }, signal);
    } catch (error) {
      if (!isFault(error, 'InvalidProperty') || !dropRefused(types, error)) throw error;
    }
  }
}
