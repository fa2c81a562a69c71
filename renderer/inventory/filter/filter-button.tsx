import { Button, HTMLSelect, PopoverNext } from '@blueprintjs/core';
import { Filter } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import { useColumns } from '../layout/use-columns.ts';
import { NO_FILTER } from './column-filter.ts';
import { FilterEditor } from './filter-editor.tsx';

/** Chooses a column and shows the editor of its filter. */
function FilterPanel(props: { readonly type: ResourceType; readonly path: string }) {
  const { type, path } = props;
  const { inventory } = useServices();
  const { all } = useColumns(type);
  const column = all.find((each) => each.path === path);
  const filter = useStore(inventory.store, (state) => state.filters[type] ?? NO_FILTER);
  return (
    <div className="hs-filter-panel" role="dialog" aria-label="Column filter">
      <HTMLSelect
        fill
        aria-label="Column"
        value={path}
        onChange={(event) => inventory.editFilter(event.currentTarget.value)}
        options={all.map((each) => ({ value: each.path, label: each.label }))}
      />
      {column !== undefined && (
        <FilterEditor
          key={path}
          type={type}
          column={column}
          filter={filter.columns.find((each) => each.path === path)}
        />
      )}
    </div>
  );
}

/** Opens the filter of a column; the first one until another was chosen. */
export function FilterButton(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory } = useServices();
  const edited = useStore(inventory.store, (state) => state.editedFilter);
  return (
    <PopoverNext
      isOpen={edited !== undefined}
      onInteraction={(open) => inventory.editFilter(open ? (edited ?? 'name') : undefined)}
      content={<FilterPanel type={type} path={edited ?? 'name'} />}
      placement="bottom-end"
    >
      <Button
        size="small"
        variant="minimal"
        icon={<Filter size={14} />}
        text="Filter"
        aria-label="Filter"
        title="Filter by columns"
      />
    </PopoverNext>
  );
}
