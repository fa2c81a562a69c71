import { Button, InputGroup, PopoverNext } from '@blueprintjs/core';
import { Bookmark, SmallCross } from '@blueprintjs/icons';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import { isFiltering, NO_FILTER } from './column-filter.ts';
import { LONGEST_NAME, type SavedFilter } from './saved-filters.ts';

const NONE: readonly SavedFilter[] = [];

/** Keeps the filter on screen under a name. */
function SaveForm(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory, savedFilters } = useServices();
  const filter = useStore(inventory.store, (state) => state.filters[type] ?? NO_FILTER);
  const [name, setName] = useState('');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    savedFilters.save(type, name, filter);
    setName('');
  };
  if (!isFiltering(filter)) return <p className="hs-quiet">Filter the table to save its filter here.</p>;
  return (
    <form className="hs-save-filter" onSubmit={save}>
      <InputGroup
        fill
        size="small"
        maxLength={LONGEST_NAME}
        placeholder="Name of the filter on screen"
        aria-label="Name of the filter"
        value={name}
        onValueChange={setName}
      />
      <Button size="small" type="submit" text="Save" disabled={name.trim() === ''} />
    </form>
  );
}

function SavedFilterList(props: { readonly type: ResourceType; readonly close: () => void }) {
  const { type, close } = props;
  const { inventory, savedFilters } = useServices();
  const saved = useStore(savedFilters.store, (state) => state.filters[type] ?? NONE);
  return (
    <div className="hs-filter-panel" role="dialog" aria-label={`Saved filters of ${RESOURCE_LABELS[type]}`}>
      {saved.length > 0 && (
        <ul className="hs-saved-list" aria-label="Saved filters">
          {saved.map(({ name, filter }) => (
            <li key={name}>
              <Button
                fill
                size="small"
                variant="minimal"
                alignText="start"
                ellipsizeText
                text={name}
                onClick={() => {
                  inventory.filterBy(type, filter);
                  close();
                }}
              />
              <Button
                size="small"
                variant="minimal"
                icon={<SmallCross />}
                aria-label={`Delete saved filter ${name}`}
                onClick={() => savedFilters.remove(type, name)}
              />
            </li>
          ))}
        </ul>
      )}
      <SaveForm type={type} />
    </div>
  );
}

/** Filters that were given a name, and the way to give one. */
export function SavedFiltersButton(props: { readonly type: ResourceType }) {
  const [open, setOpen] = useState(false);
  return (
    <PopoverNext
      isOpen={open}
      onInteraction={setOpen}
      content={<SavedFilterList type={props.type} close={() => setOpen(false)} />}
      placement="bottom-end"
    >
      <Button
        size="small"
        variant="minimal"
        icon={<Bookmark size={14} />}
        aria-label="Saved filters"
        title="Saved filters"
      />
    </PopoverNext>
  );
}
