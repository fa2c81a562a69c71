import { getHeapStatistics } from 'node:v8';
import type { BatchBand, GcMark, IsolateSample, MemoryTick } from '../../shared/contract.ts';
import { BatchClock, observeGc } from './gc-observer.ts';

/** Samples a second, and how long they are kept. */
export const SAMPLE_INTERVAL_MS = 250;
export const HISTORY_MS = 10 * 60 * 1000;
const HISTORY_TICKS = HISTORY_MS / SAMPLE_INTERVAL_MS;
/** Marks kept per tick; a storm of tiny collections is thinned, keeping the longest, instead of growing the history. */
const MARKS_PER_TICK = 64;

/** Reads one isolate's heap; undefined when it does not answer (busy or gone). */
export type ReadIsolate = () => Promise<Omit<IsolateSample, 'isolate'> | undefined>;

/**
 * Samples every isolate's heap and the process's resident set four times a second, for as long as the app lives, in a
 * ring of ten minutes. One owner: dispose() ends the timer and the observer.
 */
export class MemoryRecorder {
  readonly #isolates = new Map<string, ReadIsolate>();
  readonly #listeners = new Set<(tick: MemoryTick) => void>();
  readonly #ring: MemoryTick[] = [];
  #next = 0;
  #gc: GcMark[] = [];
  #batches: BatchBand[] = [];
  #sampling = false;
  readonly #timer: NodeJS.Timeout;
  readonly #stopObserving: () => void;

  constructor() {
    this.#isolates.set('main', readMain);
    this.#stopObserving = observeGc('main', new BatchClock(), (marks) => this.addGc(marks));
    this.#timer = setInterval(() => void this.#sample(), SAMPLE_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Adds an isolate to every sample from now on. @returns its removal */
  watch(isolate: string, read: ReadIsolate): () => void {
    this.#isolates.set(isolate, read);
    return () => this.#isolates.delete(isolate);
  }

  addGc(marks: readonly GcMark[]): void {
    this.#gc.push(...marks);
    if (this.#gc.length > MARKS_PER_TICK * 4) this.#gc = longest(this.#gc, ({ pauseMs }) => pauseMs);
  }

  addBatch(band: BatchBand): void {
    this.#batches.push(band);
    if (this.#batches.length > MARKS_PER_TICK * 4) this.#batches = longest(this.#batches, ({ from, to }) => to - from);
  }

  subscribe(listener: (tick: MemoryTick) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The last ten minutes, oldest first. */
  history(): MemoryTick[] {
    return [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#stopObserving();
    this.#listeners.clear();
    this.#isolates.clear();
  }

  async #sample(): Promise<void> {
    // A worker that answers late delays its own sample, never piles up questions.
    if (this.#sampling) return;
    this.#sampling = true;
    try {
      const at = Date.now();
      const samples = await Promise.all([...this.#isolates].map(([isolate, read]) => sampleOf(isolate, read)));
      const tick: MemoryTick = {
        at,
        rss: process.memoryUsage.rss(),
        isolates: samples.filter((sample) => sample !== undefined),
        gc: longest(this.#gc, ({ pauseMs }) => pauseMs),
        batches: longest(this.#batches, ({ from, to }) => to - from),
      };
      this.#gc = [];
      this.#batches = [];
      this.#ring[this.#next] = tick;
      this.#next = (this.#next + 1) % HISTORY_TICKS;
      for (const listener of this.#listeners) listener(tick);
    } finally {
      this.#sampling = false;
    }
  }
}

/** Longest wait for one isolate's answer: a worker inside a long built-in call answers only after it. */
const ANSWER_MS = 200;

async function sampleOf(isolate: string, read: ReadIsolate): Promise<IsolateSample | undefined> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), ANSWER_MS);
    });
    const sample = await Promise.race([read(), late]);
    return sample && { isolate, ...sample };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function readMain(): Promise<Omit<IsolateSample, 'isolate'>> {
  const heap = getHeapStatistics();
  return {
    heapUsed: heap.used_heap_size,
    heapTotal: heap.total_heap_size,
    external: heap.external_memory,
    heapLimit: heap.heap_size_limit,
  };
}

function longest<T extends { readonly isolate: string }>(marks: T[], length: (mark: T) => number): T[] {
  if (marks.length <= MARKS_PER_TICK) return marks;
  const kept = new Set([...marks].sort((a, b) => length(b) - length(a)).slice(0, MARKS_PER_TICK));
  return marks.filter((mark) => kept.has(mark));
}
