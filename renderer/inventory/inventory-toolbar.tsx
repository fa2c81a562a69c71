import { Button, InputGroup } from '@blueprintjs/core';
import { DrawerLeft as Panel, Search, SmallCross } from '@blueprintjs/icons';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { ExportButton } from '../export/export-button.tsx';
import { LiveAges } from '../live/live-ages.tsx';
import { LiveIndicator } from '../live/live-indicator.tsx';
import { useServices } from '../shell/services.ts';
import { isFiltering, NO_FILTER } from './filter/column-filter.ts';
import { FilterButton } from './filter/filter-button.tsx';
import { SavedFiltersButton } from './filter/saved-filters-button.tsx';
import { FreshnessNote } from './freshness-note.tsx';
import { ColumnChooser } from './layout/column-chooser.tsx';
import { MissingPopover } from './missing-popover.tsx';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

const FILTER_KEY = <kbd className="hs-key">/</kbd>;

/** The text that any shown column has to contain; "/" goes there from anywhere, Escape empties it. */
function QuickFilterInput(props: { readonly type: ResourceType }) {
  const { inventory } = useServices();
  const { type } = props;
  const filter = useStore(inventory.store, (state) => state.filters[type] ?? NO_FILTER);
  const text = filter.quick;
  const set = (quick: string): void => inventory.filterBy(type, { ...filter, quick });
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      inputRef.current?.select();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text !== '') set('');
  };
  // Always the same element: for another one the field measures itself, which lays out the whole page at once.
  const clear = useMemo(
    () => (
      <Button
        size="small"
        variant="minimal"
        icon={<SmallCross />}
        aria-label="Clear quick filter"
        onClick={() => inventory.filterBy(type, { ...inventory.filterOf(type), quick: '' })}
      />
    ),
    [inventory, type],
  );
  return (
    <InputGroup
      className="hs-filter"
      size="small"
      inputRef={inputRef}
      leftIcon={<Search size={14} />}
      placeholder="Quick filter"
      aria-label="Quick filter"
      aria-keyshortcuts="/"
      value={text}
      onValueChange={set}
      onKeyDown={onKeyDown}
      rightElement={text === '' ? FILTER_KEY : clear}
    />
  );
}

/** Opens and closes the side panel. */
function DetailsButton() {
  const { inventory } = useServices();
  const open = useStore(inventory.store, (state) => state.detailsOpen);
  return (
    <Button
      size="small"
      variant="minimal"
      active={open}
      icon={<Panel size={14} />}
      aria-label="Details"
      aria-pressed={open}
      title="Details of a row (Enter)"
      onClick={() => inventory.showDetails(!open)}
    />
  );
}

/** Heading of the table: what it shows, how much of it, and the filter. */
export function InventoryToolbar(props: { readonly type: ResourceType }) {
  const { inventory } = useServices();
  const { type } = props;
  const shown = useStore(inventory.store, (state) => state.visible.length);
  const total = useStore(inventory.store, (state) => state.counts[type]);
  const filtered = useStore(
    inventory.store,
    (state) => isFiltering(state.filters[type] ?? NO_FILTER) || state.narrowedTo !== undefined,
  );
  return (
    <div className="hs-toolbar">
      <h2>{RESOURCE_LABELS[type]}</h2>
      <span className="hs-toolbar-count">
        {filtered ? `${formatCount(shown)} of ${formatCount(total)}` : formatCount(total)}
      </span>
      <LiveIndicator />
      <LiveAges type={type} />
      <FreshnessNote type={type} />
      <div className="hs-toolbar-end">
        <MissingPopover />
        <ColumnChooser type={type} />
        <FilterButton type={type} />
        <SavedFiltersButton type={type} />
        <QuickFilterInput type={type} />
        <DetailsButton />
        <ExportButton type={type} />
      </div>
    </div>
  );
}
