import { setTimeout as pause } from 'node:timers/promises';
import { isAtLeast } from '../../shared/api-version.ts';
import type { ChangeCounts } from '../../shared/cache-view.ts';
import type { HeapsphereError } from '../../shared/errors.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { RefSet } from '../../shared/ref-set.ts';
import type { Advice } from '../../shared/retry-view.ts';
import type { GenerationDiff } from '../cache/generation-diff.ts';
import type { Manifest } from '../cache/manifest.ts';
import type { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { DecodedPiece } from '../vsphere/property-pages.ts';
import type { VimSession } from '../vsphere/session.ts';
import type { StreamedPage, StreamOptions } from '../vsphere/stream-resources.ts';
import { BatchShipper } from './batch-shipper.ts';
import { CachedRows } from './cached-rows.ts';
import { batchJson, type OpenBatch } from './column-batch.ts';
import { decodingCost } from './memory-budget.ts';
import { MissingLog } from './missing-log.ts';
import { planCollection, type TypePlan } from './plan.ts';
import type { CollectionEnd, CollectionSpec, Progress } from './protocol.ts';
import type { RunDependencies } from './run-dependencies.ts';
import { failureOf, isFatal } from './run-failure.ts';
import { type EncodedBatch, TypeBatches } from './type-batches.ts';

/** V8's longest string is about 512 MB; a full decode needs the answer as one. */
const MAX_DECODED_ANSWER_BYTES = 500 * 1024 * 1024;
/** For accounts that may not continue a page; their rows were read by reference. */
const ROOT_FOLDER_ROLE: Advice = {
  message:
    'This vCenter does not let the account continue a page of properties, so the objects were asked for by reference.',
  action:
    'Give the account the Read-only role on the root folder (it need not propagate); vCenter 7.0.3 to 8.0.2 want that.',
};
/** Pause between two looks at whether another collector has finished a kind. */
const WAIT_MS = 250;

/**
 * One collection from login to logout: streamResources -> pruneResourceAttributes -> column batch -> cache -> ship ->
 * explicit GC, type by type. What the cache has and is recent is not asked for again. A type that fails leaves its rows and is
 * reported; what makes going on senseless ends the run. The session is logged out on every way out.
 */
export class CollectionRun {
  readonly #spec: CollectionSpec;
  readonly #deps: RunDependencies;
  readonly #shipper: BatchShipper;
  readonly #cached: CachedRows;
  readonly #missing = new MissingLog();
  readonly #finished: ResourceType[] = [];
  readonly #diffs = new Map<ResourceType, GenerationDiff>();
  readonly #changes: Partial<Record<ResourceType, ChangeCounts>> = {};
  readonly #columnBytes: Partial<Record<ResourceType, Record<string, number>>> = {};
  #session: VimSession | undefined;
  #currentType: ResourceType | undefined;
  #datacenters: readonly ManagedObjectReference[] | undefined;
  /** The first failure that cost a type but not the run. */
  #setback: HeapsphereError | undefined;

  constructor(spec: CollectionSpec, deps: RunDependencies) {
    this.#spec = spec;
    this.#deps = deps;
    this.#shipper = new BatchShipper(deps, () => deps.onProgress(this.progress()));
    this.#cached = new CachedRows(deps, this.#shipper);
  }

  /** "batch 41 of VirtualMachine": where the run stands, for messages. */
  get where(): string {
    return this.#currentType ? `batch ${this.#shipper.seq} of ${this.#currentType}` : 'the login';
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
      missing: this.#missing.reports(),
      progress,
      heapEndBytes: heapUsed(),
      columnBytes: this.#columnBytes,
      ...(sampled ? { profile: sampled } : {}),
    };
    failure ??= this.#setback;
    if (!failure) return { ...end, outcome: 'completed' };
    if (failure.code === 'cancelled') return { ...end, outcome: 'cancelled', error: failure.data };
    return { ...end, outcome: this.#shipper.rows > 0 ? 'partial' : 'failed', error: failure.data };
  }

  /** How far the run is. */
  progress(): Progress {
    const { retries, batchSize } = this.#deps;
    const { reduced } = batchSize;
    return {
      ...(this.#currentType ? { currentType: this.#currentType } : {}),
      finished: [...this.#finished],
      bytesReceived: this.#session?.bytesReceived ?? 0,
      requests: this.#session?.requests ?? 0,
      heapPeakBytes: this.#shipper.heapPeakBytes,
      ...(reduced === undefined ? {} : { reducedBatchSize: reduced }),
      retries: retries.total,
      ...(retries.view ? { retry: retries.view } : {}),
      advice: this.#session?.continueDenied ? [ROOT_FOLDER_ROLE] : [],
      cache: this.#deps.cache.state,
      changes: { ...this.#changes },
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
    if (this.#spec.cacheMode === 'refresh') await this.#shipEarlier(plans, signal);
    for (const [position, plan] of plans.entries()) {
      signal.throwIfAborted();
      const seen = new RefSet();
      if (await this.#takeFromCache(plan, seen, signal)) continue;
      const datacenters = await this.#wantedDatacenters(session, signal);
      const failure = await this.#collectType(session, plan, datacenters, seen, signal);
      if (!failure) continue;
      const fatal = isFatal(failure);
      // Cancelling leaves out the rest on purpose; after any other end it is missing too.
      const lost = fatal && failure.code !== 'cancelled' ? plans.slice(position) : [plan];
      for (const kind of lost.flatMap(({ kinds }) => kinds)) {
        if (this.#finished.includes(kind)) continue;
        this.#missing.add(kind, '*', failure.data.fault ?? failure.code);
      }
      if (fatal) throw failure;
      this.#setback ??= failure;
    }
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
    this.#datacenters ??= await this.#deps.findDatacenters(session, names, this.#streamOptions(signal));
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

  /** Shows what was cached of every kind before it is read again, and remembers it for telling what changed. */
  async #shipEarlier(plans: readonly TypePlan[], signal: AbortSignal): Promise<void> {
    for (const kind of plans.flatMap(({ kinds }) => kinds)) {
      const manifest = await this.#deps.cache.anyManifest(kind);
      if (!manifest) continue;
      const diff = this.#deps.newDiff();
      this.#deps.cache.showsCached(kind, manifest.collectedAt);
      const whole = await this.#cached.ship(manifest, 'earlier', signal, (batch) => diff.remember(batch));
      if (whole) this.#diffs.set(kind, diff);
    }
  }

  /** vCenter cannot be reached: ships what is cached of it, however old. */
  async #shipStale(signal: AbortSignal): Promise<void> {
    const { cache, onConnected } = this.#deps;
    const about = await cache.enterUnreachable();
    if (!about) return;
    for (const kind of this.#plans(about.apiVersion).flatMap(({ kinds }) => kinds)) {
      const manifest = await cache.anyManifest(kind);
      if (!manifest) continue;
      if (this.#shipper.rows === 0) onConnected(about);
      cache.setStale();
      cache.showsCached(kind, manifest.collectedAt);
      const whole = await this.#cached.ship(manifest, 'cache', signal).catch(() => false);
      if (whole) this.#finished.push(kind);
      else this.#missing.add(kind, '*', 'cannot-connect');
    }
  }

  /**
   * Takes a plan's kinds from the cache when they are recent; while another collector reads this vCenter, waits for its
   * rows. False when they have to be read here; `seen` then holds what was shipped nevertheless.
   */
  async #takeFromCache(plan: TypePlan, seen: RefSet, signal: AbortSignal): Promise<boolean> {
    const { cache, onProgress } = this.#deps;
    for (;;) {
      const manifests = await cache.recentManifests(plan.kinds);
      if (manifests) return this.#shipManifests(manifests, seen, signal);
      if (await cache.mayCollect()) return false;
      onProgress(this.progress());
      await pause(WAIT_MS, undefined, { signal });
    }
  }

  async #shipManifests(manifests: readonly Manifest[], seen: RefSet, signal: AbortSignal): Promise<boolean> {
    for (const manifest of manifests) {
      const { type, collectedAt } = manifest;
      this.#currentType = type;
      const diff = this.#diffs.get(type);
      const whole = await this.#cached.ship(manifest, 'cache', signal, (batch) => {
        diff?.compare(batch);
        for (const ref of batch.refs) seen.addText(ref);
      });
      if (!whole) return false;
      for (const report of manifest.missing) this.#missing.addReport(report);
      this.#finishKind(type);
      this.#deps.cache.showsCached(type, collectedAt);
    }
    this.#deps.onProgress(this.progress());
    return true;
  }

  /** Returns why the type is not complete; undefined when it is. */
  async #collectType(
    session: VimSession,
    plan: TypePlan,
    datacenters: readonly ManagedObjectReference[] | undefined,
    seen: RefSet,
    signal: AbortSignal,
  ): Promise<HeapsphereError | undefined> {
    const { cache } = this.#deps;
    const [firstKind] = plan.kinds;
    this.#currentType = firstKind;
    this.#deps.onProgress(this.progress());
    const batches = new TypeBatches(plan, {
      batchSize: () => this.#deps.batchSize.current,
      attributes: this.#spec.attributes,
      encode: (batch) => this.#encode(batch),
    });
    const keeps = onlyDatacenters(plan, datacenters);
    const options: StreamOptions = {
      ...this.#streamOptions(signal),
      beforeDecode: (bytes, what) => {
        if (firstKind) this.#shipper.begin(firstKind);
        this.#beforeDecode(bytes, what);
      },
      onStage: (stage) => this.#shipper.stages.enter(stage),
      containers: plan.managedType === 'Datacenter' ? [session.rootFolder] : (datacenters ?? [session.rootFolder]),
      seen,
      onRefusedPath: (path) => {
        for (const kind of plan.kinds) this.#missing.add(kind, path, 'InvalidProperty');
      },
    };
    // Rows that came from a damaged entry are not part of a new one: it would lack them.
    if (seen.size === 0) for (const kind of plan.kinds) cache.begin(kind);
    let failure: HeapsphereError | undefined;
    try {
      for await (const page of this.#deps.streamResources(session, plan, options)) {
        if (firstKind) this.#shipper.begin(firstKind);
        this.#shipper.stages.enter('batch');
        this.#deps.reserve(0);
        this.#noteMissing(plan, page);
        const full = batches.add(page, keeps);
        for (const batch of full) await this.#shipBatch(batch, signal);
        this.#shipper.stages.leave();
        // A page whose rows all wait for the next batch leaves as much garbage as any other.
        if (full.length === 0) this.#deps.gc?.afterBatch();
      }
      for (const batch of batches.rest()) await this.#shipBatch(batch, signal);
      for (const kind of plan.kinds) {
        // One that came from the cache whole is done already.
        if (this.#finished.includes(kind)) continue;
        await cache.commit(kind, this.#missing.reports(kind));
        cache.showsCached(kind, undefined);
        this.#finishKind(kind);
      }
    } catch (error) {
      if (!signal.aborted) for (const batch of batches.rest()) await this.#shipBatch(batch, signal);
      failure = failureOf(error, signal);
    } finally {
      this.#shipper.end();
    }
    this.#deps.gc?.afterView();
    this.#deps.onProgress(this.progress());
    return failure;
  }

  #finishKind(kind: ResourceType): void {
    this.#finished.push(kind);
    const diff = this.#diffs.get(kind);
    if (diff) this.#changes[kind] = diff.counts();
    this.#diffs.delete(kind);
  }

  #encode(batch: OpenBatch): EncodedBatch {
    const { type, refs } = batch;
    const columns = this.#columnBytes[type] ?? {};
    this.#columnBytes[type] = columns;
    const json = batchJson(batch, (path, length) => {
      columns[path] = (columns[path] ?? 0) + length;
    });
    this.#diffs.get(type)?.compare(JSON.parse(json) as ColumnBatch);
    const encoded = this.#deps.encode(json, refs.length);
    this.#shipper.notePeak();
    return { type, rows: refs.length, ...encoded };
  }

  async #shipBatch({ type, rows, rawBytes, bytes }: EncodedBatch, signal: AbortSignal): Promise<void> {
    this.#shipper.begin(type);
    if (this.#deps.cache.writes(type)) {
      this.#shipper.stages.enter('cache');
      await this.#deps.cache.add(type, bytes, rows, rawBytes);
    }
    await this.#shipper.ship({ type, rows, origin: 'vcenter', rawBytes, bytes }, signal);
  }

  #streamOptions(signal: AbortSignal): Omit<StreamOptions, 'containers'> {
    return {
      pageSize: this.#spec.options.batchSize,
      atOnce: () => this.#deps.batchSize.current,
      streaming: this.#spec.options.streaming,
      // It is held twice while it is put together, in pieces and as one.
      maxAnswerBytes: Math.min(this.#spec.budgetBytes / 2, MAX_DECODED_ANSWER_BYTES),
      signal,
      retries: this.#deps.retries,
      beforeDecode: (bytes, what) => this.#beforeDecode(bytes, what),
      onRefusedPath: () => {},
    };
  }

  #beforeDecode(bytes: number, what: DecodedPiece): void {
    this.#shipper.notePeak();
    // An answer in one piece becomes many batches: what each costs is asked for page by page.
    this.#deps.reserve(decodingCost(bytes, what, what === 'chunk' ? this.#shipper.openBytes : 0));
  }

  #noteMissing(plan: TypePlan, page: StreamedPage): void {
    const kind = plan.kinds[0];
    if (!kind) return;
    for (const { ref, missing } of page.objects) {
      for (const { path, fault } of missing) this.#missing.add(kind, path, fault, ref.toString());
    }
  }
}

/** A view below a datacenter does not list the datacenter itself: those are read from the root and filtered. */
function onlyDatacenters(
  plan: TypePlan,
  datacenters: readonly ManagedObjectReference[] | undefined,
): (ref: string) => boolean {
  if (plan.managedType !== 'Datacenter' || !datacenters) return () => true;
  const wanted = new Set(datacenters.map(String));
  return (ref) => wanted.has(ref);
}
