import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { nextFrame } from '../ui/frame.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import type { Memory } from './memory.ts';
import { type MemoryState, visibleRange } from './memory-store.ts';
import type { MemoryRecorder } from './recorder.ts';
import type { SeriesSpec } from './series.ts';
import { type ChartCursor, TimeChart } from './time-chart.ts';

type SeriesOf = (recorder: MemoryRecorder) => readonly SeriesSpec[];

function isStill(now: MemoryState, before: MemoryState): boolean {
  return (
    now.pausedAt !== undefined &&
    now.pausedAt === before.pausedAt &&
    now.zoom === before.zoom &&
    now.minutes === before.minutes &&
    now.hidden === before.hidden
  );
}

/** Feeds a chart once per frame when the recording or what is wanted of it changed. Returns the end of it. */
function feed(chart: TimeChart, memory: Memory, seriesOf: SeriesOf): () => void {
  let scheduled = false;
  let ended = false;
  const draw = (): void => {
    scheduled = false;
    if (ended) return;
    const { recorder, store } = memory;
    const state = store.getState();
    chart.show({ series: seriesOf(recorder), hidden: state.hidden, range: visibleRange(state, recorder.newest) });
  };
  const end = memory.store.subscribe((now, before) => {
    if (scheduled || isStill(now, before)) return;
    scheduled = true;
    nextFrame(draw);
  });
  draw();
  return () => {
    ended = true;
    end();
  };
}

/** One chart with its tooltip. The uPlot instance lives as long as the component. */
export function ChartView(props: {
  readonly label: string;
  readonly overlays: boolean;
  readonly seriesOf: SeriesOf;
  readonly className: string;
}) {
  const { memory, theme } = useServices();
  const { overlays, seriesOf } = props;
  const elementRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<TimeChart>(undefined);
  const [cursor, setCursor] = useState<ChartCursor>();
  const dark = useStore(theme, (state) => state.dark);

  useEffect(() => {
    const element = elementRef.current;
    if (element === null) return;
    const chart = new TimeChart(element, {
      overlays,
      recorder: () => memory.recorder,
      hover: setCursor,
      zoom: (zoom) => memory.store.setState({ zoom }),
    });
    chartRef.current = chart;
    const end = feed(chart, memory, seriesOf);
    return () => {
      end();
      chart.dispose();
      chartRef.current = undefined;
    };
  }, [memory, overlays, seriesOf]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the style sheet that the chart reads
  useEffect(() => chartRef.current?.recolor(), [dark]);

  return (
    <figure className={`hs-chart ${props.className}`} aria-label={props.label}>
      <figcaption>{props.label}</figcaption>
      <div className="hs-chart-canvas" ref={elementRef} />
      {cursor !== undefined && <ChartTooltip cursor={cursor} bounds={elementRef} />}
    </figure>
  );
}
