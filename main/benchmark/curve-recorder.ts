import type { Curve } from '../../shared/benchmark/benchmark-view.ts';

/** Points a curve keeps; a chart has not many more pixels for one. */
export const MAX_POINTS = 240;

interface Point {
  readonly atMs: number;
  readonly heapUsed: number;
  readonly rss: number;
}

/**
 * Heap and resident set over one run, bounded however long it takes: whenever it is full, neighbours are merged in pairs,
 * each time keeping the larger values, so that a peak stays one.
 */
export class CurveRecorder {
  #points: Point[] = [];
  /** Samples that make one point, doubled with each thinning. */
  #perPoint = 1;
  #pending: Point[] = [];

  /** Milliseconds since the start of the run, and bytes. */
  add(atMs: number, heapUsed: number, rss: number): void {
    this.#pending.push({ atMs, heapUsed, rss });
    if (this.#pending.length < this.#perPoint) return;
    this.#points.push(merged(this.#pending));
    this.#pending = [];
    if (this.#points.length <= MAX_POINTS) return;
    this.#points = pairs(this.#points).map(merged);
    this.#perPoint *= 2;
  }

  curve(): Curve {
    const points = this.#pending.length > 0 ? [...this.#points, merged(this.#pending)] : this.#points;
    const whole = points.length > MAX_POINTS ? pairs(points).map(merged) : points;
    return {
      atMs: whole.map(({ atMs }) => Math.round(atMs)),
      heapUsed: whole.map(({ heapUsed }) => heapUsed),
      rss: whole.map(({ rss }) => rss),
    };
  }
}

/** The largest values, at the moment of the last. */
function merged(points: readonly Point[]): Point {
  return points.reduce((sum, { atMs, heapUsed, rss }) => ({
    atMs,
    heapUsed: Math.max(sum.heapUsed, heapUsed),
    rss: Math.max(sum.rss, rss),
  }));
}

function pairs<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, index) => items.slice(2 * index, 2 * index + 2));
}
