import type { ObjectContent } from '../vsphere/object-decoder.ts';
import type { ReadObjects } from '../vsphere/object-reader.ts';
import type { WaitEnd } from '../vsphere/update-filter.ts';

/** `all` that a row has; `polled`: what the server does not push. */
export type ReadWhat = 'all' | 'polled';

/** A login through which an estate is watched. */
export interface LiveSource {
  /** Paths whose values entered objects come with. */
  readonly paths: readonly string[];
  /** Waits for the updates that follow a version; undefined asks for the full state. Ends early when it is aborted or cancelled. */
  wait(version: string | undefined, signal: AbortSignal): AsyncGenerator<ObjectContent[], WaitEnd>;
  /** Ends a wait that is under way. */
  cancel(): Promise<void>;
  /** Reads objects anew; those that are gone are left out. */
  read(refs: readonly string[], what: ReadWhat, signal: AbortSignal): Promise<ReadObjects>;
  /** Leaves nothing at the server and logs out. Never rejects. */
  close(): Promise<void>;
}

/** Logs in and watches. Rejects with what stands in the way; nothing is left behind then. */
export type OpenLiveSource = (signal: AbortSignal) => Promise<LiveSource>;
