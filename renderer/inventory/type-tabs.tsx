import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { useRovingTabs } from '../ui/use-roving-tabs.ts';
import { GROUPED_TYPES, TYPE_GROUPS } from './type-groups.ts';

function TypeTab(props: { readonly type: ResourceType; readonly selected: boolean }) {
  const { inventory, collections } = useServices();
  const { type, selected } = props;
  const count = useStore(inventory.store, (state) => state.counts[type]);
  const arriving = useStore(collections.store, ({ open }) =>
    open.some(({ collection: { phase, currentType } }) => phase === 'collecting' && currentType === type),
  );
  return (
    <button
      type="button"
      role="tab"
      className="hs-type"
      aria-label={`${RESOURCE_LABELS[type]} ${formatCount(count)}`}
      aria-selected={selected}
      aria-controls="type-panel"
      tabIndex={selected ? 0 : -1}
      data-empty={count === 0}
      data-arriving={arriving}
      onClick={() => inventory.showType(type)}
    >
      <span className="hs-type-label">{RESOURCE_LABELS[type]}</span>{' '}
      <span className="hs-type-count">{formatCount(count)}</span>
    </button>
  );
}

/** The kinds of objects with how many of each have arrived. */
export function TypeTabs() {
  const { inventory } = useServices();
  const shown = useStore(inventory.store, (state) => state.type);
  const tabs = useRovingTabs('vertical', (index) => inventory.showType(GROUPED_TYPES[index] ?? 'VirtualMachine'));
  return (
    <div
      className="hs-types"
      role="tablist"
      aria-label="Kinds of objects"
      aria-orientation="vertical"
      ref={tabs.listRef}
      onKeyDown={tabs.onKeyDown}
      tabIndex={-1}
    >
      {TYPE_GROUPS.map((group) => (
        <div key={group.label} role="presentation" className="hs-type-group">
          <div role="presentation" className="hs-type-heading">
            {group.label}
          </div>
          {group.types.map((type) => (
            <TypeTab key={type} type={type} selected={type === shown} />
          ))}
        </div>
      ))}
    </div>
  );
}
