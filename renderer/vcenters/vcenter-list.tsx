import { useRef } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../shared/units.ts';
import { rootOf, vcenterOf } from '../inventory/qualified-ref.ts';
import { useServices } from '../shell/services.ts';
import type { OpenVcenter } from './open-vcenters.ts';
import { VcenterChip } from './vcenter-chip.tsx';

/** All vCenters, where there are several: each narrows the tables to its rows, or is closed. Nothing while there is one. */
export function VcenterList() {
  const { collections, inventory } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  const currentKey = useStore(collections.store, (state) => state.currentKey);
  const alone = useStore(inventory.store, ({ narrowedTo }) => narrowedTo && vcenterOf(narrowedTo.ref));
  const listRef = useRef<HTMLUListElement>(null);
  if (open.length < 2) return null;
  const choose = ({ key, label }: OpenVcenter): void => {
    collections.choose(key);
    const ref = rootOf(key);
    inventory.narrowTo({ ref, trail: [{ ref, name: label }] });
  };
  const close = (key: string): void =>
    inventory.beforeClose(key, () => {
      collections.close(key);
      // The button that had the focus is gone.
      listRef.current?.querySelector('button')?.focus();
    });
  const rows = open.reduce((sum, { collection }) => sum + collection.rows, 0);
  return (
    <ul ref={listRef} className="hs-vcenter-list" aria-label="vCenters">
      <li className="hs-vcenter hs-vcenter-all" data-alone={alone === undefined}>
        <button
          type="button"
          className="hs-vcenter-choose"
          aria-pressed={alone === undefined}
          aria-label={`All ${open.length} vCenters: ${formatCount(rows)} rows`}
          title="Show the rows of all vCenters"
          onClick={() => inventory.narrowTo(undefined)}
        >
          All
          <span className="hs-vcenter-rows">{formatCount(rows)}</span>
        </button>
      </li>
      {open.map((vcenter) => (
        <VcenterChip
          key={vcenter.key}
          vcenter={vcenter}
          isShownAlone={vcenter.key === alone}
          isCurrent={vcenter.key === currentKey}
          choose={() => choose(vcenter)}
          close={() => close(vcenter.key)}
        />
      ))}
    </ul>
  );
}
