import { useStore } from 'zustand';
import type { ResourceType } from '../../shared/inventory.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { kindAges } from './ages.ts';
import { agesText, agesTitle } from './live-text.ts';

/** How old the two groups of values in the table are, while changes are followed; of several vCenters the oldest. */
export function LiveAges(props: { readonly type: ResourceType }) {
  const { live, clock, collections } = useServices();
  const confirmed = useStore(live.store, (state) => state.live?.confirmedAt !== undefined);
  const vcenters = useStore(live.store, (state) => state.vcenters);
  const statsAt = useStore(live.store, (state) => state.statsAt);
  const inView = useStore(live.store, (state) => state.inView);
  const open = useStore(collections.store, (state) => state.open);
  useTicking(1000, confirmed);
  const ages = confirmed ? kindAges(props.type, open, vcenters, statsAt) : [];
  if (ages.length === 0) return null;
  // Only rows in view are read again: other vCenters have no say in their age.
  const viewed = open.filter(({ key }) => inView.includes(key));
  const shown = kindAges(props.type, viewed.length > 0 ? viewed : open, vcenters, statsAt);
  const now = clock.now();
  return (
    <span className="hs-live-ages" title={agesTitle(ages, now)}>
      {agesText(ages, shown, now)}
    </span>
  );
}
