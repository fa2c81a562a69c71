import { Button } from '@blueprintjs/core';
import { SmallCross } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { ResourceType } from '../../../shared/inventory.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { useServices } from '../../shell/services.ts';
import { useColumns } from '../layout/use-columns.ts';
import { NO_FILTER, withoutColumnFilter } from './column-filter.ts';
import { filterText } from './filter-text.ts';

/** The column filters of a table, each to be changed or removed. Nothing when there are none. */
export function FilterChips(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory } = useServices();
  const filter = useStore(inventory.store, (state) => state.filters[type] ?? NO_FILTER);
  const { all } = useColumns(type);
  if (filter.columns.length === 0) return null;
  return (
    <div className="hs-chips">
      <ul className="hs-chip-list" aria-label="Column filters">
        {filter.columns.map((column) => {
          const label = all.find(({ path }) => path === column.path)?.label ?? column.path;
          const text = visibleText(filterText(column, label));
          return (
            <li key={column.path}>
              <span className="hs-chip">
                <button
                  type="button"
                  className="hs-chip-button"
                  title="Change this filter"
                  onClick={() => inventory.editFilter(column.path)}
                >
                  {text}
                </button>
                <button
                  type="button"
                  className="hs-chip-button hs-chip-remove"
                  aria-label={`Remove filter ${text}`}
                  onClick={() => inventory.filterBy(type, withoutColumnFilter(filter, column.path))}
                >
                  <SmallCross />
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      <Button size="small" variant="minimal" text="Clear filters" onClick={() => inventory.filterBy(type, NO_FILTER)} />
    </div>
  );
}
