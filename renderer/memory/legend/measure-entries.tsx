import { Checkbox } from '@blueprintjs/core';
import { memo } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../shell/services.ts';
import { MEASURES } from '../sample-ring.ts';
import { MEASURE_LABELS, MEASURE_STROKES } from '../series.ts';
import { StrokeSample } from '../stroke-sample.tsx';

/** Switches a measure for all isolates at once, so that few curves are on screen whatever their number. */
export const MeasureEntries = memo(function MeasureEntries() {
  const { memory } = useServices();
  const hidden = useStore(memory.store, (state) => state.hiddenMeasures);
  return (
    <section className="hs-legend-group hs-legend-measures" aria-label="Measures">
      <h3>Measures of all heaps</h3>
      {MEASURES.map((measure) => (
        <Checkbox
          key={measure}
          checked={!hidden.has(measure)}
          aria-label={`Show ${MEASURE_LABELS[measure].toLowerCase()}`}
          onChange={() => memory.toggleMeasure(measure)}
          labelElement={
            <>
              <StrokeSample spec={MEASURE_STROKES[measure]} /> {MEASURE_LABELS[measure]}
            </>
          }
        />
      ))}
    </section>
  );
});
