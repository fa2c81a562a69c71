import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { inTurn } from '../ui/frame.ts';
import { cursorStep } from './chart-keys.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import type { ChartKind } from './charts.ts';
import { clockText } from './clock-text.ts';
import type { Memory } from './memory.ts';
import { isHidden, type MemoryState, visibleRange } from './memory-store.ts';
import { type ChartCursor, TimeChart } from './time-chart.ts';

function isStill(now: MemoryState, before: MemoryState): boolean {
  return (
    now.pausedAt !== undefined &&
    now.pausedAt === before.pausedAt &&
    now.zoom === before.zoom &&
    now.minutes === before.minutes &&
    now.hidden === before.hidden &&
    now.hiddenMeasures === before.hiddenMeasures
  );
}

/** Feeds a chart once for as many changes as come before its turn, when the recording or what is wanted of it changed. Returns the end of it. */
function feed(chart: TimeChart, memory: Memory, kind: ChartKind): () => void {
  const draw = (): void => {
    const { recorder, store } = memory;
    const state = store.getState();
    chart.show({
      series: kind.seriesOf(recorder),
      isHidden: (spec) => isHidden(state, spec),
      range: visibleRange(state, recorder.newest),
    });
  };
  const turn = inTurn(draw);
  const end = memory.store.subscribe((now, before) => {
    if (!isStill(now, before)) turn.request();
  });
  draw();
  return () => {
    turn.end();
    end();
  };
}

/** One chart with its tooltip, for the pointer and for the arrow keys. The uPlot instance lives as long as the component. */
export function ChartView(props: { readonly kind: ChartKind }) {
  const { kind } = props;
  const { memory, theme, collections } = useServices();
  const elementRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<TimeChart>(undefined);
  const [cursor, setCursor] = useState<ChartCursor>();
  const dark = useStore(theme, (state) => state.dark);

  useEffect(() => {
    const element = elementRef.current;
    if (element === null) return;
    const recorder = () => memory.recorder;
    const chart = new TimeChart(element, {
      ...kind.options({ recorder, budget: () => collections.store.getState().current?.budgetBytes }),
      recorder,
      hover: setCursor,
      zoom: (zoom) => memory.zoomTo(zoom),
    });
    chartRef.current = chart;
    const end = feed(chart, memory, kind);
    return () => {
      end();
      chart.dispose();
      chartRef.current = undefined;
    };
  }, [memory, collections, kind]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the style sheet that the chart reads
  useEffect(() => chartRef.current?.recolor(), [dark]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = cursorStep(event.key, event.shiftKey);
    if (event.key === 'Escape' && cursor !== undefined) chartRef.current?.dropCursor();
    else if (step !== undefined) {
      // What is read must not move on meanwhile.
      if (memory.store.getState().pausedAt === undefined) memory.setPaused(true);
      chartRef.current?.moveCursor(step);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const { from, to } = visibleRange(memory.store.getState(), memory.recorder.newest);
  const part = cursor === undefined || to <= from ? 100 : Math.round(((cursor.at - from) / (to - from)) * 100);
  return (
    <figure className={`hs-chart ${kind.className}`} aria-label={kind.label}>
      <figcaption>{kind.label}</figcaption>
      <div
        className="hs-chart-canvas"
        ref={elementRef}
        role="slider"
        tabIndex={0}
        aria-label={`Moment in ${kind.label}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part}
        aria-valuetext={cursor === undefined ? 'now' : clockText(cursor.at, true)}
        aria-description="Arrow keys pause the chart and tell of its moments."
        onKeyDown={onKeyDown}
        onBlur={() => chartRef.current?.dropCursor()}
      />
      {cursor !== undefined && <ChartTooltip kind={kind} cursor={cursor} bounds={elementRef} />}
    </figure>
  );
}
