import { Button } from '@blueprintjs/core';
import { DiagramTree, SmallCross } from '@blueprintjs/icons';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { rootOf } from '../inventory/qualified-ref.ts';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useVcenterNames } from '../vcenters/use-vcenter-names.ts';
import { BranchStatus } from './branch-status.tsx';
import { PanelEdge } from './panel-edge.tsx';
import { rememberedPanel, rememberPanel } from './panel-memory.ts';
import { treeRows } from './tree-rows.ts';
import { TreeView } from './tree-view.tsx';
import { ViewTabs } from './view-tabs.tsx';

function ShownTree() {
  const { hierarchy } = useServices();
  const view = useStore(hierarchy.store, (state) => state.view);
  const branches = useStore(hierarchy.store, (state) => state.branches);
  const open = useStore(hierarchy.store, (state) => state.open);
  const vcenters = useVcenterNames();
  const rows = useMemo(() => {
    const roots = vcenters.map(({ key, label }) => ({ ref: rootOf(key), name: label }));
    return treeRows({ view, branches, open }, roots);
  }, [view, branches, open, vcenters]);
  if (vcenters.length === 0) return <EmptyState title="No vCenter yet" detail="Connect one to see its tree." />;
  return (
    <>
      <TreeView key={view} rows={rows} />
      <BranchStatus rows={rows} />
    </>
  );
}

/** The tree at the left of the inventory, or the button that shows it. */
export function HierarchyPanel() {
  const { hierarchy } = useServices();
  const isShown = useStore(hierarchy.store, (state) => state.isShown);
  const [width, setWidth] = useState(() => rememberedPanel(localStorage).width);
  const show = (shown: boolean): void => {
    rememberPanel(localStorage, { isShown: shown, width });
    hierarchy.show(shown);
  };
  const resize = (wanted: number): void => {
    setWidth(wanted);
    rememberPanel(localStorage, { isShown: true, width: wanted });
  };
  if (!isShown) {
    return (
      <div className="hs-tree-rail">
        <Button
          size="small"
          variant="minimal"
          icon={<DiagramTree size={16} />}
          aria-label="Show the tree"
          title="Show the tree"
          onClick={() => show(true)}
        />
      </div>
    );
  }
  return (
    <section className="hs-tree-panel" aria-label="Tree" style={{ width }}>
      <div className="hs-tree-head">
        <ViewTabs />
        <Button
          size="small"
          variant="minimal"
          icon={<SmallCross size={16} />}
          aria-label="Hide the tree"
          title="Hide the tree"
          onClick={() => show(false)}
        />
      </div>
      <ShownTree />
      <PanelEdge width={width} resize={resize} />
    </section>
  );
}
