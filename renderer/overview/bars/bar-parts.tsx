import type { ReactNode } from 'react';
import { type PercentScale, placeOf } from './percent-scale.ts';

/** The numbers of an axis in per cent, above the bars; `unit` says of what. */
export function BarAxis(props: { readonly scale: PercentScale; readonly unit: string }) {
  const { scale, unit } = props;
  return (
    <div className="hs-bar-row hs-bar-axis">
      <span className="hs-bar-label hs-quiet">{unit}</span>
      <span className="hs-bar-track" aria-hidden="true">
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            className="hs-bar-tick"
            data-edge={tick === 0 ? 'start' : tick === scale.end ? 'end' : undefined}
            style={{ left: placeOf(scale, tick / 100) }}
          >
            {tick.toLocaleString('en-US')} %
          </span>
        ))}
      </span>
      <span className="hs-bar-figures" />
    </div>
  );
}

/** A place on the axis that all bars are read against. */
export interface BarLine {
  /** Of 1. */
  readonly at: number;
  readonly tone: 'whole' | 'warning' | 'bad';
}

/** The lines of the axis, and what is drawn on them. */
export function BarTrack(props: {
  readonly scale: PercentScale;
  readonly lines: readonly BarLine[];
  /** What the bar says, for those who do not see it. */
  readonly label: string;
  readonly children?: ReactNode;
}) {
  const { scale, lines, label, children } = props;
  return (
    <span className="hs-bar-track" role="img" aria-label={label}>
      {scale.ticks.map((tick) => (
        <span key={tick} className="hs-bar-grid" style={{ left: placeOf(scale, tick / 100) }} />
      ))}
      {children}
      {lines.map(({ at, tone }) => (
        <span key={at} className="hs-bar-line" data-tone={tone} style={{ left: placeOf(scale, at) }} />
      ))}
    </span>
  );
}

/** A piece of a bar from 0 to a share of 1. */
export function Bar(props: { readonly scale: PercentScale; readonly share: number; readonly look: string }) {
  return <span className="hs-bar" data-look={props.look} style={{ width: placeOf(props.scale, props.share) }} />;
}

/** What the marks of a chart mean. */
export function BarLegend(props: { readonly items: readonly { readonly look: string; readonly text: string }[] }) {
  return (
    <ul className="hs-bar-legend" aria-label="Legend">
      {props.items.map(({ look, text }) => (
        <li key={look}>
          <span className="hs-bar-sign" data-look={look} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
