import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { sheetTop } from '../ui/list-sheet.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { nodeName, VIEW_LABELS } from './node-text.ts';
import { noteView } from './note-view.ts';
import { treeAction } from './tree-keys.ts';
import { TreeProblem } from './tree-problem.tsx';
import { ACTIVE_ROW_ID, TreeRowView } from './tree-row.tsx';
import { keyOfTrail, type NodeRow, type NoteRow, type TreeRow, trailTo } from './tree-rows.ts';
import { TypeAhead } from './type-ahead.ts';

/** Pixels; the style sheet draws rows of just this height. */
const ROW_HEIGHT = 24;
/** Ages are told in minutes. */
const AGE_MS = 20_000;

function actOf(target: EventTarget): { readonly act: string | undefined; readonly key: string | undefined } {
  const element = target instanceof Element ? target : undefined;
  const act = element?.closest<HTMLElement>('[data-act]')?.dataset.act;
  return { act, key: element?.closest<HTMLElement>('[role=treeitem]')?.dataset.key };
}

/** One view of the tree: virtual rows, one place for the keyboard. */
export function TreeView(props: { readonly rows: readonly TreeRow[] }) {
  const { rows } = props;
  const { hierarchy, inventory, clock } = useServices();
  const view = useStore(hierarchy.store, (state) => state.view);
  const chosen = useStore(inventory.store, ({ narrowedTo }) => keyOfTrail(narrowedTo?.trail));
  const scrollRef = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string>();
  const [focused, setFocused] = useState(false);
  const typeAhead = useMemo(() => new TypeAhead(), []);
  useTicking(AGE_MS, true);

  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = Math.max(0, found);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  // A row that is gone leaves the keyboard at the one it lay below.
  useEffect(() => {
    if (found >= 0 || activeKey === undefined) return;
    const parent = activeKey.split(' > ')[0];
    setActiveKey(rows.find((row) => row.type === 'node' && row.ref === parent)?.key ?? rows[0]?.key);
  }, [found, activeKey, rows]);

  const goTo = (index: number): void => {
    setActiveKey(rows[index]?.key);
    virtual.scrollToIndex(index);
  };
  const toggle = (row: NodeRow): void => (row.isOpen ? hierarchy.close(row.ref) : hierarchy.open(row.ref));
  const act = (row: NoteRow): void => {
    if (noteView(row, clock.now()).action === undefined) return;
    if (row.note === 'templates') void hierarchy.more(row.parent);
    else hierarchy.retry(row.parent);
  };
  const choose = (row: TreeRow): void => {
    if (row.type === 'note') {
      act(row);
      return;
    }
    const trail = trailTo(rows, row.key).map(({ ref, node, vcenter }) => ({
      ref,
      name: node ? nodeName(node) : vcenter,
    }));
    // The only vCenter there is has everything below it.
    const isEverything = row.node === undefined && row.siblings === 1;
    inventory.narrowTo(isEverything ? undefined : { ref: row.ref, trail });
    if (row.node?.kind === 'VirtualMachine' || row.node?.kind === 'Template') {
      inventory.select(row.node.kind, row.ref);
      inventory.showType(row.node.kind);
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[active];
    if (row === undefined) return;
    const now = performance.now();
    // "/" goes to the filter, from here too.
    const isLetter = event.key.length === 1 && event.key !== '/' && (event.key !== ' ' || typeAhead.isTyping(now));
    if (isLetter) {
      const names = rows.map((each) => (each.type === 'node' && each.node ? nodeName(each.node) : undefined));
      const match = typeAhead.find(names, active, event.key, now);
      event.preventDefault();
      event.stopPropagation();
      if (match >= 0) goTo(match);
      return;
    }
    const page = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const action = treeAction(rows, active, event.key, page);
    if (action === undefined) return;
    event.preventDefault();
    setActiveKey(row.key);
    if (action.kind === 'move') goTo(action.to);
    else if (action.kind === 'choose') choose(row);
    else if (row.type === 'node') toggle(row);
  };

  const onClick = (event: MouseEvent): void => {
    const { act: wanted, key } = actOf(event.target);
    scrollRef.current?.focus({ preventScroll: true });
    const row = rows.find((each) => each.key === key);
    if (row === undefined) return;
    setActiveKey(row.key);
    if (row.type === 'note') {
      if (wanted === 'note') act(row);
    } else if (wanted === 'toggle') toggle(row);
    else if (wanted === 'reload') void hierarchy.reload(row.ref);
    else choose(row);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const { act: wanted, key } = actOf(event.target);
    const row = rows.find((each) => each.key === key);
    if (wanted === undefined && row?.type === 'node' && row.isContainer && row.parent !== undefined) toggle(row);
  };

  const items = virtual.getVirtualItems();
  const sheet = sheetTop(items[0]?.start ?? 0, ROW_HEIGHT);
  return (
    <>
      <div
        ref={scrollRef}
        id="tree-panel"
        className="hs-tree"
        role="tree"
        aria-label={VIEW_LABELS[view]}
        aria-activedescendant={focused ? ACTIVE_ROW_ID : undefined}
        tabIndex={0}
        data-focused={focused}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <div role="presentation" className="hs-tree-body" style={{ height: virtual.getTotalSize() }}>
          <div role="presentation" className="hs-moved" style={{ top: sheet }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <TreeRowView
                  key={item.key}
                  row={row}
                  top={item.start - sheet}
                  isActive={focused && item.index === active}
                  isChosen={row.key === chosen}
                  now={clock.now()}
                />
              );
            })}
          </div>
        </div>
      </div>
      <TreeProblem rows={rows} active={rows[active]} retry={act} />
    </>
  );
}
