import { useStore } from 'zustand';
import { HIERARCHY_VIEWS, type HierarchyView } from '../../shared/hierarchy-view.ts';
import { useServices } from '../shell/services.ts';
import { useRovingTabs } from '../ui/use-roving-tabs.ts';
import { VIEW_LABELS } from './node-text.ts';

/** What fits on a small tab; the whole name is its title. */
const SHORT: Readonly<Record<HierarchyView, string>> = {
  hosts: 'Hosts',
  machines: 'VMs',
  storage: 'Storage',
  networks: 'Networking',
};

/** The four views of the tree. */
export function ViewTabs() {
  const { hierarchy } = useServices();
  const view = useStore(hierarchy.store, (state) => state.view);
  const tabs = useRovingTabs('horizontal', (index) => hierarchy.showView(HIERARCHY_VIEWS[index] ?? 'hosts'));
  return (
    <div
      className="hs-tree-views"
      role="tablist"
      aria-label="Views of the tree"
      ref={tabs.listRef}
      onKeyDown={tabs.onKeyDown}
      tabIndex={-1}
    >
      {HIERARCHY_VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          aria-label={VIEW_LABELS[each]}
          title={VIEW_LABELS[each]}
          aria-selected={each === view}
          aria-controls="tree-panel"
          tabIndex={each === view ? 0 : -1}
          onClick={() => hierarchy.showView(each)}
        >
          {SHORT[each]}
        </button>
      ))}
    </div>
  );
}
