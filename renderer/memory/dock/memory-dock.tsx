import { Button } from '@blueprintjs/core';
import { ChevronDown } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { useServices } from '../../shell/services.ts';
import { AllocationsPanel } from '../allocations/allocations-panel.tsx';
import { LeakPanel } from '../leak/leak-panel.tsx';
import { DOCKS, type Dock } from '../memory-store.ts';
import { CostliestBatches } from './costliest-batches.tsx';

const TITLES: Readonly<Record<Dock, string>> = {
  batches: 'Costliest batches',
  allocations: 'Allocations',
  leak: 'Leak check',
};
const PANEL_ID = 'memory-dock';

function Panel(props: { readonly dock: Dock }) {
  switch (props.dock) {
    case 'batches':
      return <CostliestBatches />;
    case 'allocations':
      return <AllocationsPanel />;
    case 'leak':
      return <LeakPanel />;
  }
}

/** What can be opened below the charts; closed, it is one line of buttons. */
export function MemoryDock() {
  const { memory } = useServices();
  const open = useStore(memory.store, (state) => state.dock);
  return (
    <div className="hs-dock" data-open={open !== undefined} data-dock={open}>
      <div className="hs-dock-head" role="toolbar" aria-label="Panels">
        {DOCKS.map((dock) => (
          <button
            key={dock}
            type="button"
            className="hs-dock-button"
            aria-expanded={open === dock}
            aria-controls={PANEL_ID}
            onClick={() => memory.openDock(open === dock ? undefined : dock)}
          >
            {TITLES[dock]}
          </button>
        ))}
        {open !== undefined && (
          <Button
            className="hs-dock-close"
            size="small"
            variant="minimal"
            icon={<ChevronDown size={14} />}
            aria-label="Close the panel"
            onClick={() => memory.openDock(undefined)}
          />
        )}
      </div>
      {open !== undefined && (
        <section id={PANEL_ID} className="hs-dock-panel" aria-label={TITLES[open]}>
          <Panel dock={open} />
        </section>
      )}
    </div>
  );
}
