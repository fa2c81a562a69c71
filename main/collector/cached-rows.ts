import type { ChunkOrigin } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import type { Manifest } from '../cache/manifest.ts';
import type { BatchShipper } from './batch-shipper.ts';
import { decodingCost } from './memory-budget.ts';
import type { RunDependencies } from './run-dependencies.ts';

type CachedRowsDependencies = Pick<RunDependencies, 'cache' | 'decode' | 'reserve'>;

/** Ships what is cached, and tells the cache what cannot be used. */
export class CachedRows {
  readonly #deps: CachedRowsDependencies;
  readonly #shipper: BatchShipper;

  constructor(deps: CachedRowsDependencies, shipper: BatchShipper) {
    this.#deps = deps;
    this.#shipper = shipper;
  }

  /**
   * Ships the chunks of a manifest; false when one of them is not there or not what it was.
   * @param look is shown every batch before it is shipped
   */
  async ship(
    manifest: Manifest,
    origin: ChunkOrigin,
    signal: AbortSignal,
    look: (batch: ColumnBatch) => void = () => {},
  ): Promise<boolean> {
    const { type } = manifest;
    const chunks = this.#deps.cache.chunks(manifest);
    try {
      for (let position = 0; ; position += 1) {
        this.#shipper.begin(type);
        this.#shipper.stages.enter('cache');
        const { value, done } = await chunks.next();
        if (done) return value;
        this.#shipper.stages.enter('decode');
        const rawBytes = manifest.chunks[position]?.raw ?? 0;
        const batch = this.#decode(value, rawBytes);
        if (batch?.type !== type) {
          await this.#deps.cache.damaged(type);
          return false;
        }
        this.#shipper.stages.enter('batch');
        look(batch);
        // In a buffer of exactly its size, so that it can be transferred.
        const bytes = new Uint8Array(value);
        await this.#shipper.ship({ type, rows: batch.refs.length, origin, rawBytes, bytes }, signal);
      }
    } finally {
      // What comes next, a wait for another collector perhaps, is no work on a batch of this kind.
      this.#shipper.end();
    }
  }

  /** Undefined for a chunk that cannot be unpacked, or that would unpack to more than there is room for. */
  #decode(bytes: Uint8Array, rawBytes: number): ColumnBatch | undefined {
    try {
      this.#deps.reserve(decodingCost(rawBytes, 'chunk'));
      return this.#deps.decode(bytes);
    } catch {
      return undefined;
    }
  }
}
