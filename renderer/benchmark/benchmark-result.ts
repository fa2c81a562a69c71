import { createStore, type StoreApi } from 'zustand/vanilla';
import { analyse, type BenchmarkAnalysis } from '../../shared/benchmark/analysis.ts';
import type { BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';

/** A benchmark with what follows from its runs, made once because the intervals take some time. */
export interface Analysed {
  readonly record: BenchmarkRecord;
  readonly analysis: BenchmarkAnalysis;
}

export interface BenchmarkResultState {
  /** The benchmark on screen; undefined when none is. */
  readonly id: string | undefined;
  /** Undefined until main answered. */
  readonly shown: Analysed | undefined;
  /** The marked benchmark that it is held against. */
  readonly baseline: BenchmarkRecord | undefined;
  /** The one that the operator compares it with. */
  readonly compared: BenchmarkRecord | undefined;
  /** Why one of them could not be read. */
  readonly error: ErrorData | undefined;
}

const NOTHING: BenchmarkResultState = {
  id: undefined,
  shown: undefined,
  baseline: undefined,
  compared: undefined,
  error: undefined,
};

type Role = 'shown' | 'baseline' | 'compared';

/** The benchmark on screen, and those that it is compared with. */
export class BenchmarkResult {
  readonly store: StoreApi<BenchmarkResultState> = createStore<BenchmarkResultState>(() => NOTHING);
  readonly #bridge: HeapsphereBridge;
  /** What each place waits for: an answer to an earlier wish is dropped. */
  readonly #wanted: Record<Role, string | undefined> = { shown: undefined, baseline: undefined, compared: undefined };

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
  }

  /** Shows a benchmark; one that is already shown is read again. */
  async open(id: string): Promise<void> {
    if (this.store.getState().id !== id) {
      this.close();
      this.store.setState({ id });
    }
    const record = await this.#read('shown', id);
    if (record !== undefined) this.store.setState({ shown: { record, analysis: analyse(record) } });
  }

  close(): void {
    for (const role of ['shown', 'baseline', 'compared'] as const) this.#wanted[role] = undefined;
    this.store.setState(NOTHING);
  }

  /** Holds what is shown against a marked benchmark; against none with undefined. */
  holdAgainst(id: string | undefined): Promise<void> {
    return this.#place('baseline', id);
  }

  /** Compares what is shown with another benchmark; with none with undefined. */
  compareWith(id: string | undefined): Promise<void> {
    return this.#place('compared', id);
  }

  async #place(role: 'baseline' | 'compared', id: string | undefined): Promise<void> {
    if (this.#wanted[role] === id) return;
    this.store.setState({ [role]: undefined });
    if (id === undefined) {
      this.#wanted[role] = undefined;
      return;
    }
    const record = await this.#read(role, id);
    if (record !== undefined) this.store.setState({ [role]: record });
  }

  async #read(role: Role, id: string): Promise<BenchmarkRecord | undefined> {
    this.#wanted[role] = id;
    const envelope = await this.#bridge.requests['benchmark:get']({ id });
    if (this.#wanted[role] !== id) return undefined;
    this.store.setState({ error: envelope.ok ? undefined : envelope.error });
    if (envelope.ok) return envelope.value;
    // To be tried again, it must not count as being there.
    this.#wanted[role] = undefined;
    return undefined;
  }
}
