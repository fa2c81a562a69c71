import type { HeapsphereBridge, MemoryTick } from '../../shared/contract.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import type { MainClock } from '../shell/main-clock.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { MemoryRecorder } from './recorder.ts';

export interface MemoryOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  readonly clock: MainClock;
}

/** Records the memory of the process for as long as the window lives, whichever screen is open. */
export class Memory {
  readonly store: MemoryStore = createMemoryStore();
  readonly #options: MemoryOptions;
  readonly #ends: readonly (() => void)[];
  #recorder = new MemoryRecorder();
  /** Ticks that came while the history was being read; undefined once it is there. */
  #early: MemoryTick[] | undefined = [];

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#ends = [
      options.bridge.pushes['memory:tick']((tick) => this.#take(tick)),
      options.link.subscribe((now, before) => {
        if (now.generation !== before.generation) void this.#readHistory();
      }),
    ];
    void this.#readHistory();
  }

  /** What was recorded. Replaced after a reconnection; the store's `revision` tells. */
  get recorder(): MemoryRecorder {
    return this.#recorder;
  }

  /** Freezes the picture at the newest sample, or lets it follow again. */
  setPaused(paused: boolean): void {
    this.store.setState({ pausedAt: paused ? this.#recorder.newest : undefined });
  }

  toggleSeries(name: string): void {
    this.store.setState((state) => {
      const hidden = new Set(state.hidden);
      if (!hidden.delete(name)) hidden.add(name);
      return { hidden };
    });
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  async #readHistory(): Promise<void> {
    this.#early ??= [];
    const envelope = await this.#options.bridge.requests['memory:history']({});
    if (envelope.ok) {
      this.#recorder = new MemoryRecorder();
      for (const tick of envelope.value) this.#recorder.record(tick);
    }
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const tick of early) this.#recorder.record(tick);
    this.#changed();
  }

  #take(tick: MemoryTick): void {
    this.#options.clock.heard(tick.at);
    if (this.#early !== undefined) {
      this.#early.push(tick);
      return;
    }
    this.#recorder.record(tick);
    this.#changed();
  }

  #changed(): void {
    this.store.setState((state) => ({ revision: state.revision + 1 }));
  }
}
