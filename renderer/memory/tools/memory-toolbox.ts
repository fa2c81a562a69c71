import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge, MemoryTools, RequestResult } from '../../../shared/contract.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { LinkStore } from '../../bridge/link-store.ts';
import { BUSY, IDLE, type Step, stepOf } from './step.ts';

export type CollectedGarbage = RequestResult<'memory:collect-garbage'>[number];
export type WrittenFile = RequestResult<'memory:snapshot'>;
export type RecordedAllocations = RequestResult<'memory:profile-stop'>;

export interface ToolboxState {
  /** What main's tools are doing; undefined until main told. */
  readonly tools: MemoryTools | undefined;
  readonly garbage: Step<readonly CollectedGarbage[]>;
  readonly snapshot: Step<WrittenFile>;
  /** The beginning of a recording; that it runs is told by `tools`. */
  readonly recordingStart: Step<unknown>;
  /** The end of the last recording. */
  readonly recorded: Step<RecordedAllocations>;
  /** Why a leak check could not begin or be cancelled. */
  readonly leakError: ErrorData | undefined;
}

export interface ToolboxOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
}

/** The tools that look into the heaps of main and its workers. Results stay when another screen is opened. */
export class MemoryToolbox {
  readonly store: StoreApi<ToolboxState> = createStore<ToolboxState>(() => ({
    tools: undefined,
    garbage: IDLE,
    snapshot: IDLE,
    recordingStart: IDLE,
    recorded: IDLE,
    leakError: undefined,
  }));
  readonly #bridge: HeapsphereBridge;
  readonly #ends: readonly (() => void)[];

  constructor({ bridge, link }: ToolboxOptions) {
    this.#bridge = bridge;
    this.#ends = [
      bridge.pushes['memory:tools']((tools) => this.store.setState({ tools })),
      link.subscribe((now, before) => {
        if (now.generation !== before.generation) void this.#read();
      }),
    ];
    void this.#read();
  }

  /** Collects garbage in full, in every isolate of main's. */
  async collectGarbage(): Promise<void> {
    if (this.store.getState().garbage.phase === 'busy') return;
    this.store.setState({ garbage: BUSY });
    this.store.setState({ garbage: stepOf(await this.#bridge.requests['memory:collect-garbage']({})) });
  }

  forgetGarbage(): void {
    this.store.setState({ garbage: IDLE });
  }

  async takeSnapshot(isolate: string): Promise<void> {
    if (this.store.getState().snapshot.phase === 'busy') return;
    this.store.setState({ snapshot: BUSY });
    this.store.setState({ snapshot: stepOf(await this.#bridge.requests['memory:snapshot']({ isolate })) });
  }

  /** Makes room for the next snapshot; one that is being written goes on. */
  forgetSnapshot(): void {
    if (this.store.getState().snapshot.phase !== 'busy') this.store.setState({ snapshot: IDLE });
  }

  async startRecording(isolate: string): Promise<void> {
    if (this.store.getState().recordingStart.phase === 'busy') return;
    this.store.setState({ recordingStart: BUSY });
    this.store.setState({ recordingStart: stepOf(await this.#bridge.requests['memory:profile-start']({ isolate })) });
  }

  async stopRecording(): Promise<void> {
    if (this.store.getState().recorded.phase === 'busy') return;
    this.store.setState({ recorded: BUSY, recordingStart: IDLE });
    this.store.setState({ recorded: stepOf(await this.#bridge.requests['memory:profile-stop']({})) });
  }

  /** Collects from where a collection came, so many times, and watches what stays. */
  async startLeakCheck(collectionId: string, runs: number): Promise<void> {
    this.store.setState({ leakError: undefined });
    this.#heardOfLeak(await this.#bridge.requests['memory:leak-start']({ collectionId, runs }));
  }

  async cancelLeakCheck(): Promise<void> {
    this.#heardOfLeak(await this.#bridge.requests['memory:leak-cancel']({}));
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  #heardOfLeak(envelope: Awaited<ReturnType<HeapsphereBridge['requests']['memory:leak-start']>>): void {
    if (!envelope.ok) this.store.setState({ leakError: envelope.error });
  }

  async #read(): Promise<void> {
    const envelope = await this.#bridge.requests['memory:tools']({});
    if (envelope.ok) this.store.setState({ tools: envelope.value });
  }
}
