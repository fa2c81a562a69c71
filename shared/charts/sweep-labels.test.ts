import { describe, expect, it } from 'vitest';
import { labelsWithRoom } from './sweep-labels.ts';

function points(step: number, values: readonly number[]) {
  return values.map((value, index) => ({ label: `${value} MiB`, value, x: 40 + index * step, y: 100 - value }));
}

function kept(step: number, values: readonly number[], width = 500): readonly string[] {
  return labelsWithRoom(points(step, values), width).map(({ label }) => label);
}

describe('labels of a sweep', () => {
  it('are all told where there is room', () => {
    expect(new Set(kept(80, [11, 12, 13, 14]))).toEqual(new Set(['11 MiB', '12 MiB', '13 MiB', '14 MiB']));
  });

  it('tell the least and the greatest first', () => {
    expect(kept(30, [12, 11, 13, 12, 14, 13]).slice(0, 2)).toEqual(['11 MiB', '14 MiB']);
  });

  it('tell equal values once where they crowd', () => expect(kept(10, [12, 12, 12])).toEqual(['12 MiB']));

  it('stand beside each other when they are at different heights', () => {
    expect(kept(10, [10, 60])).toHaveLength(2);
  });

  it('stay within the chart', () => {
    const [first] = labelsWithRoom([{ label: '1,083 MiB', value: 1, x: 2, y: 20 }], 300);
    expect(first?.x).toBeGreaterThan(20);
  });

  it('can be none', () => expect(labelsWithRoom([], 300)).toEqual([]));
});
