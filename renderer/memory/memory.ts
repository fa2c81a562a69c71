import type { HeapsphereBridge, MemoryTick } from '../../shared/contract.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import type { MainClock } from '../shell/main-clock.ts';
import { nextFrame } from '../ui/frame.ts';
import { DrawPace } from './draw-pace.ts';
import { createMemoryStore, type Dock, type MemoryStore } from './memory-store.ts';
import { MemoryRecorder } from './recorder.ts';
import type { Measure } from './sample-ring.ts';
import { WindowHeap } from './window-heap.ts';
import type { TimeRange } from './window-summary.ts';

export interface MemoryOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  readonly clock: MainClock;
  /** How this window's own heap is read; given by tests. */
  readonly windowHeap?: Pick<WindowHeap, 'sample'>;
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const changed = new Set(set);
  if (!changed.delete(item)) changed.add(item);
  return changed;
}

/** Ticks that may wait for the next picture: ten seconds of them. */
const MOST_WAITING = 40;

/** Records the memory of the application for as long as the window lives, whichever screen is open. */
export class Memory {
  readonly store: MemoryStore = createMemoryStore();
  readonly #options: MemoryOptions;
  readonly #ends: readonly (() => void)[];
  readonly #pace = new DrawPace({ nextFrame, draw: () => this.#changed() });
  readonly #windowHeap: Pick<WindowHeap, 'sample'>;
  #recorder = new MemoryRecorder();
  /** Ticks that are recorded with the next picture: all of them at once take a third of the time of one after another. */
  #waiting: MemoryTick[] = [];
  /** What came before these ticks is not there yet. */
  #readingHistory = false;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#windowHeap = options.windowHeap ?? new WindowHeap();
    this.#ends = [
      options.bridge.pushes['memory:ticks']((ticks) => this.#take(ticks)),
      options.link.subscribe((now, before) => {
        if (now.generation !== before.generation) void this.#readHistory();
      }),
    ];
    void this.#readHistory();
  }

  /** What was recorded up to the last picture. Replaced after a reconnection; the store's `revision` tells. */
  get recorder(): MemoryRecorder {
    return this.#recorder;
  }

  /** Freezes the picture at the newest sample, or lets it follow again. */
  setPaused(paused: boolean): void {
    this.store.setState({ pausedAt: paused ? this.#recorder.newest : undefined });
  }

  /** Shows a stretch of the recording until the operator asks for the whole window again. */
  zoomTo(zoom: TimeRange | undefined): void {
    this.store.setState({ zoom });
  }

  /** Opens something below the charts, or with undefined gives them the whole height. */
  openDock(dock: Dock | undefined): void {
    this.store.setState({ dock });
  }

  toggleSeries(name: string): void {
    this.store.setState(({ hidden }) => ({ hidden: toggled(hidden, name) }));
  }

  /** Shows or hides several curves together. */
  showSeries(names: readonly string[], shown: boolean): void {
    this.store.setState(({ hidden }) => {
      const others = [...hidden].filter((name) => !names.includes(name));
      return { hidden: new Set(shown ? others : [...others, ...names]) };
    });
  }

  /** Shows or hides the curves of a measure for all isolates. */
  toggleMeasure(measure: Measure): void {
    this.store.setState(({ hiddenMeasures }) => ({ hiddenMeasures: toggled(hiddenMeasures, measure) }));
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#pace.dispose();
  }

  async #readHistory(): Promise<void> {
    this.#readingHistory = true;
    const envelope = await this.#options.bridge.requests['memory:history']({});
    if (envelope.ok) {
      this.#recorder = new MemoryRecorder();
      for (const tick of envelope.value) this.#recorder.record(tick);
    }
    this.#readingHistory = false;
    this.#changed();
  }

  #take(ticks: readonly MemoryTick[]): void {
    const newest = ticks.at(-1);
    if (newest === undefined) return;
    this.#options.clock.heard(newest.at);
    const own = this.#windowHeap.sample();
    const told = own === undefined ? newest : { ...newest, isolates: [...newest.isolates, own] };
    this.#waiting.push(...ticks.slice(0, -1), told);
    if (this.#readingHistory) return;
    if (this.#waiting.length >= MOST_WAITING) this.#recordWaiting();
    this.#pace.request();
  }

  #recordWaiting(): void {
    for (const tick of this.#waiting.splice(0)) this.#recorder.record(tick);
  }

  #changed(): void {
    this.#recordWaiting();
    this.store.setState((state) => ({ revision: state.revision + 1 }));
  }
}
