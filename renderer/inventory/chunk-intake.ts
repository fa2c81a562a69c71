import type { PushPayload } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';

type Chunk = PushPayload<'inventory:chunk'>;

export interface ChunkIntakeOptions {
  readonly decode: (bytes: Uint8Array) => Promise<ColumnBatch>;
  /** Puts rows into the store. */
  readonly apply: (batch: ColumnBatch) => void;
  /** Tells main that this chunk and all before it have been dealt with. */
  readonly credit: (seq: number) => void;
  /** Runs a function at the window's own pace, once per frame. */
  readonly schedule: (run: () => void) => void;
  /** A chunk that could not be read; its rows are missing, the ones after it are not. */
  readonly failed: (seq: number, error: unknown) => void;
}

/** Longest time spent on putting rows into the store within one frame, in milliseconds. */
const FRAME_BUDGET_MS = 8;

/**
 * Takes the chunks of one collection: decodes them as they come, puts them into the store in order, and credits them
 * only then. Since credits leave once per frame, a busy window slows the collector down instead of filling a queue.
 */
export class ChunkIntake {
  readonly #options: ChunkIntakeOptions;
  readonly #ready = new Map<number, ColumnBatch | undefined>();
  #next = 0;
  #scheduled = false;
  #closed = false;

  constructor(options: ChunkIntakeOptions) {
    this.#options = options;
  }

  accept(chunk: Chunk): void {
    if (this.#closed) return;
    if (chunk.seq < this.#next) {
      // Sent again after a reconnection: the rows are here already.
      this.#options.credit(chunk.seq);
      return;
    }
    this.#options.decode(chunk.bytes).then(
      (batch) => this.#store(chunk.seq, batch),
      (error: unknown) => {
        if (!this.#closed) this.#options.failed(chunk.seq, error);
        this.#store(chunk.seq, undefined);
      },
    );
  }

  /** Nothing is stored or credited afterwards. */
  close(): void {
    this.#closed = true;
    this.#ready.clear();
  }

  #store(seq: number, batch: ColumnBatch | undefined): void {
    this.#ready.set(seq, batch);
    this.#wake();
  }

  #wake(): void {
    if (this.#scheduled || this.#closed || !this.#ready.has(this.#next)) return;
    this.#scheduled = true;
    this.#options.schedule(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    if (this.#closed) return;
    const end = performance.now() + FRAME_BUDGET_MS;
    const first = this.#next;
    while (this.#ready.has(this.#next) && performance.now() < end) {
      const batch = this.#ready.get(this.#next);
      this.#ready.delete(this.#next);
      if (batch !== undefined) this.#options.apply(batch);
      this.#next += 1;
    }
    if (this.#next > first) this.#options.credit(this.#next - 1);
    this.#wake();
  }
}
