import { describe, expect, it } from 'vitest';
import { leakCheck } from '../tools/tools-fixture.ts';
import { leakPicture } from './leak-fit.ts';

const KIB = 1024;
const VERDICT = {
  kind: 'growing',
  slopeBytes: 100 * KIB,
  lowBytes: 90 * KIB,
  highBytes: 110 * KIB,
  warmUpRuns: 1,
  sentence: '',
} as const;

describe('leakPicture', () => {
  it('draws the line through the mean of what was fitted, with its interval', () => {
    const { dots, line, low, high } = leakPicture(leakCheck([500, 1000, 1100, 1200], { verdict: VERDICT }));
    expect(dots.map(({ warmUp }) => warmUp)).toEqual([true, false, false, false]);
    expect(line).toEqual([
      { run: 2, fitted: 1000 * KIB, low: 990 * KIB, high: 1010 * KIB },
      { run: 4, fitted: 1200 * KIB, low: 1190 * KIB, high: 1210 * KIB },
    ]);
    expect([low, high]).toEqual([500 * KIB, 1210 * KIB]);
  });

  it('has points alone before there is a verdict', () => {
    const picture = leakPicture(leakCheck([1000, 1001]));
    expect(picture.line).toEqual([]);
    expect(picture.dots).toHaveLength(2);
  });

  it('does not blow up noise, and copes with nothing', () => {
    const { low, high } = leakPicture(leakCheck([1000, 1001]));
    expect(high - low).toBe(64 * KIB);
    expect((high + low) / 2).toBe(1000.5 * KIB);
    expect(leakPicture(leakCheck([]))).toEqual({ dots: [], line: [], low: 0, high: 64 * KIB });
    expect(leakPicture(leakCheck([5], { verdict: { ...VERDICT, warmUpRuns: 3 } })).line).toEqual([]);
  });
});
