import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ResourceType } from '../../shared/inventory.ts';
import type { LivePhase, LiveState } from '../../shared/live-view.ts';

/** What is followed of one open vCenter. */
export interface FollowedVcenter {
  /** Qualifies its references. */
  readonly key: string;
  readonly label: string;
  readonly state: LiveState;
}

export interface LiveViewState {
  /** Those whose collections have all their rows, as far as main has answered. */
  readonly vcenters: readonly FollowedVcenter[];
  /** The state that asks for most attention among them; undefined while none is followed. */
  readonly live: LiveState | undefined;
  /** When use and storage of rows in view were read last, by vCenter and kind; milliseconds since the epoch, by main's clock. */
  readonly statsAt: Readonly<Record<string, Readonly<Partial<Record<ResourceType, number>>>>>;
  /** Keys of the vCenters of which rows are in view. */
  readonly inView: readonly string[];
  /** Rows that changed since the collections. */
  readonly changes: number;
}

export type LiveStore = StoreApi<LiveViewState>;

/** What asks for attention first comes first. */
const ATTENTION: readonly LivePhase[] = ['reconnecting', 'off', 'starting', 'paused', 'live'];

/** One state for all: the phase that asks for most attention, and the age of what was confirmed longest ago. */
export function stateOfAll(vcenters: readonly FollowedVcenter[]): LiveState | undefined {
  const states = vcenters.map(({ state }) => state);
  const phase = ATTENTION.find((each) => states.some((state) => state.phase === each));
  const first = states.find((state) => state.phase === phase);
  if (first === undefined) return undefined;
  const moments = states.flatMap(({ confirmedAt }) => confirmedAt ?? []);
  const { confirmedAt: _, ...rest } = first;
  return moments.length === 0 ? rest : { ...rest, confirmedAt: Math.min(...moments) };
}

export function createLiveStore(): LiveStore {
  return createStore<LiveViewState>(() => ({ vcenters: [], live: undefined, statsAt: {}, inView: [], changes: 0 }));
}
