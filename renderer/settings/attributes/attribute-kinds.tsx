import type { AttributeSelection } from '../../../shared/attribute-selection.ts';
import { RESOURCE_LABELS, type ResourceType } from '../../../shared/inventory.ts';
import { GROUPED_TYPES } from '../../inventory/type-groups.ts';
import { useRovingTabs } from '../../ui/use-roving-tabs.ts';
import { isDefault, selectedPaths } from './selection-edit.ts';

/** The kinds whose attributes can be chosen, with how many each keeps. */
export function AttributeKinds(props: {
  readonly selection: AttributeSelection;
  readonly type: ResourceType;
  readonly select: (type: ResourceType) => void;
}) {
  const { selection, type: shown, select } = props;
  const tabs = useRovingTabs('vertical', (index) => select(GROUPED_TYPES[index] ?? 'VirtualMachine'));
  return (
    <div
      className="hs-types"
      role="tablist"
      aria-label="Kinds with attributes"
      aria-orientation="vertical"
      ref={tabs.listRef}
      onKeyDown={tabs.onKeyDown}
      tabIndex={-1}
    >
      {GROUPED_TYPES.map((type) => (
        <button
          key={type}
          type="button"
          role="tab"
          className="hs-type"
          aria-selected={type === shown}
          aria-controls="attributes-panel"
          tabIndex={type === shown ? 0 : -1}
          onClick={() => select(type)}
        >
          <span className="hs-type-label">{RESOURCE_LABELS[type]}</span>
          <span className="hs-type-count">
            {isDefault(selection, type) ? '' : 'changed '}
            {selectedPaths(selection, type).size}
          </span>
        </button>
      ))}
    </div>
  );
}
