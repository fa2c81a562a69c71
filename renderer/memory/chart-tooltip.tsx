import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { BATCH_STAGES, type BatchBand } from '../../shared/contract.ts';
import { formatBytes } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import type { ChartKind } from './charts.ts';
import { clockText } from './clock-text.ts';
import { bandName, bandText, markText, millisecondsText, STAGE_LABELS, stagesText } from './cost-text.ts';
import { type HoverFacts, hoverFacts } from './hover.ts';
import { isHidden } from './memory-store.ts';
import { heapSeries, rssSeries } from './series.ts';
import { StrokeSample } from './stroke-sample.tsx';
import type { ChartCursor } from './time-chart.ts';

/** How near the cursor has to be to a mark, in pixels. */
const REACH_PIXELS = 5;
const WIDTH = 320;
const GAP = 14;

function moreText(count: number): string {
  return count === 0 ? '' : ` · ${count} more here`;
}

function MarkFacts(props: { readonly mark: HoverFacts['mark'] }) {
  const { first, more } = props.mark;
  if (first === undefined) return null;
  return (
    <div className="hs-tooltip-mark" data-forced={first.forced}>
      {markText(first)}
      <span className="hs-quiet">
        {' '}
        · {first.isolate}
        {moreText(more)}
      </span>
    </div>
  );
}

function StageFacts(props: { readonly band: BatchBand }) {
  return (
    <dl>
      {BATCH_STAGES.map((stage) => {
        const span = props.band.stages[stage];
        return (
          <div key={stage}>
            <dt>{STAGE_LABELS[stage]}</dt>
            <dd>{span === undefined ? '–' : millisecondsText(span.busyMs)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function BandFacts(props: { readonly band: HoverFacts['band']; readonly detailed: boolean }) {
  const { first, more } = props.band;
  if (first === undefined) return null;
  const stages = stagesText(first);
  return (
    <div className="hs-tooltip-band">
      <strong>{bandName(first)}</strong>
      <span className="hs-quiet">{moreText(more)}</span>
      <div>{bandText(first)}</div>
      {props.detailed ? <StageFacts band={first} /> : stages !== '' && <div className="hs-quiet">{stages}</div>}
    </div>
  );
}

function ValueFacts(props: { readonly values: HoverFacts['values'] }) {
  return (
    <dl>
      {props.values.map(({ spec, value }) => (
        <div key={spec.name}>
          <dt>
            <StrokeSample spec={spec} /> {spec.label}
          </dt>
          <dd>{formatBytes(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the recording says about the moment under the cursor: type and number of the batch, what it cost, and the curves. */
export function ChartTooltip(props: {
  readonly kind: ChartKind;
  readonly cursor: ChartCursor;
  readonly bounds: RefObject<HTMLDivElement | null>;
}) {
  const { kind, cursor, bounds } = props;
  const { memory } = useServices();
  const state = useStore(memory.store);
  const { recorder } = memory;
  const { msPerPixel } = cursor;
  const series = [...heapSeries(recorder), ...rssSeries(recorder)].filter((spec) => !isHidden(state, spec));
  const facts = hoverFacts(recorder, series, cursor.at, { msPerPixel, reach: msPerPixel * REACH_PIXELS });
  if (facts === undefined) return null;
  const width = bounds.current?.clientWidth ?? 0;
  const left = cursor.left + GAP + WIDTH > width ? cursor.left - GAP - WIDTH : cursor.left + GAP;
  const costs = kind.tells === 'costs';
  return (
    <div className="hs-tooltip" role="tooltip" aria-live="polite" style={{ left: Math.round(left), width: WIDTH }}>
      <div className="hs-tooltip-time">{clockText(facts.at, true)}</div>
      <MarkFacts mark={facts.mark} />
      <BandFacts band={facts.band} detailed={costs} />
      {!costs && <ValueFacts values={facts.values} />}
    </div>
  );
}
