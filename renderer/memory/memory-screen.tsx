import { Button, SegmentedControl } from '@blueprintjs/core';
import { Pause, Play, ZoomOut } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { AllocationSites } from './allocation-sites.tsx';
import { ChartView } from './chart-view.tsx';
import { MemoryLegend } from './memory-legend.tsx';
import { WINDOW_MINUTES } from './memory-store.ts';
import { MemoryTiles } from './memory-tiles.tsx';
import { heapSeries, rssSeries } from './series.ts';

const WINDOW_OPTIONS = WINDOW_MINUTES.map((minutes) => ({ label: `${minutes} min`, value: String(minutes) }));

function MemoryToolbar() {
  const { memory } = useServices();
  const minutes = useStore(memory.store, (state) => state.minutes);
  const paused = useStore(memory.store, (state) => state.pausedAt !== undefined);
  const zoomed = useStore(memory.store, (state) => state.zoom !== undefined);
  const setMinutes = (value: string): void => {
    const chosen = WINDOW_MINUTES.find((known) => String(known) === value);
    if (chosen !== undefined) memory.store.setState({ minutes: chosen, zoom: undefined });
  };
  return (
    <div className="hs-toolbar">
      <h2>Memory</h2>
      {paused && <span className="hs-toolbar-count">paused, still recording</span>}
      <div className="hs-toolbar-end">
        {zoomed && (
          <Button
            size="small"
            icon={<ZoomOut size={14} />}
            text="Reset zoom"
            onClick={() => memory.store.setState({ zoom: undefined })}
          />
        )}
        <SegmentedControl
          aria-label="Time window"
          size="small"
          options={WINDOW_OPTIONS}
          value={String(minutes)}
          onValueChange={setMinutes}
        />
        <Button
          size="small"
          icon={paused ? <Play size={14} /> : <Pause size={14} />}
          text={paused ? 'Resume' : 'Pause'}
          onClick={() => memory.setPaused(!paused)}
        />
      </div>
    </div>
  );
}

/** The live heap of main and of every collector, beside the memory of the whole process. */
export function MemoryScreen() {
  return (
    <div className="hs-memory">
      <MemoryToolbar />
      <MemoryTiles />
      <div className="hs-memory-body">
        <div className="hs-charts">
          <ChartView className="hs-chart-heap" label="JavaScript heap" overlays seriesOf={heapSeries} />
          <ChartView
            className="hs-chart-rss"
            label="Resident set of the process"
            overlays={false}
            seriesOf={rssSeries}
          />
          <AllocationSites />
        </div>
        <MemoryLegend />
      </div>
    </div>
  );
}
