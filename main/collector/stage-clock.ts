import { BATCH_STAGES, type BatchStage } from '../../shared/batch-stages.ts';
import type { BatchBand } from '../../shared/contract.ts';

const POSITIONS: Readonly<Record<BatchStage, number>> = { page: 0, decode: 1, batch: 2, cache: 3, ipc: 4 };

/**
 * Measures how long a batch is in each stage. A collector does one thing at a time, so entering a stage leaves the one before.
 * Called twice for every chunk of an answer: it keeps numbers only and makes no objects until the batch is shipped.
 */
export class StageClock {
  readonly #now: () => number;
  readonly #from = new Float64Array(BATCH_STAGES.length);
  readonly #to = new Float64Array(BATCH_STAGES.length);
  readonly #busy = new Float64Array(BATCH_STAGES.length);
  /** Position of the stage that runs; -1 between stages. */
  #running = -1;
  #since = 0;

  /** @param now milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  enter(stage: BatchStage): void {
    const now = this.#now();
    this.#leave(now);
    this.#running = POSITIONS[stage];
    this.#since = now;
    if (this.#from[this.#running] === 0) this.#from[this.#running] = now;
  }

  leave(): void {
    this.#leave(this.#now());
  }

  /** The stages since the last time, and a new start. */
  take(): BatchBand['stages'] {
    this.leave();
    const stages: BatchBand['stages'] = {};
    for (const stage of BATCH_STAGES) {
      const position = POSITIONS[stage];
      const [from = 0, to = 0, busyMs = 0] = [this.#from[position], this.#to[position], this.#busy[position]];
      if (from !== 0) stages[stage] = { from, to, busyMs };
    }
    this.#from.fill(0);
    this.#busy.fill(0);
    return stages;
  }

  #leave(now: number): void {
    const running = this.#running;
    if (running < 0) return;
    this.#to[running] = now;
    this.#busy[running] = (this.#busy[running] ?? 0) + now - this.#since;
    this.#running = -1;
  }
}
