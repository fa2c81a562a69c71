import { describe, expect, it } from 'vitest';
import { leakVerdict, warmUpRunsOf } from './leak-verdict.ts';

const KB = 1024;
const MB = 1024 * KB;

/** Points after some warm-up that is nothing like the rest. */
function points(heaps: readonly number[], external = 0) {
  const warmUp = [30 * MB, 24 * MB, 21 * MB];
  return [...warmUp, ...heaps].map((heapUsed, index) => ({
    run: index + 1,
    at: index,
    heapUsed,
    external: external * index,
    rss: 0,
  }));
}

const JITTER = [3, -2, 1, -3, 2, 0, -1].map((kilobytes) => kilobytes * KB);
const rising = (step: number) => JITTER.map((noise, index) => 20 * MB + index * step + noise);

describe('leakVerdict', () => {
  it('calls a heap steady that moves about one value', () => {
    const verdict = leakVerdict(points(rising(0)));
    expect(verdict).toMatchObject({ kind: 'steady', warmUpRuns: 3 });
    expect(verdict.sentence).toMatch(
      /^No leak: the settled heap changes by -?\d+ B per collection \(95 % interval -\S+ (B|KiB) to \S+ (B|KiB) over 7 collections\)\.$/,
    );
  });

  it('calls a heap growing that gains with every collection', () => {
    const verdict = leakVerdict(points(rising(300 * KB)));
    expect(verdict.kind).toBe('growing');
    expect(verdict.lowBytes).toBeGreaterThan(290 * KB);
    expect(verdict.sentence).toMatch(/^A leak: the settled heap grows by (299|300) KiB per collection/);
  });

  it('sees a leak outside of the heap', () => {
    expect(leakVerdict(points(rising(0), 100 * KB)).kind).toBe('growing');
  });

  it('calls a heap shrinking that loses with every collection', () => {
    const { kind, sentence } = leakVerdict(points(rising(-40 * KB)));
    expect(kind).toBe('shrinking');
    expect(sentence).toMatch(/^No leak: the settled heap shrinks by (39|40)\.\d KiB/);
  });

  it('does not decide where the heaps tell nothing', () => {
    const { kind, sentence } = leakVerdict(points([20, 26, 19, 27, 20, 25, 21].map((size) => size * MB)));
    expect(kind).toBe('unclear');
    expect(sentence).toContain('Check again with more collections.');
  });

  it('does not call a leak what V8 itself may add, however sure, and says so', () => {
    const drift = (step: number) =>
      leakVerdict(points(Array.from({ length: 7 }, (_, index) => 20 * MB + index * step)));
    expect(drift(12 * KB)).toMatchObject({ kind: 'steady', sentence: expect.stringContaining('V8 itself') });
    expect(drift(40 * KB).kind).toBe('growing');
  });
});

describe('warmUpRunsOf', () => {
  it.each([
    [3, 0],
    [4, 1],
    [6, 1],
    [7, 2],
    [10, 3],
    [100, 3],
  ])('of %i runs leaves out %i', (runs, left) => {
    expect(warmUpRunsOf(runs)).toBe(left);
  });
});
