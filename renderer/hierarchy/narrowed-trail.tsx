import { Button } from '@blueprintjs/core';
import { ChevronRight, SmallCross } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { useServices } from '../shell/services.ts';

/** What the table is narrowed to: the way from the vCenter down. Each step widens the table to what lies below it. */
export function NarrowedTrail(props: { readonly type: ResourceType }) {
  const { inventory, collections } = useServices();
  const several = useStore(collections.store, (state) => state.open.length > 1);
  const narrowedTo = useStore(inventory.store, (state) => state.narrowedTo);
  // Rows may come that can tell.
  useStore(inventory.store, (state) => state.revision);
  if (narrowedTo === undefined) return null;
  const { trail } = narrowedTo;
  const shown = trail.map(({ ref, name }) => ({ ref, name: visibleText(name) }));
  const widen = (length: number): void => {
    const step = trail[length - 1];
    // The only vCenter there is has everything below it.
    const isNarrow = length > 1 || several;
    inventory.narrowTo(step && isNarrow ? { ref: step.ref, trail: trail.slice(0, length) } : undefined);
  };
  return (
    <nav className="hs-trail" aria-label="Narrowed to">
      <ol>
        {shown.map(({ ref, name }, index) => (
          <li key={ref}>
            {index > 0 && <ChevronRight size={12} aria-hidden="true" />}
            {index === trail.length - 1 ? (
              <span aria-current="location" title={name}>
                {name}
              </span>
            ) : (
              <button type="button" title={name} onClick={() => widen(index + 1)}>
                {name}
              </button>
            )}
          </li>
        ))}
      </ol>
      {!inventory.canNarrow(props.type) && (
        <span className="hs-trail-note">{RESOURCE_LABELS[props.type]} do not say where they are; all are shown.</span>
      )}
      <Button
        size="small"
        variant="minimal"
        icon={<SmallCross size={14} />}
        aria-label="Show everything"
        title="Show everything"
        onClick={() => widen(0)}
      />
    </nav>
  );
}
