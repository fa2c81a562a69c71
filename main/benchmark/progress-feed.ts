import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';

/** Progress is told at most this often. */
const INTERVAL_MS = 250;

/** Tells listeners of progress, thinned: the newest state four times a second, however often it changes. */
export class ProgressFeed {
  readonly #listeners = new Set<(progress: BenchmarkProgress) => void>();
  #timer: NodeJS.Timeout | undefined;

  subscribe(listener: (progress: BenchmarkProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param read gives the state as it is when it is told */
  tell(read: () => BenchmarkProgress): void {
    this.#timer ??= setTimeout(() => this.tellNow(read()), INTERVAL_MS);
  }

  /** Instead of what still waited to be told. */
  tellNow(progress: BenchmarkProgress): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const listener of this.#listeners) listener(progress);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }
}
