import { Checkbox } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { formatBytes } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { BATCH_HUES } from './chart-colors.ts';
import { visibleRange } from './memory-store.ts';
import { type MemoryRecorder, seriesName } from './recorder.ts';
import { MEASURES } from './sample-ring.ts';
import { heapSeries, MEASURE_LABELS, rssSeries, type SeriesSpec } from './series.ts';
import { StrokeSample } from './stroke-sample.tsx';
import type { TimeRange } from './window-summary.ts';

function SeriesEntry(props: { readonly spec: SeriesSpec; readonly text: string }) {
  const { spec, text } = props;
  const { memory } = useServices();
  const hidden = useStore(memory.store, (state) => state.hidden.has(spec.name));
  const value = memory.recorder.samples.latest(spec.name);
  return (
    <div className="hs-legend-series">
      <Checkbox
        checked={!hidden}
        aria-label={spec.label}
        onChange={() => memory.toggleSeries(spec.name)}
        labelElement={
          <>
            <StrokeSample spec={spec} /> {text}
          </>
        }
      />
      <span className="hs-legend-value">{Number.isNaN(value) ? '–' : formatBytes(value)}</span>
    </div>
  );
}

function IsolateEntry(props: { readonly isolate: string; readonly series: readonly SeriesSpec[] }) {
  const { isolate, series } = props;
  const { memory } = useServices();
  return (
    <section className="hs-legend-group" aria-label={isolate}>
      <h3>
        {isolate === 'main' ? 'Main' : isolate}
        {!memory.recorder.isLive(isolate) && <span className="hs-quiet"> ended</span>}
      </h3>
      {MEASURES.map((measure) => {
        const spec = series.find((known) => known.name === seriesName(isolate, measure));
        return spec && <SeriesEntry key={measure} spec={spec} text={MEASURE_LABELS[measure]} />;
      })}
    </section>
  );
}

function batchTypesIn(recorder: MemoryRecorder, range: TimeRange): readonly ResourceType[] {
  const seen = new Set<ResourceType>();
  for (const band of recorder.bands) if (band.to >= range.from && band.from <= range.to) seen.add(band.type);
  return RESOURCE_TYPES.filter((type) => seen.has(type));
}

/** Every curve with its newest value and a switch, and what the marks and regions mean. */
export function MemoryLegend() {
  const { memory } = useServices();
  const state = useStore(memory.store);
  const { recorder } = memory;
  const series = heapSeries(recorder);
  const types = batchTypesIn(recorder, visibleRange(state, recorder.newest));
  return (
    <aside className="hs-legend" aria-label="Legend">
      {recorder.isolates.map((isolate) => (
        <IsolateEntry key={isolate} isolate={isolate} series={series} />
      ))}
      <section className="hs-legend-group" aria-label="Process">
        <h3>Process</h3>
        {rssSeries().map((spec) => (
          <SeriesEntry key={spec.name} spec={spec} text="RSS" />
        ))}
      </section>
      <section className="hs-legend-group" aria-label="Garbage collections">
        <h3>Garbage collections</h3>
        <div className="hs-legend-mark">
          <svg width="12" height="12" aria-hidden="true">
            <path d="M6 1l5 10H1z" fill="var(--hs-gc-forced)" />
          </svg>
          Forced
        </div>
        <div className="hs-legend-mark">
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" fill="var(--hs-gc-natural)" />
          </svg>
          Natural
        </div>
        <p className="hs-quiet">A major one is larger and runs a line through the chart.</p>
      </section>
      {types.length > 0 && (
        <section className="hs-legend-group" aria-label="Batches">
          <h3>Batches</h3>
          {types.map((type) => (
            <div key={type} className="hs-legend-mark">
              <svg width="12" height="12" aria-hidden="true">
                <rect width="12" height="12" rx="2" fill={`hsl(${BATCH_HUES[type]} 60% 55% / 0.55)`} />
              </svg>
              {RESOURCE_LABELS[type]}
            </div>
          ))}
        </section>
      )}
    </aside>
  );
}
