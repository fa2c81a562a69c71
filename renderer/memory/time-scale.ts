import type uPlot from 'uplot';

/** How moments lie on a chart's canvas. */
export interface TimeScale {
  /** The stretch on screen, milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Edges of the plot, in canvas pixels. */
  readonly left: number;
  readonly width: number;
  readonly msPerPixel: number;
  toPixel(at: number): number;
}

/** The time scale of a chart as it is drawn now; undefined before it has any. */
export function timeScaleOf({ bbox, scales }: uPlot): TimeScale | undefined {
  const { min, max } = scales.x ?? {};
  if (min == null || max == null || max <= min || bbox.width <= 0) return undefined;
  return timeScale({ from: min, to: max, left: bbox.left, width: bbox.width });
}

export function timeScale(place: Pick<TimeScale, 'from' | 'to' | 'left' | 'width'>): TimeScale {
  const { from, to, left, width } = place;
  const pixelsPerMs = width / (to - from);
  return { ...place, msPerPixel: 1 / pixelsPerMs, toPixel: (at) => left + (at - from) * pixelsPerMs };
}
