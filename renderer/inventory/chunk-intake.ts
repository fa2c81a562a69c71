import type { ChunkOrigin, PushPayload } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';

type Chunk = PushPayload<'inventory:chunk'>;

export interface ChunkIntakeOptions {
  readonly decode: (bytes: Uint8Array) => Promise<ColumnBatch>;
  /** Takes rows, in order. */
  readonly apply: (batch: ColumnBatch, origin: ChunkOrigin) => void;
  /** Tells main that this chunk and all before it have been dealt with. */
  readonly credit: (seq: number) => void;
  /** Runs a function at the window's own pace, once per frame. */
  readonly schedule: (run: () => void) => void;
  /** A chunk that could not be read; its rows are missing, the ones after it are not. */
  readonly failed: (chunk: Chunk, error: unknown) => void;
}

/** Longest time spent on putting rows into the store within one frame, in milliseconds. */
const FRAME_BUDGET_MS = 8;

interface Arrival {
  readonly seq: number;
  readonly origin: ChunkOrigin;
  /** Undefined until the chunk is decoded. */
  outcome: { readonly batch: ColumnBatch | undefined } | undefined;
}

/**
 * Takes the chunks of one collection: decodes them as they come, hands them on in the order of their arrival, and credits
 * them only then. Since credits leave once per frame, a busy window slows the collector down instead of filling a queue.
 * Numbers grow and may leave some out: those are chunks that were replaced before this window came to them.
 */
export class ChunkIntake {
  readonly #options: ChunkIntakeOptions;
  readonly #queue: Arrival[] = [];
  #newest = -1;
  #applied = -1;
  #scheduled = false;
  #closed = false;

  constructor(options: ChunkIntakeOptions) {
    this.#options = options;
  }

  accept(chunk: Chunk): void {
    if (this.#closed) return;
    const { seq } = chunk;
    if (seq <= this.#newest) {
      // Sent again after a reconnection: the rows are here already, or on their way into the store.
      if (seq <= this.#applied) this.#options.credit(seq);
      return;
    }
    this.#newest = seq;
    const arrival: Arrival = { seq, origin: chunk.origin, outcome: undefined };
    this.#queue.push(arrival);
    this.#options.decode(chunk.bytes).then(
      (batch) => this.#settle(arrival, batch),
      (error: unknown) => {
        if (!this.#closed) this.#options.failed(chunk, error);
        this.#settle(arrival, undefined);
      },
    );
  }

  /** Nothing is handed on or credited afterwards. */
  close(): void {
    this.#closed = true;
    this.#queue.length = 0;
  }

  #settle(arrival: Arrival, batch: ColumnBatch | undefined): void {
    arrival.outcome = { batch };
    this.#wake();
  }

  #wake(): void {
    if (this.#scheduled || this.#closed || this.#queue[0]?.outcome === undefined) return;
    this.#scheduled = true;
    this.#options.schedule(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    if (this.#closed) return;
    const end = performance.now() + FRAME_BUDGET_MS;
    const before = this.#applied;
    while (performance.now() < end) {
      const { seq, outcome, origin } = this.#queue[0] ?? {};
      if (seq === undefined || outcome === undefined || origin === undefined) break;
      this.#queue.shift();
      if (outcome.batch !== undefined) this.#options.apply(outcome.batch, origin);
      this.#applied = seq;
    }
    if (this.#applied > before) this.#options.credit(this.#applied);
    this.#wake();
  }
}
