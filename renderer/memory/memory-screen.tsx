import { ChartView } from './chart-view.tsx';
import { HEAP_CHART, LANES_CHART, RSS_CHART } from './charts.ts';
import { MemoryDock } from './dock/memory-dock.tsx';
import { MemoryLegend } from './legend/memory-legend.tsx';
import { MemoryToolbar } from './memory-toolbar.tsx';
import { MemoryTiles } from './tiles/memory-tiles.tsx';

/** The live heap of every isolate above what its batches spend their time on, beside the memory of whole processes. */
export function MemoryScreen() {
  return (
    <div className="hs-memory">
      <MemoryToolbar />
      <MemoryTiles />
      <div className="hs-memory-body">
        <div className="hs-memory-main">
          <div className="hs-charts">
            <ChartView kind={HEAP_CHART} />
            <ChartView kind={LANES_CHART} />
            <ChartView kind={RSS_CHART} />
          </div>
          <MemoryDock />
        </div>
        <MemoryLegend />
      </div>
    </div>
  );
}
