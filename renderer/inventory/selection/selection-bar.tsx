import { Button } from '@blueprintjs/core';
import { Duplicate, SmallCross } from '@blueprintjs/icons';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ResourceType } from '../../../shared/inventory.ts';
import { formatCount } from '../../../shared/units.ts';
import { useServices } from '../../shell/services.ts';
import { copyText } from '../../ui/clipboard.ts';
import { useColumns } from '../layout/use-columns.ts';
import { NOTHING_SELECTED, selectedRows } from './row-selection.ts';
import { type Sum, sumsOf } from './sums.ts';
import { tabSeparated } from './tab-separated.ts';

function SumText({ sum }: { readonly sum: Sum }) {
  const { label, text, unset } = sum;
  return (
    <span>
      <span className="hs-quiet">{label}</span> {text}
      {unset > 0 && <span className="hs-quiet"> ({formatCount(unset)} unknown)</span>}
    </span>
  );
}

/** What is selected: how many rows, what they have together, and the way to copy them. */
export function SelectionBar(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory } = useServices();
  const selection = useStore(inventory.store, (state) => state.selections[type] ?? NOTHING_SELECTED);
  const visible = useStore(inventory.store, (state) => state.visible);
  const { columns } = useColumns(type);
  const [copied, setCopied] = useState<string>();
  const table = inventory.estate.table(type);
  const rows = useMemo(() => selectedRows(selection, { table, visible }), [selection, table, visible]);
  const sums = useMemo(() => sumsOf(table, rows), [table, rows]);
  const hidden = selection.refs.size - rows.length;
  const note = `${rows.length} of ${type}`;
  const copy = (): void => {
    const text = tabSeparated(table, rows, columns, (ref) => inventory.estate.nameOf(ref));
    setCopied(copyText(text) ? `copied ${note}` : undefined);
  };
  if (selection.refs.size === 0) {
    return <div className="hs-selection-bar hs-quiet">Select rows with a click, Shift, Ctrl, or Ctrl+A for all</div>;
  }
  return (
    <div className="hs-selection-bar">
      <span role="status">
        {formatCount(rows.length)} selected
        {hidden > 0 && <span className="hs-quiet"> (not shown: {formatCount(hidden)})</span>}
      </span>
      {sums.map((sum) => (
        <SumText key={sum.label} sum={sum} />
      ))}
      <span className="hs-selection-end">
        {copied === `copied ${note}` && <span className="hs-quiet">Copied</span>}
        <Button
          size="small"
          variant="minimal"
          icon={<Duplicate size={14} />}
          text="Copy"
          title="Copy as a table for spreadsheets (Ctrl+C)"
          disabled={rows.length === 0}
          onClick={copy}
        />
        <Button
          size="small"
          variant="minimal"
          icon={<SmallCross />}
          aria-label="Clear selection"
          title="Clear selection (Escape)"
          onClick={() => inventory.clearSelection(type)}
        />
      </span>
    </div>
  );
}
