import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';

/** When the two groups of an object's values were true last, in milliseconds since the epoch. */
export interface Ages {
  /** Configuration and state, which vCenter pushes. */
  readonly stateAt: number;
  /** Use and storage, which it does not. */
  readonly statsAt: number;
}

/** Gives the ages of an object's values, from when it was collected. */
export function useAges(): (ref: string, collectedAt: number) => Ages {
  const { live } = useServices();
  const confirmedAt = useStore(live.store, (state) => state.live?.confirmedAt);
  return (ref, collectedAt) => ({
    stateAt: Math.max(confirmedAt ?? 0, collectedAt),
    statsAt: Math.max(live.statsAt(ref) ?? 0, collectedAt),
  });
}
