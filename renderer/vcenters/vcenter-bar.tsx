import { useStore } from 'zustand';
import { CollectionProgress } from '../shell/collection-progress.tsx';
import { DemoBanner } from '../shell/demo-banner.tsx';
import { useServices } from '../shell/services.ts';
import { VcenterList } from './vcenter-list.tsx';

/** Where the rows come from: the open vCenters, and how the collection of the current one goes. Nothing before the first. */
export function VcenterBar(props: { readonly connect: () => void }) {
  const { collections } = useServices();
  const none = useStore(collections.store, (state) => state.open.length === 0);
  if (none) return null;
  return (
    <div className="hs-vcenters">
      <VcenterList />
      <CollectionProgress />
      <DemoBanner connect={props.connect} />
    </div>
  );
}
