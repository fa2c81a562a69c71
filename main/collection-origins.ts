import { type ErrorData, HeapsphereError } from '../shared/errors.ts';
import type { CollectionSupervisor } from './collector/supervisor.ts';
import type { DetailSource } from './details/details-reader.ts';
import type { TreeSource } from './hierarchy-service.ts';
import type { WatchableCollection } from './live-service.ts';
import type { SnapshotSource } from './snapshots/snapshot-checks.ts';
import { loginOf, type SourceOpener, type StartRequest, trustOf } from './source-opener.ts';

/**
 * Remembers how each collection was started, passwords included, and goes back to where it came from: for details, snapshots
 * and changes of its objects.
 */
export class CollectionOrigins {
  readonly #supervisor: CollectionSupervisor;
  readonly #sources: SourceOpener;
  readonly #requests = new Map<string, StartRequest>();

  constructor(supervisor: CollectionSupervisor, sources: SourceOpener) {
    this.#supervisor = supervisor;
    this.#sources = sources;
  }

  remember(collectionId: string, request: StartRequest): void {
    this.#requests.set(collectionId, request);
  }

  forget(collectionId: string): void {
    this.#requests.delete(collectionId);
  }

  /** Where a collection reads from; undefined for one that nobody remembers. */
  sourceOf(collectionId: string): StartRequest['source'] | undefined {
    return this.#requests.get(collectionId)?.source;
  }

  /** How a collection was started. Throws `usage` for an unknown id. */
  requestOf(collectionId: string): StartRequest {
    this.#supervisor.get(collectionId);
    const request = this.#requests.get(collectionId);
    if (request) return request;
    throw new HeapsphereError({
      code: 'usage',
      message: `Nobody remembers how collection "${collectionId}" was started.`,
      action: 'Connect again.',
    });
  }

  /** Whose tree belongs to a collection. Throws `usage` for an unknown id. */
  treeSourceOf(collectionId: string): TreeSource {
    const { about } = this.#supervisor.get(collectionId).state;
    return { ...treeSource(this.requestOf(collectionId)), instanceUuid: about?.instanceUuid };
  }

  /** Whose trees belong to those that are remembered. */
  treeSources(): Omit<TreeSource, 'instanceUuid'>[] {
    return [...this.#requests.values()].map(treeSource);
  }

  /** Logs in where a collection came from; a demo estate, whose server ended with the collection, is started anew. */
  async openDetails(collectionId: string): Promise<DetailSource> {
    const { spec, end } = await this.#sources.open(this.requestOf(collectionId));
    try {
      // Loaded when somebody looks: the SOAP client is of no use to this thread before.
      const { openDetailSource } = await import('./open-detail-source.ts');
      return await openDetailSource(loginOf(spec), end);
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Logs in where a collection came from, to read the snapshots of its VMs. */
  async openSnapshots(collectionId: string, signal: AbortSignal): Promise<SnapshotSource> {
    const { spec, end } = await this.#sources.open(this.requestOf(collectionId));
    try {
      const { openSnapshotSource } = await import('./open-snapshot-source.ts');
      return await openSnapshotSource(loginOf(spec), spec.datacenters, end, signal);
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Throws `usage` for an unknown collection, and for one whose rows are still coming. */
  watchable(collectionId: string): WatchableCollection {
    const { log, state, running, attributes } = this.#supervisor.get(collectionId);
    if (running) throw stillCollecting(collectionId);
    const { source } = this.requestOf(collectionId);
    const still = source.kind === 'demo' && source.life !== true ? LIFELESS : undefined;
    return { log, kinds: state.finished, attributes, still };
  }

  /** How to log in where a collection came from, to follow its changes; `release` when nobody does any more. */
  async reachForWatch(collectionId: string) {
    const { spec, end } = await this.#sources.open(this.requestOf(collectionId));
    const login = loginOf(spec);
    return {
      login: { ...login, datacenters: spec.datacenters, userAgent: `${login.userAgent} live` },
      release: end,
    };
  }
}

function treeSource(request: StartRequest): Omit<TreeSource, 'instanceUuid'> {
  const { source } = request;
  return { source, trust: source.kind === 'vcenter' ? trustOf(source, request) : { mode: 'system' } };
}

/** A demo estate in which nothing ever happens. */
const LIFELESS: ErrorData = {
  code: 'usage',
  message: 'Nothing changes in this demo estate.',
  action: 'Start a demo with life in it to see changes as they happen.',
};

function stillCollecting(collectionId: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `Collection "${collectionId}" still reads its rows.`,
    action: 'Wait until it has ended; changes are followed from then on.',
  });
}
