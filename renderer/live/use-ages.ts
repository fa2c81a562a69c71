import { useStore } from 'zustand';
import type { ResourceType } from '../../shared/inventory.ts';
import { vcenterOf } from '../inventory/qualified-ref.ts';
import { useServices } from '../shell/services.ts';
import { type Ages, confirmedAtOf } from './ages.ts';

/** Gives the ages of an object's values, from when it was collected. */
export function useAges(): (type: ResourceType, ref: string, collectedAt: number) => Ages {
  const { live } = useServices();
  const vcenters = useStore(live.store, (state) => state.vcenters);
  return (type, ref, collectedAt) => ({
    stateAt: Math.max(
      confirmedAtOf(
        vcenters.find(({ key }) => key === vcenterOf(ref)),
        type,
      ) ?? 0,
      collectedAt,
    ),
    statsAt: Math.max(live.statsAt(ref) ?? 0, collectedAt),
  });
}
