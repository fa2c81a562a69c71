import { FONT } from './chart-frame.ts';
import { textWidth } from './text-width.ts';

/** A point with its value in words, where it is drawn. */
export interface LabelledPoint {
  readonly label: string;
  readonly value: number;
  readonly x: number;
  readonly y: number;
}

const GAP = 4;

/**
 * Which points have room for their label: the least and the greatest first, then from left to right. Labels stand in the
 * middle above their points and stay within the chart.
 *
 * @returns those that have, with the middle of their label as x.
 */
export function labelsWithRoom(points: readonly LabelledPoint[], width: number): readonly LabelledPoint[] {
  const values = points.map(({ value }) => value);
  const extremes = [Math.min(...values), Math.max(...values)].flatMap(
    (value) => points.find((point) => point.value === value) ?? [],
  );
  const kept: LabelledPoint[] = [];
  for (const point of new Set([...extremes, ...points])) {
    const half = textWidth(point.label, FONT.small) / 2;
    const placed = { ...point, x: Math.max(half, Math.min(width - half, point.x)) };
    if (kept.every((other) => !isClose(placed, other))) kept.push(placed);
  }
  return kept;
}

function isClose(a: LabelledPoint, b: LabelledPoint): boolean {
  const needed = (textWidth(a.label, FONT.small) + textWidth(b.label, FONT.small)) / 2 + GAP;
  return Math.abs(a.x - b.x) < needed && Math.abs(a.y - b.y) < FONT.small + GAP;
}
