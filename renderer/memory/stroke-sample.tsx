import type { SeriesSpec } from './series.ts';

/** A short piece of a curve's line, for legends. */
export function StrokeSample(props: { readonly spec: Pick<SeriesSpec, 'color' | 'width' | 'dash'> }) {
  const { color, width, dash } = props.spec;
  return (
    <svg width="20" height="8" aria-hidden="true" className="hs-stroke">
      <line
        x1="0"
        y1="4"
        x2="20"
        y2="4"
        stroke={`var(--hs-series-${color})`}
        strokeWidth={width}
        strokeDasharray={dash.length === 0 ? undefined : dash.join(' ')}
      />
    </svg>
  );
}
