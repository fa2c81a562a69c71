import { formatBytes, formatCount } from '../../../shared/units.ts';
import { differenceText, type Size, type SizeComparison } from './size-comparison.ts';

interface AmountProps {
  readonly label: string;
  /** Stands beside the figure. */
  readonly remark: string;
  readonly size: Size;
  readonly objects: number;
}

function Amount({ label, remark, size, objects }: AmountProps) {
  const mark = size.estimated ? '~' : '';
  return (
    <section className="hs-tile" aria-label={label}>
      <h3>{label}</h3>
      <p className="hs-tile-value">
        {mark}
        {formatBytes(size.perObject)}
        <span className="hs-size-remark">{remark}</span>
      </p>
      <p className="hs-tile-note">
        {size.estate === undefined
          ? 'per object'
          : `per object, ${mark}${formatBytes(size.estate)} for ${formatCount(objects)}`}
      </p>
    </section>
  );
}

/** The bytes of a kind before and after what is chosen here. */
export function SizeSummary(props: { readonly comparison: SizeComparison }) {
  const { basis, before, after, objects } = props.comparison;
  const difference = differenceText(before.perObject, after.perObject);
  return (
    <div className="hs-tiles hs-sizes-compared">
      <Amount label="Before" remark={basis} size={before} objects={objects} />
      <Amount label="After" remark={difference} size={after} objects={objects} />
    </div>
  );
}
