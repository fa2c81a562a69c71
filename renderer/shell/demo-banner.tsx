import { Button } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { formatCount } from '../../shared/units.ts';
import { useServices } from './services.ts';

/** Says that the rows are made up, and offers the way to real ones. */
export function DemoBanner(props: { readonly connect: () => void }) {
  const { collections, inventory } = useServices();
  const isDemo = useStore(
    collections.store,
    ({ open, current }) => open.length === 1 && current?.source.kind === 'demo',
  );
  const isWhole = useStore(collections.store, ({ current }) => current?.phase === 'completed');
  // Machines of the estate come and go after it has been collected: as many as the other numbers on screen say.
  const size = useStore(inventory.store, ({ counts }) => counts.VirtualMachine);
  if (!isDemo) return null;
  return (
    <section className="hs-banner" aria-label="Demo estate">
      <span>You are looking at a demo estate{isWhole ? ` of ${formatCount(size)} VMs` : ''}.</span>
      <Button size="small" variant="minimal" intent="primary" text="Connect your vCenter" onClick={props.connect} />
    </section>
  );
}
