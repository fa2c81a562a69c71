import { Button, InputGroup } from '@blueprintjs/core';
import { Search, SmallCross } from '@blueprintjs/icons';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { FreshnessNote } from './freshness-note.tsx';
import { MissingPopover } from './missing-popover.tsx';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** The name filter; "/" goes there from anywhere, Escape empties it. */
function NameFilterInput(props: { readonly type: ResourceType }) {
  const { inventory } = useServices();
  const { type } = props;
  const text = useStore(inventory.store, (state) => state.filters[type] ?? '');
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
    if (event.key === 'Escape' && text !== '') inventory.filterBy(type, '');
  };
  return (
    <InputGroup
      className="hs-filter"
      size="small"
      inputRef={inputRef}
      leftIcon={<Search size={14} />}
      placeholder="Filter by name"
      aria-label="Filter by name"
      aria-keyshortcuts="/"
      value={text}
      onValueChange={(value) => inventory.filterBy(type, value)}
      onKeyDown={onKeyDown}
      rightElement={
        text === '' ? (
          <kbd className="hs-key">/</kbd>
        ) : (
          <Button
            size="small"
            variant="minimal"
            icon={<SmallCross />}
            aria-label="Clear filter"
            onClick={() => inventory.filterBy(type, '')}
          />
        )
      }
    />
  );
}

/** Heading of the table: what it shows, how much of it, and the filter. */
export function InventoryToolbar(props: { readonly type: ResourceType }) {
  const { inventory } = useServices();
  const { type } = props;
  const shown = useStore(inventory.store, (state) => state.visible.length);
  const total = useStore(inventory.store, (state) => state.counts[type]);
  const filtered = useStore(inventory.store, (state) => (state.filters[type] ?? '').trim() !== '');
  return (
    <div className="hs-toolbar">
      <h2>{RESOURCE_LABELS[type]}</h2>
      <span className="hs-toolbar-count">
        {filtered ? `${formatCount(shown)} of ${formatCount(total)}` : formatCount(total)}
      </span>
      <FreshnessNote type={type} />
      <div className="hs-toolbar-end">
        <MissingPopover />
        <NameFilterInput type={type} />
      </div>
    </div>
  );
}
