import type { ChunkOrigin, HeapsphereBridge, PushPayload } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
import { ChunkIntake } from './chunk-intake.ts';
import { decodeChunk } from './decode-chunk.ts';

/** Where the rows of one vCenter come from. */
interface RowSource {
  readonly collectionId: string;
  readonly label: string;
  readonly intake: ChunkIntake;
}

export interface RowSourcesOptions {
  readonly bridge: HeapsphereBridge;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
  /** Takes rows of the vCenter with a key, their references qualified. */
  readonly apply: (batch: ColumnBatch, origin: ChunkOrigin, key: string) => void;
  /** Rows of the vCenter with a key could not be read. */
  readonly lost: (
    rows: { readonly type: ResourceType; readonly rows: number },
    origin: ChunkOrigin,
    key: string,
  ) => void;
  readonly problem: (problem: ErrorData | undefined) => void;
}

/** The collections of the open vCenters whose inventory is open here: takes the chunks of each. */
export class RowSources {
  readonly #options: RowSourcesOptions;
  /** By the key of the vCenter. */
  readonly #sources = new Map<string, RowSource>();
  readonly #end: () => void;

  constructor(options: RowSourcesOptions) {
    this.#options = options;
    this.#end = options.bridge.pushes['inventory:chunk']((chunk) => this.#take(chunk));
  }

  /** Keys and labels of the vCenters. */
  get vcenters(): readonly { readonly key: string; readonly label: string }[] {
    return [...this.#sources].map(([key, { label }]) => ({ key, label }));
  }

  /** The collection that the rows of a vCenter come from; undefined when there is none. */
  collectionOf(key: string): string | undefined {
    return this.#sources.get(key)?.collectionId;
  }

  /** Whether the rows come from the collection that a vCenter has now. */
  isCurrent({ key, collection }: OpenVcenter): boolean {
    return this.collectionOf(key) === collection.id;
  }

  /** Opens the inventory of a vCenter's collection; the one before is to be left first. */
  open({ key, label, collection: { id: collectionId } }: OpenVcenter): void {
    const { bridge, problem } = this.#options;
    this.#sources.set(key, { collectionId, label, intake: this.#openIntake(key, label, collectionId) });
    problem(undefined);
    void bridge.requests['inventory:open']({ collectionId }).then((envelope) => {
      if (!envelope.ok) problem(envelope.error);
    });
  }

  /** Takes no more rows of a vCenter; tells whether it did. */
  leave(key: string): boolean {
    const source = this.#sources.get(key);
    if (source === undefined) return false;
    source.intake.close();
    this.#sources.delete(key);
    void this.#options.bridge.requests['inventory:close']({ collectionId: source.collectionId });
    return true;
  }

  dispose(): void {
    this.#end();
    for (const { intake } of this.#sources.values()) intake.close();
  }

  #take(chunk: PushPayload<'inventory:chunk'>): void {
    for (const { collectionId, intake } of this.#sources.values())
      if (collectionId === chunk.collectionId) intake.accept(chunk);
  }

  #openIntake(key: string, label: string, collectionId: string): ChunkIntake {
    const { bridge, schedule, apply, lost, problem } = this.#options;
    return new ChunkIntake({
      decode: decodeChunk,
      schedule,
      apply: (batch, origin) => apply(qualifyBatch(batch, { key, label }), origin, key),
      credit: (seq) => void bridge.requests['inventory:credit']({ collectionId, seq }),
      failed: ({ seq, type, rows, origin }, error) => {
        const reason = error instanceof Error ? error.message : String(error);
        problem({
          code: 'protocol',
          message: `Batch ${seq} could not be read, so its rows are missing: ${reason}.`,
          action: 'Collect again; if it comes back, report it with its details.',
        });
        lost({ type, rows }, origin, key);
      },
    });
  }
}
