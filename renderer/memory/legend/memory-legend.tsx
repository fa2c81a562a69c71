import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import { visibleRange } from '../memory-store.ts';
import { endingSince, endOfBand } from '../recent.ts';
import type { MemoryRecorder } from '../recorder.ts';
import { heapSeries, rssSeries } from '../series.ts';
import { usePicture } from '../use-picture.ts';
import type { TimeRange } from '../window-summary.ts';
import { IsolateEntry } from './isolate-entry.tsx';
import { BatchEntries, GarbageEntries } from './mark-entries.tsx';
import { MeasureEntries } from './measure-entries.tsx';
import { SeriesEntry } from './series-entry.tsx';

function batchTypesIn(recorder: MemoryRecorder, range: TimeRange): readonly ResourceType[] {
  const seen = new Set<ResourceType>();
  for (const band of endingSince(recorder.bands, range.from, endOfBand)) if (band.from <= range.to) seen.add(band.type);
  return RESOURCE_TYPES.filter((type) => seen.has(type));
}

/** Every curve with its newest value and a switch, and what the marks and regions mean. */
export function MemoryLegend() {
  const { memory } = useServices();
  const state = usePicture(memory.store);
  const { recorder } = memory;
  const series = heapSeries(recorder).filter(
    ({ measure }) => measure === undefined || !state.hiddenMeasures.has(measure),
  );
  return (
    <aside className="hs-legend" aria-label="Legend">
      <MeasureEntries />
      {recorder.isolates.map((isolate) => (
        <IsolateEntry
          key={isolate}
          isolate={isolate}
          series={series.filter(({ name }) => name.startsWith(`${isolate} `))}
        />
      ))}
      <section className="hs-legend-group" aria-label="Resident sets">
        <h3>Resident sets</h3>
        {rssSeries(recorder).map((spec) => (
          <SeriesEntry key={spec.name} spec={spec} text={spec.label} />
        ))}
      </section>
      <GarbageEntries />
      <BatchEntries types={batchTypesIn(recorder, visibleRange(state, recorder.newest))} />
    </aside>
  );
}
