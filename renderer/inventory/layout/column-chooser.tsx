import { Button, ButtonGroup, Checkbox, InputGroup, PopoverNext } from '@blueprintjs/core';
import { ArrowDown, ArrowUp, Pin, Reset, Search, ThList, Unpin } from '@blueprintjs/icons';
import { useState } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import type { TableColumn } from '../columns.ts';
import { DEFAULT_LAYOUT, NAME_PATH, orderedColumns, setHidden, setPinned, stepColumn } from './column-layout.ts';
import { type Columns, useColumns } from './use-columns.ts';

function ChooserRow(props: { readonly type: ResourceType; readonly column: TableColumn; readonly columns: Columns }) {
  const { type, column, columns } = props;
  const { path, label } = column;
  const { layouts } = useServices();
  const layout = useStore(layouts.store, (state) => state.layouts[type] ?? DEFAULT_LAYOUT);
  const isName = path === NAME_PATH;
  const hidden = layout.hidden.includes(path);
  const pinned = layout.pinned.includes(path);
  const cannotMove = (step: -1 | 1): boolean =>
    isName || hidden || stepColumn(columns.all, layout, path, step) === layout;
  const move = (step: -1 | 1): void => layouts.change(type, (now) => stepColumn(columns.all, now, path, step));
  return (
    <li className="hs-chooser-row">
      <Checkbox
        checked={!hidden}
        disabled={isName}
        label={label}
        title={path}
        onChange={() => layouts.change(type, (now) => setHidden(now, path, !hidden))}
      />
      <ButtonGroup variant="minimal">
        <Button
          size="small"
          icon={<ArrowUp size={12} />}
          aria-label={`Move ${label} to the left`}
          disabled={cannotMove(-1)}
          onClick={() => move(-1)}
        />
        <Button
          size="small"
          icon={<ArrowDown size={12} />}
          aria-label={`Move ${label} to the right`}
          disabled={cannotMove(1)}
          onClick={() => move(1)}
        />
        <Button
          size="small"
          active={pinned || isName}
          icon={pinned ? <Unpin size={12} /> : <Pin size={12} />}
          aria-label={`Pin ${label} to the left`}
          aria-pressed={pinned || isName}
          disabled={isName}
          onClick={() => layouts.change(type, (now) => setPinned(columns.all, now, path, !pinned))}
        />
      </ButtonGroup>
    </li>
  );
}

function Chooser(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { layouts } = useServices();
  const columns = useColumns(type);
  const layout = useStore(layouts.store, (state) => state.layouts[type] ?? DEFAULT_LAYOUT);
  const [text, setText] = useState('');
  const needle = text.trim().toLowerCase();
  const found = orderedColumns(columns.all, layout).filter(
    ({ label, path }) => label.toLowerCase().includes(needle) || path.toLowerCase().includes(needle),
  );
  return (
    <div className="hs-chooser" role="dialog" aria-label={`Columns of ${RESOURCE_LABELS[type]}`}>
      <InputGroup
        size="small"
        autoFocus
        leftIcon={<Search size={14} />}
        placeholder="Search columns"
        aria-label="Search columns"
        value={text}
        onValueChange={setText}
      />
      {found.length === 0 ? (
        <p className="hs-quiet">No column is called that.</p>
      ) : (
        <ul className="hs-chooser-list" aria-label="Columns">
          {found.map((column) => (
            <ChooserRow key={column.path} {...{ type, column, columns }} />
          ))}
        </ul>
      )}
      <div className="hs-chooser-end">
        <span className="hs-quiet">
          {columns.columns.length} of {columns.all.length} shown
        </span>
        <Button
          size="small"
          variant="minimal"
          icon={<Reset size={14} />}
          text="Reset columns"
          disabled={layout === DEFAULT_LAYOUT}
          onClick={() => layouts.reset(type)}
        />
      </div>
    </div>
  );
}

/** Which columns a table has, in which order, and which of them stay in sight. */
export function ColumnChooser(props: { readonly type: ResourceType }) {
  return (
    <PopoverNext content={<Chooser type={props.type} />} placement="bottom-end">
      <Button
        size="small"
        variant="minimal"
        icon={<ThList size={14} />}
        text="Columns"
        aria-label="Columns"
        title="Choose, order and pin columns"
      />
    </PopoverNext>
  );
}
