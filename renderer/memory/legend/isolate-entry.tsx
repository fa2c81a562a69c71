import { Checkbox } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { useServices } from '../../shell/services.ts';
import { MEASURE_LABELS, type SeriesSpec } from '../series.ts';
import { StrokeSample } from '../stroke-sample.tsx';
import { SeriesEntry } from './series-entry.tsx';

const TITLES: Readonly<Record<string, string>> = { main: 'Main', window: 'This window' };

interface IsolateProps {
  readonly isolate: string;
  /** Its curves. */
  readonly series: readonly SeriesSpec[];
}

/** One that has ended: a line with one switch for all of its curves, as many may have ended within ten minutes. */
function EndedEntry({ isolate, series }: IsolateProps) {
  const { memory } = useServices();
  const shown = useStore(memory.store, ({ hidden }) => series.some(({ name }) => !hidden.has(name)));
  const [first] = series;
  return (
    <section className="hs-legend-group hs-legend-ended" aria-label={isolate}>
      <Checkbox
        checked={shown}
        aria-label={`${isolate} curves`}
        onChange={() =>
          memory.showSeries(
            series.map(({ name }) => name),
            !shown,
          )
        }
        labelElement={first && <StrokeSample spec={first} />}
      />
      <h3>
        {isolate}
        <span className="hs-quiet"> ended</span>
      </h3>
    </section>
  );
}

/** The curves of one isolate. */
export function IsolateEntry({ isolate, series }: IsolateProps) {
  const { memory } = useServices();
  if (!memory.recorder.isLive(isolate)) return <EndedEntry isolate={isolate} series={series} />;
  return (
    <section className="hs-legend-group" aria-label={isolate}>
      <h3>{TITLES[isolate] ?? isolate}</h3>
      {series.map((spec) => (
        <SeriesEntry
          key={spec.name}
          spec={spec}
          text={spec.measure === undefined ? '' : MEASURE_LABELS[spec.measure]}
        />
      ))}
    </section>
  );
}
