import { isAtLeast } from '../../shared/api-version.ts';
import type { HeapsphereError } from '../../shared/errors.ts';
import { RefSet } from '../../shared/ref-set.ts';
import type { Advice } from '../../shared/retry-view.ts';
import type { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { VimSession } from '../vsphere/session.ts';
import { BatchShipper } from './batch-shipper.ts';
import { CachedKinds } from './cached-kinds.ts';
import { planCollection, type TypePlan } from './plan.ts';
import type { CollectionEnd, CollectionSpec, Progress } from './protocol.ts';
import type { RunDependencies } from './run-dependencies.ts';
import { failureOf, isFatal } from './run-failure.ts';
import { RunResults } from './run-results.ts';
import { TypeReading } from './type-reading.ts';

/** For accounts that may not continue a page; their rows were read by reference. */
const ROOT_FOLDER_ROLE: Advice = {
  message:
    'This vCenter does not let the account continue a page of properties, so the objects were asked for by reference.',
  action:
    'Give the account the Read-only role on the root folder (it need not propagate); vCenter 7.0.3 to 8.0.2 want that.',
};

/**
 * One collection from login to logout: streamResources -> pruneResourceAttributes -> column batch -> cache -> ship ->
 * explicit GC, type by type. What the cache has and is recent is not asked for again. A type that fails leaves its rows and is
 * reported; what makes going on senseless ends the run. The session is logged out on every way out.
 */
export class CollectionRun {
  readonly #spec: CollectionSpec;
  readonly #deps: RunDependencies;
  readonly #shipper: BatchShipper;
  readonly #results = new RunResults();
  readonly #cached: CachedKinds;
  readonly #reading: TypeReading;
  #session: VimSession | undefined;
  #datacenters: readonly ManagedObjectReference[] | undefined;
  /** The first failure that cost a type but not the run. */
  #setback: HeapsphereError | undefined;

  constructor(spec: CollectionSpec, deps: RunDependencies) {
    this.#spec = spec;
    this.#deps = deps;
    const onProgress = () => deps.onProgress(this.progress());
    this.#shipper = new BatchShipper(deps, onProgress);
    this.#cached = new CachedKinds(deps, this.#shipper, this.#results, onProgress);
    this.#reading = new TypeReading(spec, deps, this.#shipper, this.#results, onProgress);
  }

  /** "batch 41 of VirtualMachine": where the run stands, for messages. */
  get where(): string {
    const { currentType } = this.#results;
    return currentType ? `batch ${this.#shipper.seq} of ${currentType}` : 'the login';
  }

  /** Bytes that were received for the batch in work. */
  get openBytes(): number {
    return this.#shipper.openBytes;
  }

  /** Runs to the end. Never rejects: every failure is part of the result. */
  async run(signal: AbortSignal): Promise<CollectionEnd> {
    const { cache, heapUsed, profile } = this.#deps;
    let failure: HeapsphereError | undefined;
    try {
      await this.#collect(signal);
    } catch (error) {
      failure = failureOf(error, signal);
    }
    // What follows helps where it can; it is no reason to lose the result.
    if (failure?.code === 'cannot-connect' && this.#shipper.rows === 0) await this.#shipStale(signal).catch(() => {});
    await Promise.all([this.#session?.close(), cache.close()]);
    const sampled = await profile?.().catch(() => undefined);
    const progress = this.progress();
    this.#deps.settle();
    const end = {
      missing: this.#results.missing.reports(),
      progress,
      heapEndBytes: heapUsed(),
      columnBytes: this.#results.columnBytes,
      ...(sampled ? { profile: sampled } : {}),
    };
    failure ??= this.#setback;
    if (!failure) return { ...end, outcome: 'completed' };
    if (failure.code === 'cancelled') return { ...end, outcome: 'cancelled', error: failure.data };
    return { ...end, outcome: this.#shipper.rows > 0 ? 'partial' : 'failed', error: failure.data };
  }

  /** How far the run is. */
  progress(): Progress {
    const { retries, batchSize, cache } = this.#deps;
    const { currentType, finished, changes } = this.#results;
    const { reduced } = batchSize;
    return {
      ...(currentType ? { currentType } : {}),
      finished: [...finished],
      bytesReceived: this.#session?.bytesReceived ?? 0,
      requests: this.#session?.requests ?? 0,
      heapPeakBytes: this.#shipper.heapPeakBytes,
      ...(reduced === undefined ? {} : { reducedBatchSize: reduced }),
      retries: retries.total,
      ...(retries.view ? { retry: retries.view } : {}),
      advice: this.#session?.continueDenied ? [ROOT_FOLDER_ROLE] : [],
      cache: cache.state,
      changes,
    };
  }

  async #collect(signal: AbortSignal): Promise<void> {
    const session = await this.#open(signal);
    this.#session = session;
    this.#shipper.receiveFrom(() => session.bytesReceived);
    this.#deps.onConnected(session.about);
    // Loading the SOAP client leaves more garbage behind than any batch will.
    this.#deps.gc?.afterView();
    await this.#deps.cache.enter(session.about);
    const plans = this.#plans(session.about.apiVersion);
    if (this.#spec.cacheMode === 'refresh') await this.#cached.shipEarlier(kindsOf(plans), signal);
    for (const [position, plan] of plans.entries()) {
      signal.throwIfAborted();
      const seen = new RefSet();
      if (await this.#cached.take(plan.kinds, seen, signal)) continue;
      const datacenters = await this.#wantedDatacenters(session, signal);
      const failure = await this.#reading.read(plan, { session, datacenters, seen }, signal);
      if (failure) this.#bear(failure, plans.slice(position));
    }
  }

  /**
   * Notes what is missing because a type failed, and goes on where that makes sense; throws the failure where it does not.
   * @param plans from that type on
   */
  #bear(failure: HeapsphereError, plans: readonly TypePlan[]): void {
    const fatal = isFatal(failure);
    // Cancelling leaves out the rest on purpose; after any other end it is missing too.
    const lost = fatal && failure.code !== 'cancelled' ? plans : plans.slice(0, 1);
    for (const kind of kindsOf(lost)) {
      if (this.#results.finished.includes(kind)) continue;
      this.#results.missing.add(kind, '*', failure.data.fault ?? failure.code);
    }
    if (fatal) throw failure;
    this.#setback ??= failure;
  }

  /** Logs in. A server that is busy is asked again; one that does not answer at all may not be there, and nobody waits for it. */
  async #open(signal: AbortSignal): Promise<VimSession> {
    const { openSession, repeatableLogin, retries } = this.#deps;
    for (;;) {
      try {
        const session = await openSession(this.#spec, signal);
        retries.succeeded();
        return session;
      } catch (error) {
        const why = repeatableLogin(error);
        if (!why) throw error;
        await retries.wait(error, why, signal);
      }
    }
  }

  /** Looked up when something has to be read for the first time; undefined: all there are. */
  async #wantedDatacenters(
    session: VimSession,
    signal: AbortSignal,
  ): Promise<readonly ManagedObjectReference[] | undefined> {
    const { datacenters: names } = this.#spec;
    if (names.length === 0) return undefined;
    this.#datacenters ??= await this.#deps.findDatacenters(session, names, this.#reading.streamOptions(signal));
    return this.#datacenters;
  }

  #plans(apiVersion: string): TypePlan[] {
    const { options, types, attributes } = this.#spec;
    return planCollection({
      pruning: options.pruning,
      attributes,
      ...(types ? { types } : {}),
      knows: ({ since }) => since === undefined || isAtLeast(apiVersion, since),
    });
  }

  /** vCenter cannot be reached: ships what is cached of it, however old. */
  async #shipStale(signal: AbortSignal): Promise<void> {
    const { cache, onConnected } = this.#deps;
    const about = await cache.enterUnreachable();
    if (!about) return;
    await this.#cached.shipStale(kindsOf(this.#plans(about.apiVersion)), () => onConnected(about), signal);
  }
}

function kindsOf(plans: readonly TypePlan[]): TypePlan['kinds'][number][] {
  return plans.flatMap(({ kinds }) => kinds);
}
