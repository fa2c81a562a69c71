// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the tree, which names its active row
import { Spinner } from '@blueprintjs/core';
import { CaretDown, CaretRight, Refresh } from '@blueprintjs/icons';
import type { CSSProperties } from 'react';
import { formatCount } from '../../shared/units.ts';
import { KindIcon } from './kind-icon.tsx';
import { detailText, nodeLabel, shownName, vcenterLabel } from './node-text.ts';
import { noteView } from './note-view.ts';
import type { NodeRow, TreeRow } from './tree-rows.ts';

/** Id of the row that the keyboard is at, for aria-activedescendant. */
export const ACTIVE_ROW_ID = 'active-tree-row';
/** Pixels for each level. */
const INDENT = 14;

export interface TreeRowProps {
  readonly row: TreeRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly now: number;
}

function placeOf({ row, top, isActive }: TreeRowProps) {
  const style: CSSProperties = { top, paddingLeft: (row.level - 1) * INDENT };
  return {
    id: isActive ? ACTIVE_ROW_ID : undefined,
    'aria-level': row.level,
    'aria-posinset': row.position,
    'aria-setsize': row.siblings,
    'data-key': row.key,
    'data-active': isActive,
    style,
  } as const;
}

/** How many nodes an open branch has, templates that are not shown included. */
function countText({ isOpen, state }: NodeRow): string {
  const branch = isOpen ? state?.branch : undefined;
  if (!branch) return '';
  return formatCount(branch.nodes.length - branch.templates.shown + branch.templates.total);
}

function Caret(props: { readonly row: NodeRow }) {
  const { row } = props;
  if (row.parent === undefined) return null;
  const icon = row.isOpen ? <CaretDown size={14} /> : <CaretRight size={14} />;
  return (
    <span className="hs-tree-caret" data-act={row.isContainer ? 'toggle' : undefined} aria-hidden="true">
      {row.isContainer ? icon : null}
    </span>
  );
}

/** A row of the tree. What is clicked on is told by data-act; the tree itself listens. */
export function TreeRowView(props: TreeRowProps) {
  const { row, isChosen, now } = props;
  if (row.type === 'note') {
    const { text, action, tone } = noteView(row, now);
    return (
      <div
        role="treeitem"
        {...placeOf(props)}
        aria-selected={false}
        aria-label={action === undefined ? text : `${text} ${action}`}
        className="hs-tree-row hs-tree-note"
        data-tone={tone}
        title={text}
      >
        {row.note === 'loading' && <Spinner size={12} />}
        <span className="hs-tree-name">{text}</span>{' '}
        {action !== undefined && (
          <span className="hs-tree-act" data-act="note">
            {action}
          </span>
        )}
      </div>
    );
  }
  const { node, state, isCyclic } = row;
  const name = node === undefined ? row.vcenter : shownName(node);
  const count = countText(row);
  const label = node === undefined ? vcenterLabel(row.vcenter, count) : nodeLabel(node, count);
  const detail = node === undefined ? '' : detailText(node);
  return (
    <div
      role="treeitem"
      {...placeOf(props)}
      aria-selected={isChosen}
      aria-expanded={row.isContainer ? row.isOpen : undefined}
      aria-busy={state?.loading === true ? true : undefined}
      aria-label={isCyclic ? `${label}, lies below itself` : label}
      className="hs-tree-row"
      title={isCyclic ? `${label}; it lies below itself and cannot be opened here` : label}
    >
      <Caret row={row} />
      <KindIcon node={node} />
      <span className={node?.name === null ? 'hs-tree-name hs-unset' : 'hs-tree-name'}>{name}</span>{' '}
      {detail !== '' && <span className="hs-tree-detail">{detail}</span>}{' '}
      <span className="hs-tree-end">
        {state?.loading === true ? <Spinner size={12} /> : <span className="hs-tree-count">{count}</span>}
        {row.isOpen && state?.loading === false && (
          <span className="hs-tree-reload" data-act="reload" title={`Reload ${name}`} aria-hidden="true">
            <Refresh size={12} />
          </span>
        )}
      </span>
    </div>
  );
}
