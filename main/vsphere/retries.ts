import { HeapsphereError } from '../../shared/errors.ts';
import type { RetryView } from '../../shared/retry-view.ts';
import type { Repeatable } from './repeatable.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** A server that asks for more patience than this is not waited for. */
const MOST_PATIENCE_MS = 120_000;
/** A server that hands out a few rows between two failures is asked so many times the limit in all, not for ever. */
const TOTAL_FACTOR = 4;

export interface RetriesOptions {
  /** Repeats in a row without anything gained; 0 repeats nothing. */
  readonly limit: number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds; rejects with the signal's reason. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds since the epoch, for telling when the next attempt comes. */
  readonly now: () => number;
  readonly onChange: () => void;
}

/**
 * Decides whether and when a reading that was interrupted is begun anew. Pauses double, up to 30 s, and are drawn from
 * their upper half, so that many collectors do not come back at the same moment.
 */
export class Retries {
  readonly #options: RetriesOptions;
  #attempt = 0;
  #total = 0;
  #view: RetryView | undefined;

  constructor(options: RetriesOptions) {
    this.#options = options;
  }

  /** Repeats so far. */
  get total(): number {
    return this.#total;
  }

  /** The repeat that is waited for or under way; undefined when all goes well. */
  get view(): RetryView | undefined {
    return this.#view;
  }

  /** Waits until a reading may be repeated. Throws `error` when it may not, or not any more, and the signal's reason. */
  async wait(error: unknown, { because, afterMs = 0 }: Repeatable, signal: AbortSignal): Promise<void> {
    const { limit, pause, now, onChange } = this.#options;
    signal.throwIfAborted();
    if (this.#attempt >= limit || this.#total >= limit * TOTAL_FACTOR || afterMs > MOST_PATIENCE_MS) {
      this.#view = undefined;
      throw error;
    }
    this.#attempt += 1;
    this.#total += 1;
    const delayMs = because === 'changed' && this.#attempt === 1 ? 0 : this.#delay(afterMs);
    const { message } = HeapsphereError.dataOf(error);
    this.#view = { attempt: this.#attempt, limit, at: now() + delayMs, reason: message };
    onChange();
    if (delayMs > 0) await pause(delayMs, signal);
  }

  /** Something was gained since the last interruption. */
  succeeded(): void {
    if (this.#attempt === 0) return;
    this.#attempt = 0;
    this.#view = undefined;
    this.#options.onChange();
  }

  #delay(afterMs: number): number {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#attempt - 1));
    const own = longest * (0.5 + this.#options.random() / 2);
    // What the server asks for is the least.
    return Math.round(afterMs > 0 ? Math.max(own, afterMs * (1 + this.#options.random() / 10)) : own);
  }
}
