// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the text field, which names the active option
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the text field handles the keys

import { useStore } from 'zustand';
import { RESOURCE_LABELS } from '../../../shared/inventory.ts';
import { formatCount } from '../../../shared/units.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { useServices } from '../../shell/services.ts';
import { moIdOf, vcenterOf } from '../qualified-ref.ts';
import type { SearchGroup, SearchHit } from './estate-search.ts';

export const RESULTS_ID = 'search-results';

/** Id of an option, for aria-activedescendant. */
export function optionId(hit: SearchHit): string {
  return `search-${hit.type}-${hit.ref}`;
}

function Hit(props: { readonly hit: SearchHit; readonly active: boolean; readonly open: (hit: SearchHit) => void }) {
  const { hit, active, open } = props;
  const { collections } = useServices();
  const vcenters = useStore(collections.store, (state) => state.open);
  const vcenter = vcenters.length > 1 && vcenters.find(({ key }) => key === vcenterOf(hit.ref));
  return (
    <div
      role="option"
      id={optionId(hit)}
      aria-selected={active}
      className="hs-search-hit"
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={() => open(hit)}
    >
      <span className="hs-search-name">{hit.name === '' ? '–' : visibleText(hit.name)}</span>
      <span className="hs-search-because hs-quiet">{visibleText(hit.because ?? moIdOf(hit.ref))}</span>
      {vcenter && <span className="hs-search-vcenter hs-quiet">{vcenter.label}</span>}
    </div>
  );
}

/** What was found, by kind; one of the hits is the active one. */
export function SearchResults(props: {
  readonly groups: readonly SearchGroup[];
  readonly active: SearchHit | undefined;
  readonly open: (hit: SearchHit) => void;
}) {
  const { groups, active, open } = props;
  return (
    <div role="listbox" id={RESULTS_ID} aria-label="Results" className="hs-search-results">
      {groups.map(({ type, hits, total }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
        <div key={type} role="group" aria-label={RESOURCE_LABELS[type]}>
          <div className="hs-search-heading" aria-hidden="true">
            {RESOURCE_LABELS[type]}
            <span>{total > hits.length ? `${hits.length} of ${formatCount(total)} shown` : formatCount(total)}</span>
          </div>
          {hits.map((hit) => (
            <Hit key={hit.ref} hit={hit} active={hit === active} open={open} />
          ))}
        </div>
      ))}
    </div>
  );
}
