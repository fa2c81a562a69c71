import { describe, expect, it } from 'vitest';
import type { Difference } from './difference.ts';
import { formatDifference, sayDifference } from './difference-text.ts';

function difference(relative: number, half: number | undefined, more: Partial<Difference> = {}): Difference {
  return {
    absolute: relative * 1000,
    relative,
    low: half === undefined ? undefined : relative - half,
    high: half === undefined ? undefined : relative + half,
    verdict: relative < 0 ? 'less' : 'more',
    ...more,
  };
}

describe('difference in words', () => {
  it.each([
    [difference(-0.31, 0.04), '−31 % ± 4', '31 % ± 4 less peak memory'],
    [difference(-0.312, 0.0311), '−31 % ± 4', '31 % ± 4 less peak memory'],
    [difference(-0.886, 0.003), '−88.6 % ± 0.3', '88.6 % ± 0.3 less peak memory'],
    [difference(-0.992, 0), '−99.2 %', '99.2 % less peak memory'],
    [difference(-1, 0), '−100 %', '100 % less peak memory'],
    [difference(0.042, 0.016), '+4.2 % ± 1.6', '4.2 % ± 1.6 more peak memory'],
    [difference(1.06, 0.05), '+106 % ± 5', '106 % ± 5 more peak memory'],
    [difference(6, 0), '×7.0', '7.0 times the peak memory'],
    [difference(4.8, 0.16), '×5.8 ± 0.2', '5.8 ± 0.2 times the peak memory'],
    [difference(-0.0003, 0), '−<0.1 %', '<0.1 % less peak memory'],
    [difference(-0.4, undefined, { verdict: 'too few runs' }), '−40 %', '40 % less peak memory'],
    [difference(0.004, 0.1, { verdict: 'noise' }), 'within noise', 'peak memory within noise'],
    [difference(0, 0, { verdict: 'same' }), 'same', 'same peak memory'],
    [difference(0, 0, { relative: undefined, absolute: 2048 }), '+2.00 KiB', 'peak memory of 2.00 KiB instead of none'],
  ])('%j', (given, cell, words) => {
    expect(formatDifference('peakRssBytes', given)).toBe(cell);
    expect(sayDifference('peakRssBytes', given)).toBe(words);
  });

  it('rounds the half up to the last digit that is told, and counts the wider half', () => {
    expect(formatDifference('wallMs', difference(-0.2, undefined, { low: -0.25, high: -0.189 }))).toBe('−20 % ± 5');
    expect(formatDifference('wallMs', difference(-0.5, 0.0001))).toBe('−50.0 % ± 0.1');
  });

  it('calls less time faster, and fewer of what is counted', () => {
    expect(sayDifference('wallMs', difference(-0.12, 0.03))).toBe('12 % ± 3 faster');
    expect(sayDifference('wallMs', difference(0.12, 0.03))).toBe('12 % ± 3 slower');
    expect(sayDifference('requests', difference(-0.5, 0))).toBe('50 % fewer requests');
  });
});
