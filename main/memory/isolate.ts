import type { IsolateSample } from '../../shared/contract.ts';

/** What one isolate's memory is at a moment; see IsolateSample for units. */
export type IsolateReading = Omit<IsolateSample, 'isolate'>;

/** What a full garbage collection did: heap in use before and after in bytes, and how long it took. */
export interface CollectedGarbage {
  readonly beforeBytes: number;
  readonly afterBytes: number;
  readonly pauseMs: number;
}

/** A running sampling of allocations. */
export interface AllocationRecording {
  /**
   * The profile as DevTools reads it (.heapprofile), once it was stopped; also when the isolate ends its work before.
   * Rejects when the isolate is gone and took it along.
   */
  readonly text: Promise<string>;
  /** Ends it. Idempotent. */
  stop(): void;
}

/** An isolate that can be watched and looked into. What is asked of one that is gone rejects. */
export interface ObservedIsolate {
  /** "main", or a worker's name such as "collector-3". */
  readonly name: string;
  /** Undefined where it does not answer. */
  read(): Promise<IsolateReading | undefined>;
  /** Collects in full. One that is busy answers when it can. */
  collectGarbage(): Promise<CollectedGarbage>;
  /** Writes a .heapsnapshot to a path; the isolate stands still until it is there. */
  writeHeapSnapshot(path: string): Promise<void>;
  /** Throws HeapsphereError `usage` when its allocations are sampled already. */
  recordAllocations(): Promise<AllocationRecording>;
}
