import uPlot from 'uplot';
import { formatBytes } from '../../shared/units.ts';
import { type ChartColors, type ChartPainter, readChartColors } from './chart-colors.ts';
import { chartData } from './chart-data.ts';
import type { MemoryRecorder } from './recorder.ts';
import type { SeriesSpec } from './series.ts';
import { timeLabels } from './time-labels.ts';
import { timeScale } from './time-scale.ts';
import type { TimeRange } from './window-summary.ts';

/** Width of the vertical axis in pixels; the same for all charts, so that their time lines stand above each other. */
const AXIS_WIDTH = 92;
/** Pixels between the newest moment and the right edge of the chart. */
const RIGHT_MARGIN = 16;
/** Powers of two from 1 KiB to 1 TiB: ticks fall on whole KiB, MiB and GiB. */
const BYTE_STEPS = Array.from({ length: 31 }, (_, power) => 2 ** (power + 10));
/** Narrower selections are clicks, not zooms; pixels. */
const LEAST_DRAG = 6;

/** Where the cursor is: pixels within the chart's element, and the moment there. */
export interface ChartCursor {
  readonly left: number;
  readonly top: number;
  readonly at: number;
  /** Milliseconds that one pixel stands for. */
  readonly msPerPixel: number;
}

export interface TimeChartOptions {
  /** Whether the times are written below; charts right above each other share one axis. */
  readonly timeAxis: boolean;
  /** Whether there are curves over an axis of bytes, or only what `front` draws. */
  readonly byteAxis: boolean;
  /** Draws behind the curves. */
  readonly behind?: ChartPainter;
  /** Draws in front of them. */
  readonly front?: ChartPainter;
  readonly recorder: () => MemoryRecorder;
  /** Undefined when the cursor leaves. */
  readonly hover: (cursor: ChartCursor | undefined) => void;
  /** The operator dragged out a stretch, or asked for the whole window again. */
  readonly zoom: (range: TimeRange | undefined) => void;
}

/** What a chart is to show now. */
export interface ChartContents {
  readonly series: readonly SeriesSpec[];
  readonly isHidden: (spec: SeriesSpec) => boolean;
  readonly range: TimeRange;
}

function axisBytes(value: number): string {
  return value === 0
    ? '0'
    : formatBytes(value)
        .replace(/(\.\d*?)0+ /, '$1 ')
        .replace('. ', ' ');
}

/** A uPlot chart over time. Created once; curves come and go, and `show` feeds it. */
export class TimeChart {
  readonly #element: HTMLElement;
  readonly #options: TimeChartOptions;
  readonly #chart: uPlot;
  readonly #observer: ResizeObserver;
  #colors: ChartColors;
  #names: string[] = [];
  #range: TimeRange = { from: 0, to: 1 };
  /** The cursor is moved by keys: it speaks wherever the pointer is. */
  #byKey = false;

  constructor(element: HTMLElement, options: TimeChartOptions) {
    this.#element = element;
    this.#options = options;
    this.#colors = readChartColors(element);
    this.#chart = new uPlot(this.#chartOptions(), [[]], element);
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(element);
    this.#chart.over.addEventListener('mouseleave', () => options.hover(undefined));
  }

  /** Shows a stretch of the recording. */
  show(view: ChartContents): void {
    const chart = this.#chart;
    this.#range = view.range;
    chart.batch(() => {
      this.#matchSeries(view.series);
      for (const spec of view.series) {
        const index = this.#names.indexOf(spec.name) + 1;
        const show = !view.isHidden(spec);
        if (chart.series[index]?.show !== show) chart.setSeries(index, { show });
      }
      const { times, values } = chartData(this.#options.recorder(), this.#names, view.range);
      chart.setData([times, ...values], false);
      chart.setScale('x', { min: view.range.from, max: view.range.to });
    });
  }

  /** Takes over the colours of a theme that was just applied. */
  recolor(): void {
    this.#colors = readChartColors(this.#element);
    this.#chart.redraw(true, true);
  }

  /** Moves the cursor by pixels, from the newest moment where it is nowhere yet. */
  moveCursor(by: number): void {
    const { over, cursor } = this.#chart;
    const last = over.clientWidth - 1;
    const from = cursor.left === undefined || cursor.left < 0 ? last : cursor.left;
    this.#byKey = true;
    this.#chart.setCursor({ left: Math.min(last, Math.max(0, from + by)), top: over.clientHeight / 2 });
    this.#byKey = false;
  }

  /** Takes the cursor off the chart. */
  dropCursor(): void {
    this.#chart.setCursor({ left: -1, top: -1 });
    this.#options.hover(undefined);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#chart.destroy();
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width > 0 && height > 0) this.#chart.setSize({ width, height });
  }

  /** Adds and removes curves until they are the wanted ones, in any order. */
  #matchSeries(wanted: readonly SeriesSpec[]): void {
    for (let index = this.#names.length - 1; index >= 0; index -= 1) {
      if (wanted.some((spec) => spec.name === this.#names[index])) continue;
      this.#names.splice(index, 1);
      this.#chart.delSeries(index + 1);
    }
    for (const spec of wanted) {
      if (this.#names.includes(spec.name)) continue;
      this.#names.push(spec.name);
      this.#chart.addSeries(
        {
          label: spec.label,
          stroke: () => this.#colors.series[spec.color] ?? this.#colors.text,
          width: spec.width,
          dash: [...spec.dash],
          // A busy isolate misses a sample now and then; that is no break in its curve.
          spanGaps: true,
          points: { show: false },
        },
        this.#names.length,
      );
    }
  }

  #chartOptions(): uPlot.Options {
    const { behind, front } = this.#options;
    return {
      width: Math.max(1, this.#element.clientWidth),
      height: Math.max(1, this.#element.clientHeight),
      ms: 1,
      padding: [8, RIGHT_MARGIN, 0, 0],
      legend: { show: false },
      series: [{}],
      scales: {
        x: { time: true, auto: false },
        y: { range: (_, __, max) => [0, Number.isFinite(max) && max > 0 ? max * 1.08 : 2 ** 20] },
      },
      axes: this.#axes(),
      cursor: {
        y: false,
        sync: { key: 'memory', setSeries: false },
        drag: { x: true, y: false, setScale: false },
        points: { size: 6, width: 0 },
        bind: {
          dblclick: () => () => {
            this.#options.zoom(undefined);
            return null;
          },
        },
      },
      hooks: {
        drawClear: behind === undefined ? [] : [(chart) => behind(chart, this.#colors)],
        draw: front === undefined ? [] : [(chart) => front(chart, this.#colors)],
        setSelect: [(chart) => this.#selected(chart)],
        setCursor: [(chart) => this.#cursorMoved(chart)],
      },
    };
  }

  #axes(): uPlot.Axis[] {
    const { timeAxis, byteAxis } = this.#options;
    const axis = {
      stroke: () => this.#colors.text,
      font: this.#axisFont(),
      grid: { stroke: () => this.#colors.grid, width: 1 },
      ticks: { stroke: () => this.#colors.grid, width: 1, size: timeAxis ? 4 : 0 },
    };
    return [
      {
        ...axis,
        space: 96,
        size: timeAxis ? 28 : 4,
        values: (chart, splits, _, __, step) =>
          timeAxis ? this.#timeLabels(chart, splits, step) : splits.map(() => ''),
      },
      {
        ...axis,
        space: 32,
        size: AXIS_WIDTH,
        incrs: BYTE_STEPS,
        ...(byteAxis
          ? { values: (_, splits) => splits.map((value) => axisBytes(value)) }
          : { splits: () => [], values: () => [] }),
      },
    ];
  }

  #axisFont(): string {
    return `11px ${this.#colors.font}`;
  }

  #timeLabels({ ctx, width }: uPlot, moments: readonly number[], step: number): string[] {
    const scale = timeScale({ ...this.#range, left: AXIS_WIDTH, width: width - AXIS_WIDTH - RIGHT_MARGIN });
    const measure = (text: string): number => {
      ctx.save();
      ctx.font = this.#axisFont();
      const { width: pixels } = ctx.measureText(text);
      ctx.restore();
      return pixels;
    };
    return timeLabels(moments, { scale, right: width, step, measure });
  }

  #selected(chart: uPlot): void {
    const { left, width } = chart.select;
    if (width >= LEAST_DRAG) {
      this.#options.zoom({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + width, 'x') });
    }
    if (width > 0) chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  #cursorMoved(chart: uPlot): void {
    const { left = -1, top = -1 } = chart.cursor;
    // The other chart's cursor follows along; only the one under the pointer speaks.
    if (!this.#byKey && !chart.over.matches(':hover')) return;
    if (left < 0) {
      this.#options.hover(undefined);
      return;
    }
    this.#options.hover({
      left: left + chart.over.offsetLeft,
      top: top + chart.over.offsetTop,
      at: chart.posToVal(left, 'x'),
      msPerPixel: (this.#range.to - this.#range.from) / Math.max(1, chart.over.clientWidth),
    });
  }
}
