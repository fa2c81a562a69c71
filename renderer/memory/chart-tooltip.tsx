import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { clockText } from './clock-text.ts';
import { bandText, hoverFacts, markText } from './hover.ts';
import { heapSeries, rssSeries } from './series.ts';
import { StrokeSample } from './stroke-sample.tsx';
import type { ChartCursor } from './time-chart.ts';

/** How near the cursor has to be to a mark, in pixels. */
const REACH_PIXELS = 5;
const WIDTH = 296;
const GAP = 14;

/** What the recording says about the moment under the cursor, in both charts. */
export function ChartTooltip(props: {
  readonly cursor: ChartCursor;
  readonly bounds: RefObject<HTMLDivElement | null>;
}) {
  const { cursor, bounds } = props;
  const { memory } = useServices();
  const hidden = useStore(memory.store, (state) => state.hidden);
  useStore(memory.store, (state) => state.revision);
  const series = [...heapSeries(memory.recorder), ...rssSeries()].filter((spec) => !hidden.has(spec.name));
  const facts = hoverFacts(memory.recorder, series, cursor.at, cursor.msPerPixel * REACH_PIXELS);
  if (facts === undefined) return null;
  const width = bounds.current?.clientWidth ?? 0;
  const left = cursor.left + GAP + WIDTH > width ? cursor.left - GAP - WIDTH : cursor.left + GAP;
  return (
    <div className="hs-tooltip" role="tooltip" style={{ left: Math.round(left), width: WIDTH }}>
      <div className="hs-tooltip-time">{clockText(facts.at, true)}</div>
      {facts.mark !== undefined && (
        <div className="hs-tooltip-mark" data-forced={facts.mark.forced}>
          {markText(facts.mark)}
          <span className="hs-quiet">
            {' '}
            · {facts.mark.isolate}
            {facts.moreMarks > 0 && ` · ${facts.moreMarks} more here`}
          </span>
        </div>
      )}
      {facts.band !== undefined && <div className="hs-tooltip-band">{bandText(facts.band)}</div>}
      <dl>
        {facts.values.map(({ spec, value }) => (
          <div key={spec.name}>
            <dt>
              <StrokeSample spec={spec} /> {spec.label}
            </dt>
            <dd>{formatBytes(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
