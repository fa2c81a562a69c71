import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';

export interface BenchmarkHistoryState {
  /** Newest first; undefined until main answered. */
  readonly list: readonly BenchmarkSummary[] | undefined;
  /** Why the list could not be read, or a change of it was not made. */
  readonly error: ErrorData | undefined;
}

/** The benchmarks that are kept on disk. */
export class BenchmarkHistory {
  readonly store: StoreApi<BenchmarkHistoryState> = createStore<BenchmarkHistoryState>(() => ({
    list: undefined,
    error: undefined,
  }));
  readonly #bridge: HeapsphereBridge;

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
  }

  async read(): Promise<void> {
    const envelope = await this.#bridge.requests['benchmark:list']({});
    if (envelope.ok) this.store.setState({ list: envelope.value, error: undefined });
    else this.store.setState({ error: envelope.error });
  }

  find(id: string | undefined): BenchmarkSummary | undefined {
    return this.store.getState().list?.find((summary) => summary.id === id);
  }

  /** Removes a benchmark from disk. Gives why it is still there, undefined when it is gone. */
  async remove(id: string): Promise<ErrorData | undefined> {
    const envelope = await this.#bridge.requests['benchmark:remove']({ id });
    await this.read();
    return envelope.ok ? undefined : envelope.error;
  }

  /** Makes a benchmark the one that new ones of its kind are held against, or takes the mark away. */
  async markBaseline(id: string, marked: boolean): Promise<void> {
    const envelope = await this.#bridge.requests['benchmark:mark-baseline']({ id, marked });
    await this.read();
    if (!envelope.ok) this.store.setState({ error: envelope.error });
  }
}

/** The marked benchmark that another one is held against: of the same kind, and not itself. */
export function baselineOf(list: readonly BenchmarkSummary[], id: string | undefined): BenchmarkSummary | undefined {
  const own = list.find((summary) => summary.id === id);
  return list.find(
    (summary) => summary.isBaseline && summary.id !== id && summary.comparableKey === own?.comparableKey,
  );
}
