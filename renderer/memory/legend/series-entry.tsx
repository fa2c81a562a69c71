import { Checkbox } from '@blueprintjs/core';
import { memo } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../../../shared/units.ts';
import { useServices } from '../../shell/services.ts';
import type { SeriesSpec } from '../series.ts';
import { StrokeSample } from '../stroke-sample.tsx';

interface SeriesProps {
  readonly spec: SeriesSpec;
  readonly text: string;
}

/** Rendered once for each curve: a box with its line costs far more than the number beside it that moves all the time. */
const SeriesSwitch = memo(
  function SeriesSwitch({ spec, text }: SeriesProps) {
    const { memory } = useServices();
    const hidden = useStore(memory.store, (state) => state.hidden.has(spec.name));
    return (
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
    );
  },
  (a, b) => a.spec.name === b.spec.name && a.spec.color === b.spec.color && a.text === b.text,
);

/** A curve with its newest value and a switch. */
export function SeriesEntry({ spec, text }: SeriesProps) {
  const { memory } = useServices();
  const value = memory.recorder.samples.latest(spec.name);
  return (
    <div className="hs-legend-series">
      <SeriesSwitch spec={spec} text={text} />
      <span className="hs-legend-value">{Number.isNaN(value) ? '–' : formatBytes(value)}</span>
    </div>
  );
}
