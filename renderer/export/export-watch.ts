import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { ExportJob, ExportWish } from '../../shared/export-view.ts';

export interface ExportState {
  /** The running export, or the last one; undefined before the first. */
  readonly job: ExportJob | undefined;
  /** Why an export could not be started or asked about. */
  readonly error: ErrorData | undefined;
  /** From the wish until main has answered. */
  readonly starting: boolean;
}

/** Follows main's exports; an export goes on when its dialog is closed, and is there again when it is opened. */
export class ExportWatch {
  readonly store: StoreApi<ExportState> = createStore<ExportState>(() => ({
    job: undefined,
    error: undefined,
    starting: false,
  }));
  readonly #bridge: HeapsphereBridge;
  readonly #stop: () => void;

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
    this.#stop = bridge.pushes['export:changed']((job) => this.store.setState({ job }));
  }

  /** Reads where exports stand, for a window that was not there when they began. */
  async refresh(): Promise<void> {
    const envelope = await this.#bridge.requests['export:state']({});
    if (envelope.ok) this.store.setState({ job: envelope.value ?? undefined, error: undefined });
    else this.store.setState({ error: envelope.error });
  }

  async start(wish: ExportWish): Promise<void> {
    this.store.setState({ error: undefined, starting: true });
    const envelope = await this.#bridge.requests['export:start'](wish);
    if (!envelope.ok) this.store.setState({ error: envelope.error, starting: false });
    // A small one may be done before the answer is here; then the push was the later word.
    else if (this.store.getState().job?.id === envelope.value.id) this.store.setState({ starting: false });
    else this.store.setState({ job: envelope.value, starting: false });
  }

  async cancel(): Promise<void> {
    const envelope = await this.#bridge.requests['export:cancel']({});
    if (!envelope.ok) this.store.setState({ error: envelope.error });
  }

  dispose(): void {
    this.#stop();
  }
}
