import { describe, expect, it } from 'vitest';
import { CurveRecorder, MAX_POINTS } from './curve-recorder.ts';

function recorded(samples: number): ReturnType<CurveRecorder['curve']> {
  const recorder = new CurveRecorder();
  for (let index = 0; index < samples; index++)
    recorder.add(index * 50, index === 1234 ? 9999 : index % 7, 1000 + index);
  return recorder.curve();
}

describe('the curve of a run', () => {
  it('is empty before there is a sample, and what was sampled while that is little', () => {
    expect(recorded(0)).toEqual({ atMs: [], heapUsed: [], rss: [] });
    expect(recorded(3)).toEqual({ atMs: [0, 50, 100], heapUsed: [0, 1, 2], rss: [1000, 1001, 1002] });
    expect(recorded(MAX_POINTS).atMs).toHaveLength(MAX_POINTS);
  });

  it.each([MAX_POINTS + 1, 481, 1000, 5000, 72_003])('is thinned of %i samples, and ends with the last', (samples) => {
    const { atMs, heapUsed, rss } = recorded(samples);
    expect(atMs.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(atMs.length).toBeGreaterThan(MAX_POINTS / 2 - 1);
    expect([heapUsed.length, rss.length]).toEqual([atMs.length, atMs.length]);
    expect(atMs.at(-1)).toBe((samples - 1) * 50);
    expect(atMs).toEqual(atMs.toSorted((a, b) => a - b));
    expect(rss.at(-1)).toBe(1000 + samples - 1);
  });

  it('keeps a peak that lasted for one sample', () => {
    expect(Math.max(...recorded(5000).heapUsed)).toBe(9999);
  });
});
