import { useStore } from 'zustand';
import type { ChangeKind, KindSummary } from '../../shared/generations-view.ts';
import { RESOURCE_LABELS } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { headingOf } from '../inventory/columns.ts';
import { knownAttributes } from '../inventory/known-attributes.ts';
import { useServices } from '../shell/services.ts';
import { countText, kindText, totalOf } from './changes-text.ts';

/** Attributes listed of a kind; the others are found by the text. */
const MOST_PATHS = 40;

function Counts(props: { readonly counts: Pick<KindSummary, ChangeKind> }) {
  const { added, removed, changed } = props.counts;
  return (
    <span className="hs-change-counts">
      {added > 0 && <span className="hs-change-added">+{formatCount(added)}</span>}{' '}
      {removed > 0 && <span className="hs-change-removed">−{formatCount(removed)}</span>}{' '}
      {changed > 0 && <span className="hs-change-changed">{formatCount(changed)}</span>}
    </span>
  );
}

function KindButton(props: {
  readonly label: string;
  readonly counts: Pick<KindSummary, ChangeKind>;
  readonly pressed: boolean;
  readonly press: () => void;
}) {
  const { label, counts, pressed, press } = props;
  return (
    <button type="button" className="hs-change-kind" aria-pressed={pressed} title={kindText(counts)} onClick={press}>
      <span>{label}</span> <Counts counts={counts} />
    </button>
  );
}

/** The attributes of a kind that differ, most often first. */
function PathButtons(props: { readonly summary: KindSummary }) {
  const { changes } = useServices();
  const filter = useStore(changes.store, (state) => state.filter);
  const { type, paths } = props.summary;
  const sorted = Object.entries(paths).toSorted(([, a], [, b]) => b - a);
  if (sorted.length === 0) return null;
  return (
    <section aria-label={`Attributes of ${RESOURCE_LABELS[type]}`}>
      <h3>Attributes</h3>
      {sorted.slice(0, MOST_PATHS).map(([path, count]) => (
        <button
          key={path}
          type="button"
          className="hs-change-kind"
          aria-pressed={filter.path === path}
          title={path}
          onClick={() =>
            changes.filterBy({ ...filter, kind: undefined, path: filter.path === path ? undefined : path })
          }
        >
          <span>{knownAttributes(type).get(path)?.label ?? headingOf(path)}</span>{' '}
          <span className="hs-quiet">{formatCount(count)}</span>
        </button>
      ))}
      {sorted.length > MOST_PATHS && (
        <p className="hs-quiet">{countText(sorted.length - MOST_PATHS, 'more attribute')}: look for them by text.</p>
      )}
    </section>
  );
}

/** How much of each kind differs; a kind or an attribute narrows the table to it. */
export function ChangeKinds() {
  const { changes } = useServices();
  const summary = useStore(changes.store, (state) => state.comparison?.summary);
  const filter = useStore(changes.store, (state) => state.filter);
  if (summary === undefined) return <div className="hs-change-kinds" />;
  const differing = summary.kinds.filter(({ added, removed, changed }) => added + removed + changed > 0);
  const same = summary.kinds.length - differing.length;
  const chosen =
    differing.find(({ type }) => type === filter.type) ?? (differing.length === 1 ? differing[0] : undefined);
  return (
    <div className="hs-change-kinds">
      <section aria-label="Kinds">
        <h3>Kinds</h3>
        <KindButton
          label="All kinds"
          counts={totalOf(summary.kinds)}
          pressed={filter.type === undefined}
          press={() => changes.filterBy({ ...filter, type: undefined, path: undefined })}
        />
        {differing.map((kind) => (
          <KindButton
            key={kind.type}
            label={RESOURCE_LABELS[kind.type]}
            counts={kind}
            pressed={filter.type === kind.type}
            press={() => changes.filterBy({ ...filter, type: kind.type, path: undefined })}
          />
        ))}
        {same > 0 && (
          <p className="hs-quiet">No difference in {countText(same, differing.length > 0 ? 'other kind' : 'kind')}.</p>
        )}
      </section>
      {chosen && <PathButtons summary={chosen} />}
    </div>
  );
}
