import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { GenerationChunk } from './manifest.ts';

/** Rows of a generation, a chunk at a time. */
export interface KindRowsOptions {
  readonly type: ResourceType;
  readonly chunks: readonly GenerationChunk[];
  /** Throws what is wrong with a chunk that cannot be read. */
  readonly read: (chunk: GenerationChunk) => Promise<ColumnBatch>;
  readonly signal: AbortSignal;
  /** Told after every chunk. */
  readonly onRead: (rows: number) => void;
}

/** The rows of one kind in one generation, numbered from 0 in the order in which they came. One chunk is in memory at a time. */
export class KindRows {
  readonly #options: KindRowsOptions;
  /** Number of the first row of each chunk, and of the one after the last. */
  readonly #starts: Uint32Array;

  constructor(options: KindRowsOptions) {
    this.#options = options;
    this.#starts = new Uint32Array(options.chunks.length + 1);
    for (const [index, { rows }] of options.chunks.entries())
      this.#starts[index + 1] = (this.#starts[index] ?? 0) + rows;
  }

  get length(): number {
    return this.#starts.at(-1) ?? 0;
  }

  /** All of them. */
  async *all(): AsyncGenerator<{ readonly batch: ColumnBatch; readonly first: number }> {
    for (let index = 0; index < this.#options.chunks.length; index += 1)
      yield { batch: await this.#read(index), first: this.#starts[index] ?? 0 };
  }

  /** Those at some positions, which are in order: each chunk that holds one is read once. */
  async *at(positions: Uint32Array): AsyncGenerator<{
    readonly batch: ColumnBatch;
    readonly row: number;
    readonly position: number;
  }> {
    let index = -1;
    let batch: ColumnBatch | undefined;
    for (const position of positions) {
      const holder = this.#chunkOf(position, Math.max(0, index));
      if (holder !== index || !batch) {
        index = holder;
        batch = await this.#read(index);
      }
      yield { batch, row: position - (this.#starts[index] ?? 0), position };
    }
  }

  #chunkOf(position: number, from: number): number {
    let index = from;
    while ((this.#starts[index + 1] ?? Number.POSITIVE_INFINITY) <= position) index += 1;
    return index;
  }

  async #read(index: number): Promise<ColumnBatch> {
    const { chunks, type, read, signal, onRead } = this.#options;
    signal.throwIfAborted();
    const chunk = chunks[index];
    if (!chunk) throw new RangeError(`there is no chunk ${index} of ${type}`);
    const batch = await read(chunk);
    if (batch.type !== type || batch.refs.length !== chunk.rows)
      throw new RangeError(`chunk ${chunk.hash.slice(0, 12)} does not hold ${chunk.rows} rows of ${type}`);
    signal.throwIfAborted();
    onRead(chunk.rows);
    return batch;
  }
}
