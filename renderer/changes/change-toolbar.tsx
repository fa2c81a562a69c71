import { Button, InputGroup, SegmentedControl } from '@blueprintjs/core';
import { Search, SmallCross } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { CHANGE_KINDS } from '../../shared/generations-view.ts';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { type ChangeFilter, isFiltering } from './change-filter.ts';
import { CHANGE_LABELS } from './changes-text.ts';

const KINDS = [
  { label: 'All', value: 'all' },
  ...CHANGE_KINDS.map((value) => ({ label: CHANGE_LABELS[value], value })),
];

function ClearButton(props: { readonly clear: () => void }) {
  return (
    <Button size="small" variant="minimal" icon={<SmallCross />} aria-label="Clear filter" onClick={props.clear} />
  );
}

/** Narrows the table: by what happened, and by a text. */
export function ChangeToolbar() {
  const { changes } = useServices();
  const filter = useStore(changes.store, (state) => state.filter);
  const rows = useStore(changes.store, (state) => state.rows);
  const shown = useStore(changes.store, (state) => state.shown);
  const count = isFiltering(filter)
    ? `${formatCount(shown)} of ${formatCount(rows)} lines`
    : `${formatCount(rows)} lines`;
  const narrow = (change: Partial<ChangeFilter>): void => changes.filterBy({ ...filter, ...change });
  return (
    <div className="hs-change-toolbar">
      <SegmentedControl
        size="small"
        aria-label="What happened"
        options={KINDS}
        value={filter.kind ?? 'all'}
        onValueChange={(value) => narrow({ kind: CHANGE_KINDS.find((each) => each === value), path: undefined })}
      />
      <span className="hs-toolbar-count" role="status">
        {rows === 1 && !isFiltering(filter) ? '1 line' : count}
      </span>
      <InputGroup
        className="hs-filter"
        size="small"
        leftIcon={<Search size={14} />}
        placeholder="Name, attribute or value"
        aria-label="Filter changes"
        value={filter.text}
        onValueChange={(text) => narrow({ text })}
        onKeyDown={({ key }) => {
          if (key === 'Escape') narrow({ text: '' });
        }}
        {...(filter.text === '' ? {} : { rightElement: <ClearButton clear={() => narrow({ text: '' })} /> })}
      />
    </div>
  );
}
