import type { BatchBand, GcMark, MemoryTick, ProcessSample } from '../../shared/contract.ts';
import { BatchClock, observeGc } from './gc-observer.ts';
import type { IsolateReading } from './isolate.ts';
import { IsolateSampler } from './isolate-sampler.ts';
import { LoopDelay } from './loop-delay.ts';
import { readHeap } from './main-isolate.ts';
import { MarkBuffer } from './mark-buffer.ts';
import { TickRing } from './tick-ring.ts';

/** Samples a second, and how long they are kept. */
export const SAMPLE_INTERVAL_MS = 250;
export const HISTORY_MS = 10 * 60 * 1000;

/** Resident sets of processes of ours, as they are known now. */
export type ReadProcesses = () => readonly ProcessSample[];

/**
 * Samples every isolate's heap and the resident set of every process four times a second, for as long as the app lives,
 * in a ring of ten minutes. One owner: dispose() ends the timers and the observer.
 */
export class MemoryRecorder {
  readonly #isolates = new Map<string, IsolateSampler>();
  readonly #processes = new Set<ReadProcesses>();
  readonly #listeners = new Set<(tick: MemoryTick) => void>();
  readonly #ring = new TickRing(HISTORY_MS / SAMPLE_INTERVAL_MS);
  readonly #gc = new MarkBuffer<GcMark>(({ pauseMs }) => pauseMs);
  readonly #batches = new MarkBuffer<BatchBand>(({ from, to }) => to - from);
  readonly #loopDelay = new LoopDelay();
  readonly #timer: NodeJS.Timeout;
  readonly #stopObserving: () => void;
  #sampling: Promise<void> | undefined;
  #pauses = 0;

  /** @param intervalMs between two samples; for programs that live for seconds, less than usual */
  constructor(intervalMs = SAMPLE_INTERVAL_MS) {
    this.watch('main', async () => ({ ...readHeap(), loopDelayMs: this.#loopDelay.take() }));
    this.#stopObserving = observeGc('main', new BatchClock(), (marks) => this.addGc(marks));
    this.#timer = setInterval(() => void this.sample(), intervalMs);
    this.#timer.unref();
  }

  /** Adds an isolate to every sample from now on. @returns its removal */
  watch(isolate: string, read: () => Promise<IsolateReading | undefined>): () => void {
    const sampler = new IsolateSampler(isolate, read);
    this.#isolates.set(isolate, sampler);
    return () => {
      if (this.#isolates.get(isolate) === sampler) this.#isolates.delete(isolate);
    };
  }

  /** Adds processes to every sample from now on; `read` is asked each time and must be quick. @returns their removal */
  watchProcesses(read: ReadProcesses): () => void {
    this.#processes.add(read);
    return () => this.#processes.delete(read);
  }

  addGc(marks: readonly GcMark[]): void {
    for (const mark of marks) this.#gc.add(mark);
  }

  addBatch(band: BatchBand): void {
    this.#batches.add(band);
  }

  subscribe(listener: (tick: MemoryTick) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The last ten minutes, oldest first. */
  history(): Promise<MemoryTick[]> {
    return this.#ring.all();
  }

  /**
   * Keeps no history until the returned function is called, and goes on telling listeners: a ring that still fills up
   * would look like a leak to whoever measures this isolate.
   */
  pauseHistory(): () => void {
    this.#pauses += 1;
    let paused = true;
    return () => {
      if (paused) this.#pauses -= 1;
      paused = false;
    };
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#loopDelay.dispose();
    this.#stopObserving();
    this.#listeners.clear();
    this.#isolates.clear();
    this.#processes.clear();
  }

  /** Takes one sample now, unless one is being taken; the timer does that four times a second. */
  sample(): Promise<void> {
    // Isolates that answer late delay one sample, never pile up several.
    this.#sampling ??= this.#take().finally(() => {
      this.#sampling = undefined;
    });
    return this.#sampling;
  }

  async #take(): Promise<void> {
    const at = Date.now();
    const isolates = await Promise.all([...this.#isolates.values()].map((isolate) => isolate.sample()));
    const tick: MemoryTick = {
      at,
      rss: process.memoryUsage.rss(),
      processes: [...this.#processes].flatMap((read) => read()),
      isolates: isolates.filter((sample) => sample !== undefined),
      gc: this.#gc.take(),
      batches: this.#batches.take(),
    };
    if (this.#pauses === 0) this.#ring.push(tick);
    for (const listener of this.#listeners) listener(tick);
  }
}
