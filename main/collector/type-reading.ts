import type { HeapsphereError } from '../../shared/errors.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import type { RefSet } from '../../shared/ref-set.ts';
import type { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { DecodedPiece } from '../vsphere/property-pages.ts';
import type { VimSession } from '../vsphere/session.ts';
import type { StreamedPage, StreamOptions } from '../vsphere/stream-resources.ts';
import type { BatchShipper } from './batch-shipper.ts';
import { batchJson, type OpenBatch } from './column-batch.ts';
import { decodingCost } from './memory-budget.ts';
import type { TypePlan } from './plan.ts';
import type { CollectionSpec } from './protocol.ts';
import type { RunDependencies } from './run-dependencies.ts';
import { failureOf } from './run-failure.ts';
import type { RunResults } from './run-results.ts';
import { type EncodedBatch, TypeBatches } from './type-batches.ts';

/** V8's longest string is about 512 MB; a full decode needs the answer as one. */
const MAX_DECODED_ANSWER_BYTES = 500 * 1024 * 1024;

/** Where a type is read, and what was read of it already. */
interface Place {
  readonly session: VimSession;
  /** Undefined: all there are. */
  readonly datacenters: readonly ManagedObjectReference[] | undefined;
  readonly seen: RefSet;
}

/** Reads one managed type after the other from vCenter: pages -> batches -> cache -> ship -> explicit GC. */
export class TypeReading {
  readonly #spec: CollectionSpec;
  readonly #deps: RunDependencies;
  readonly #shipper: BatchShipper;
  readonly #results: RunResults;
  readonly #onProgress: () => void;

  constructor(
    spec: CollectionSpec,
    deps: RunDependencies,
    shipper: BatchShipper,
    results: RunResults,
    onProgress: () => void,
  ) {
    this.#spec = spec;
    this.#deps = deps;
    this.#shipper = shipper;
    this.#results = results;
    this.#onProgress = onProgress;
  }

  /** How everything is read, whatever it is. */
  streamOptions(signal: AbortSignal): Omit<StreamOptions, 'containers'> {
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

  /** Returns why the type is not complete; undefined when it is. Rows that came are shipped either way. */
  async read(plan: TypePlan, place: Place, signal: AbortSignal): Promise<HeapsphereError | undefined> {
    const { cache, gc } = this.#deps;
    this.#results.currentType = plan.kinds[0];
    this.#onProgress();
    const batches = new TypeBatches(plan, {
      batchSize: () => this.#deps.batchSize.current,
      attributes: this.#spec.attributes,
      encode: (batch) => this.#encode(batch),
    });
    // Rows that came from a damaged entry are not part of a new one: it would lack them.
    if (place.seen.size === 0) for (const kind of plan.kinds) cache.begin(kind);
    let failure: HeapsphereError | undefined;
    try {
      await this.#readPages(plan, place, batches, signal);
      for (const batch of batches.rest()) await this.#ship(batch, signal);
      await this.#finish(plan);
    } catch (error) {
      if (!signal.aborted) for (const batch of batches.rest()) await this.#ship(batch, signal);
      failure = failureOf(error, signal);
    } finally {
      this.#shipper.end();
    }
    gc?.afterView();
    this.#onProgress();
    return failure;
  }

  async #readPages(plan: TypePlan, place: Place, batches: TypeBatches, signal: AbortSignal): Promise<void> {
    const [firstKind] = plan.kinds;
    const keeps = onlyDatacenters(plan, place.datacenters);
    for await (const page of this.#deps.streamResources(place.session, plan, this.#optionsFor(plan, place, signal))) {
      if (firstKind) this.#shipper.begin(firstKind);
      this.#shipper.stages.enter('batch');
      this.#deps.reserve(0);
      this.#noteMissing(plan, page);
      const full = batches.add(page, keeps);
      for (const batch of full) await this.#ship(batch, signal);
      this.#shipper.stages.leave();
      // A page whose rows all wait for the next batch leaves as much garbage as any other.
      if (full.length === 0) this.#deps.gc?.afterBatch();
    }
  }

  #optionsFor(plan: TypePlan, { session, datacenters, seen }: Place, signal: AbortSignal): StreamOptions {
    const [firstKind] = plan.kinds;
    return {
      ...this.streamOptions(signal),
      beforeDecode: (bytes, what) => {
        if (firstKind) this.#shipper.begin(firstKind);
        this.#beforeDecode(bytes, what);
      },
      onStage: (stage) => this.#shipper.stages.enter(stage),
      containers: plan.managedType === 'Datacenter' ? [session.rootFolder] : (datacenters ?? [session.rootFolder]),
      seen,
      onRefusedPath: (path) => {
        for (const kind of plan.kinds) this.#results.missing.add(kind, path, 'InvalidProperty');
      },
    };
  }

  async #finish(plan: TypePlan): Promise<void> {
    const { cache } = this.#deps;
    for (const kind of plan.kinds) {
      // One that came from the cache whole is done already.
      if (this.#results.finished.includes(kind)) continue;
      await cache.commit(kind, this.#results.missing.reports(kind));
      cache.showsCached(kind, undefined);
      this.#results.finish(kind);
    }
  }

  #encode(batch: OpenBatch): EncodedBatch {
    const { type, refs } = batch;
    const json = batchJson(batch, (path, length) => this.#results.addColumnBytes(type, path, length));
    if (this.#results.compares(type)) this.#results.compare(JSON.parse(json) as ColumnBatch);
    const encoded = this.#deps.encode(json, refs.length);
    this.#shipper.notePeak();
    return { type, rows: refs.length, ...encoded };
  }

  async #ship({ type, rows, rawBytes, bytes }: EncodedBatch, signal: AbortSignal): Promise<void> {
    const { cache } = this.#deps;
    this.#shipper.begin(type);
    if (cache.writes(type)) {
      this.#shipper.stages.enter('cache');
      await cache.add(type, bytes, rows, rawBytes);
    }
    await this.#shipper.ship({ type, rows, origin: 'vcenter', rawBytes, bytes }, signal);
  }

  #beforeDecode(bytes: number, what: DecodedPiece): void {
    this.#shipper.notePeak();
    // An answer in one piece becomes many batches: what each costs is asked for page by page.
    this.#deps.reserve(decodingCost(bytes, what, what === 'chunk' ? this.#shipper.openBytes : 0));
  }

  #noteMissing({ kinds: [kind] }: TypePlan, page: StreamedPage): void {
    if (!kind) return;
    for (const { ref, missing } of page.objects) {
      for (const { path, fault } of missing) this.#results.missing.add(kind, path, fault, ref.toString());
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
