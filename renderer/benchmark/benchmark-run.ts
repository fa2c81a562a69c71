import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BenchmarkOrder, BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { LinkStore } from '../bridge/link-store.ts';

export interface BenchmarkRunState {
  /** The benchmark that is under way; main has one at a time. */
  readonly running: BenchmarkProgress | undefined;
  /** How the last one ended that this window saw running. */
  readonly ended: BenchmarkProgress | undefined;
  /** An order was sent and is not answered yet. */
  readonly starting: boolean;
  /** Why an order was refused, or a benchmark could not be cancelled. */
  readonly error: ErrorData | undefined;
}

export interface BenchmarkRunOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  /** Called once for each benchmark that ended, with its id. */
  readonly ended: (id: string) => void;
}

const UNDER_WAY: readonly BenchmarkProgress['phase'][] = ['starting', 'warming up', 'running', 'cancelling'];

/** Whether more runs may come. */
export function isUnderWay(phase: BenchmarkProgress['phase']): boolean {
  return UNDER_WAY.includes(phase);
}

/** Follows the benchmark that main runs, for as long as the window lives and whichever screen is open. */
export class BenchmarkRun {
  readonly store: StoreApi<BenchmarkRunState> = createStore<BenchmarkRunState>(() => ({
    running: undefined,
    ended: undefined,
    starting: false,
    error: undefined,
  }));
  readonly #options: BenchmarkRunOptions;
  readonly #ends: readonly (() => void)[];
  /** Pushes heard so far: an answer that was on its way meanwhile is older than they are. */
  #heard = 0;

  constructor(options: BenchmarkRunOptions) {
    this.#options = options;
    this.#ends = [
      options.bridge.pushes['benchmark:changed']((progress) => this.#hear(progress)),
      options.link.subscribe((now, before) => {
        if (now.generation !== before.generation) void this.#read();
      }),
    ];
    void this.#read();
  }

  /** Sends an order. Gives whether main took it; why not, stands in the store. */
  async start(order: BenchmarkOrder): Promise<boolean> {
    if (this.store.getState().starting) return false;
    this.store.setState({ starting: true, error: undefined });
    const heard = this.#heard;
    const envelope = await this.#options.bridge.requests['benchmark:start']({ order });
    this.store.setState({ starting: false, error: envelope.ok ? undefined : envelope.error });
    if (envelope.ok && heard === this.#heard) await this.#read();
    return envelope.ok;
  }

  /** Ends the run that is under way; those that are finished are kept. */
  async cancel(): Promise<void> {
    const { running } = this.store.getState();
    if (running === undefined) return;
    this.store.setState({ running: { ...running, phase: 'cancelling' } });
    const envelope = await this.#options.bridge.requests['benchmark:cancel']({ id: running.id });
    if (envelope.ok) return;
    this.store.setState({ error: envelope.error });
    await this.#read();
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  #hear(progress: BenchmarkProgress): void {
    this.#heard += 1;
    if (isUnderWay(progress.phase)) this.store.setState({ running: progress });
    else this.#end(progress);
  }

  #end(progress: BenchmarkProgress): void {
    if (this.store.getState().ended?.id === progress.id) return;
    this.store.setState({ running: undefined, ended: progress });
    this.#options.ended(progress.id);
  }

  async #read(): Promise<void> {
    const heard = this.#heard;
    const envelope = await this.#options.bridge.requests['benchmark:progress']({});
    if (!envelope.ok || heard !== this.#heard) return;
    const { running: before } = this.store.getState();
    const { running } = envelope.value;
    this.store.setState({ running });
    // It ended while nobody listened, such as over a connection that was down.
    if (before !== undefined && before.id !== running?.id) this.#options.ended(before.id);
  }
}
