import { RESOURCE_LABELS } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import type { KindState } from './kind-state.ts';
import type { MeasureId } from './measures.ts';
import { useOverview } from './overview-context.ts';

/** A number that nobody knows. */
export function Unknown(props: { readonly because: string }) {
  return (
    <span className="hs-unknown" title={props.because}>
      unknown
    </span>
  );
}

const NOTES: Readonly<Record<KindState, string>> = {
  whole: '',
  coming: ', so far',
  cut: ', of what was read before the collection ended',
  absent: '',
};

/** A number as the way to the rows that it is about, in the table. It is the number of those rows, unless a text says more. */
export function NumberLink(props: {
  readonly measure: MeasureId;
  /** What is counted, after the number: "VMs powered on". */
  readonly what: string;
  /** Where it is not the number of rows: a sum of them. */
  readonly text?: string;
  /** What the text was made of. */
  readonly detail?: string;
  /** What a number is worth that is made of several kinds, such as a ratio. */
  readonly worth?: KindState;
  /** Where it is not the chosen one. */
  readonly scope?: number;
}) {
  const { counted, stateOf, follow, scope: chosen } = useOverview();
  const { measure, what, text, detail, worth, scope = chosen } = props;
  const type = counted.measure(measure)?.type;
  if (type === undefined) return null;
  const label = RESOURCE_LABELS[type];
  const state = worth ?? stateOf(type);
  if (state === 'absent') return <Unknown because={`${label} were not read.`} />;
  if (!counted.canTell(type, scope)) return <Unknown because={`${label} do not say where they are.`} />;
  const rows = formatCount(counted.rows(measure, scope));
  // There are at least as many rows, and at least as much in sum; a ratio may be anything.
  const sign = state !== 'cut' ? '' : worth === undefined ? '≥ ' : '≈ ';
  const shown = `${sign}${text ?? rows}`;
  return (
    <button
      type="button"
      className="hs-number"
      data-measure={measure}
      data-state={state}
      aria-label={`${shown} ${detail === undefined ? '' : `${detail} `}${what}${NOTES[state]}`}
      title={`${what}${NOTES[state]}: show ${rows} ${label}`}
      onClick={() => follow(measure, scope)}
    >
      {shown}
      {detail !== undefined && (
        <>
          {' '}
          <span className="hs-number-detail">{detail}</span>
        </>
      )}
    </button>
  );
}

/** A number only where there is something to tell: none of these is nothing to look at. */
export function SomeLink(props: { readonly measure: MeasureId; readonly what: string; readonly before?: string }) {
  const { counted, scope } = useOverview();
  const { measure, what, before = '' } = props;
  if (counted.rows(measure, scope) === 0) return null;
  return (
    <span className="hs-some">
      {before}
      <NumberLink measure={measure} what={what} /> {what}
    </span>
  );
}
