import { isAtLeast } from '../../shared/api-version.ts';
import type { BatchBand, CollectionState } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { findDatacenters } from '../vsphere/find-datacenters.ts';
import type { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { VimSession } from '../vsphere/session.ts';
import type { StreamedPage, StreamOptions, streamResources } from '../vsphere/stream-resources.ts';
import { batchJson, ColumnBatchBuilder, type OpenBatch } from './column-batch.ts';
import { MissingLog } from './missing-log.ts';
import { planCollection, type TypePlan } from './plan.ts';
import type { ChunkMessage, CollectionEnd, CollectionSpec, Progress } from './protocol.ts';
import { essentialPruner, keepAllPruner, type PrunedResource, type ResourcePruner } from './prune.ts';

/** V8's longest string is about 512 MB; a full decode needs the answer as one. */
const MAX_DECODED_ANSWER_BYTES = 500 * 1024 * 1024;

/** What the run is given from outside; the worker wires it to its thread, a test to itself. */
export interface RunDependencies {
  readonly isolate: string;
  readonly openSession: (spec: CollectionSpec, signal: AbortSignal) => Promise<VimSession>;
  readonly streamResources: typeof streamResources;
  readonly findDatacenters: typeof findDatacenters;
  /** Turns batch JSON into chunk bytes. */
  readonly encode: (
    json: string,
    rows: number,
  ) => { readonly bytes: Uint8Array<ArrayBuffer>; readonly rawBytes: number };
  /** Sends a chunk; resolves when the receiver has room for it. */
  readonly ship: (chunk: ChunkMessage, signal: AbortSignal) => Promise<void>;
  readonly onConnected: (about: NonNullable<CollectionState['about']>) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onBatchBegin: (type: ResourceType, seq: number) => void;
  readonly onBatchEnd: () => void;
  /** Collections on purpose; undefined when explicit GC is off. */
  readonly gc: { readonly afterBatch: () => void; readonly afterView: () => void } | undefined;
  /** Refuses more bytes than the budget allows, before they are decoded. */
  readonly reserve: (bytes: number) => void;
  readonly heapUsed: () => number;
  /** A last full collection of garbage, so that what remains is what is really held. */
  readonly settle: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Errors after which the next type cannot succeed either. */
const FATAL = new Set([
  'cannot-connect',
  'certificate-untrusted',
  'login-refused',
  'not-authenticated',
  'budget-exceeded',
  'cancelled',
  'internal',
  'usage',
]);

/**
 * One collection from login to logout: streamResources -> pruneResourceAttributes -> column batch -> ship -> explicit GC,
 * type by type. A type that fails leaves its rows and is reported; what makes going on senseless ends the run. The session
 * is logged out on every way out.
 */
export class CollectionRun {
  readonly #spec: CollectionSpec;
  readonly #deps: RunDependencies;
  readonly #missing = new MissingLog();
  readonly #finished: ResourceType[] = [];
  #session: VimSession | undefined;
  #currentType: ResourceType | undefined;
  #seq = 0;
  #rows = 0;
  #heapPeak = 0;
  #batchFrom = 0;
  #incomplete = false;

  constructor(spec: CollectionSpec, deps: RunDependencies) {
    this.#spec = spec;
    this.#deps = deps;
  }

  /** "batch 41 of VirtualMachine": where the run stands, for messages. */
  get where(): string {
    return this.#currentType ? `batch ${this.#seq} of ${this.#currentType}` : 'the login';
  }

  /** Runs to the end. Never rejects: every failure is part of the result. */
  async run(signal: AbortSignal): Promise<CollectionEnd> {
    let failure: HeapsphereError | undefined;
    try {
      await this.#collect(signal);
    } catch (error) {
      failure = signal.aborted ? cancelled() : asHeapsphereError(error);
    }
    const progress = this.#progress();
    await this.#session?.close();
    this.#deps.settle();
    const end = { missing: this.#missing.reports(), progress, heapEndBytes: this.#deps.heapUsed() };
    if (!failure) return { ...end, outcome: this.#incomplete ? 'partial' : 'completed' };
    if (failure.code === 'cancelled') return { ...end, outcome: 'cancelled', error: failure.data };
    return { ...end, outcome: this.#rows > 0 ? 'partial' : 'failed', error: failure.data };
  }

  async #collect(signal: AbortSignal): Promise<void> {
    const session = await this.#deps.openSession(this.#spec, signal);
    this.#session = session;
    this.#deps.onConnected(session.about);
    // Loading the SOAP client leaves more garbage behind than any batch will.
    this.#deps.gc?.afterView();
    const plans = planCollection({
      pruning: this.#spec.options.pruning,
      ...(this.#spec.types ? { types: this.#spec.types } : {}),
      knows: ({ since }) => since === undefined || isAtLeast(session.about.apiVersion, since),
    });
    const stream = this.#streamOptions(signal);
    const datacenters =
      this.#spec.datacenters.length > 0
        ? await this.#deps.findDatacenters(session, this.#spec.datacenters, stream)
        : undefined;
    for (const plan of plans) {
      signal.throwIfAborted();
      await this.#collectType(session, plan, datacenters, signal);
    }
  }

  async #collectType(
    session: VimSession,
    plan: TypePlan,
    datacenters: readonly ManagedObjectReference[] | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    this.#currentType = plan.kinds[0];
    this.#deps.onProgress(this.#progress());
    const batches = new TypeBatches(plan, this.#spec.options.batchSize);
    const keeps = onlyDatacenters(plan, datacenters);
    const options: StreamOptions = {
      ...this.#streamOptions(signal),
      containers: plan.managedType === 'Datacenter' ? [session.rootFolder] : (datacenters ?? [session.rootFolder]),
      onRefusedPath: (path) => {
        for (const kind of plan.kinds) this.#missing.add(kind, path, 'InvalidProperty');
      },
    };
    try {
      for await (const page of this.#deps.streamResources(session, plan, options)) {
        this.#noteMissing(plan, page);
        for (const batch of batches.add(page, keeps)) await this.#ship(batch, signal);
      }
      for (const batch of batches.rest()) await this.#ship(batch, signal);
      this.#finished.push(...plan.kinds);
    } catch (error) {
      if (!signal.aborted) for (const batch of batches.rest()) await this.#ship(batch, signal);
      const failure = signal.aborted ? cancelled() : asHeapsphereError(error);
      for (const kind of plan.kinds) this.#missing.add(kind, '*', failure.data.fault ?? failure.code);
      if (FATAL.has(failure.code)) throw failure;
      // Another type may well be readable; what is lost here is listed.
      this.#incomplete = true;
    } finally {
      this.#deps.onBatchEnd();
      this.#batchFrom = 0;
    }
    this.#deps.gc?.afterView();
    this.#deps.onProgress(this.#progress());
  }

  async #ship(batch: OpenBatch, signal: AbortSignal): Promise<void> {
    const { type, refs } = batch;
    const { bytes, rawBytes } = this.#deps.encode(batchJson(batch), refs.length);
    const seq = this.#seq;
    this.#notePeak();
    const band: BatchBand = {
      isolate: this.#deps.isolate,
      from: this.#batchFrom || this.#deps.now(),
      to: this.#deps.now(),
      type,
      seq,
      rows: refs.length,
    };
    await this.#deps.ship({ kind: 'chunk', seq, type, rows: refs.length, rawBytes, bytes, band }, signal);
    this.#seq += 1;
    this.#rows += refs.length;
    // Inside the batch's own time, so that a forced collection is stamped with the batch it cleaned up after.
    this.#deps.gc?.afterBatch();
    this.#deps.onBatchEnd();
    this.#batchFrom = 0;
    this.#deps.onProgress(this.#progress());
  }

  #streamOptions(signal: AbortSignal): Omit<StreamOptions, 'containers'> {
    return {
      batchSize: this.#spec.options.batchSize,
      streaming: this.#spec.options.streaming,
      maxAnswerBytes: Math.min(this.#spec.budgetBytes, MAX_DECODED_ANSWER_BYTES),
      signal,
      beforeDecode: (bytes) => {
        if (this.#batchFrom === 0 && this.#currentType) {
          this.#batchFrom = this.#deps.now();
          this.#deps.onBatchBegin(this.#currentType, this.#seq);
        }
        this.#notePeak();
        this.#deps.reserve(bytes);
      },
      onRefusedPath: () => {},
    };
  }

  #noteMissing(plan: TypePlan, page: StreamedPage): void {
    const kind = plan.kinds[0];
    if (!kind) return;
    for (const { ref, missing } of page.objects) {
      for (const { path, fault } of missing) this.#missing.add(kind, path, fault, ref.toString());
    }
  }

  #notePeak(): void {
    this.#heapPeak = Math.max(this.#heapPeak, this.#deps.heapUsed());
  }

  #progress(): Progress {
    return {
      ...(this.#currentType ? { currentType: this.#currentType } : {}),
      finished: [...this.#finished],
      bytesReceived: this.#session?.bytesReceived ?? 0,
      requests: this.#session?.requests ?? 0,
      heapPeakBytes: this.#heapPeak,
    };
  }
}

/** The batches of one plan: a builder per kind, and the pruner that fits the paths the server accepted. */
class TypeBatches {
  readonly #plan: TypePlan;
  readonly #batchSize: number;
  readonly #builders = new Map<ResourceType, ColumnBatchBuilder>();
  #pruner: ResourcePruner | undefined;
  #prunedIndex: unknown;

  constructor(plan: TypePlan, batchSize: number) {
    this.#plan = plan;
    this.#batchSize = batchSize;
  }

  /** Prunes a page into rows; yields the batches that became full. */
  *add({ objects, index }: StreamedPage, keeps: (ref: string) => boolean): Generator<OpenBatch> {
    if (this.#prunedIndex !== index || !this.#pruner) {
      // Rows of an older index have other columns.
      yield* this.rest();
      const { kinds, paths } = this.#plan;
      this.#pruner = paths === undefined ? keepAllPruner(kinds, index.paths) : essentialPruner(kinds, index.paths);
      this.#prunedIndex = index;
      this.#builders.clear();
    }
    for (const object of objects) {
      const resource = this.#pruner.pruneResourceAttributes(object);
      if (!resource || !keeps(resource.ref)) continue;
      const builder = this.#builderFor(resource, this.#pruner);
      builder.add(resource);
      if (builder.rows >= this.#batchSize) yield builder.finish();
    }
  }

  *rest(): Generator<OpenBatch> {
    for (const builder of this.#builders.values()) if (builder.rows > 0) yield builder.finish();
  }

  #builderFor({ kind }: PrunedResource, pruner: ResourcePruner): ColumnBatchBuilder {
    let builder = this.#builders.get(kind);
    if (!builder) {
      builder = new ColumnBatchBuilder(kind, () => pruner.columnsOf(kind));
      this.#builders.set(kind, builder);
    }
    return builder;
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

function cancelled(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'The collection was cancelled.',
    action: 'Start it again when you want the rest.',
  });
}

function asHeapsphereError(error: unknown): HeapsphereError {
  return error instanceof HeapsphereError
    ? error
    : new HeapsphereError(HeapsphereError.dataOf(error), { cause: error });
}
