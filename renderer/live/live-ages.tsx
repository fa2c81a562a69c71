import { useStore } from 'zustand';
import type { ResourceType } from '../../shared/inventory.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { agesText } from './live-text.ts';

/** How old the two groups of values in the table are, while changes are followed. */
export function LiveAges(props: { readonly type: ResourceType }) {
  const { live, clock, collections } = useServices();
  const confirmedAt = useStore(live.store, (state) => state.live?.confirmedAt);
  const statsAt = useStore(live.store, (state) => state.statsAt[props.type]);
  const collectedAt = useStore(collections.store, (state) => state.current?.endedAt);
  useTicking(1000, confirmedAt !== undefined);
  if (confirmedAt === undefined) return null;
  const text = agesText(clock.now(), confirmedAt, statsAt ?? collectedAt);
  return (
    <span
      className="hs-live-ages"
      title={`${text}: vCenter confirmed configuration and state; use and storage of the rows in view were read. It never tells the latter by itself.`}
    >
      {text}
    </span>
  );
}
