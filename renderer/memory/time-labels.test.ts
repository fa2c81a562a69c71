import { expect, test } from 'vitest';
import { timeLabels } from './time-labels.ts';
import { timeScale } from './time-scale.ts';

const MINUTE = 60_000;
const start = new Date(2026, 0, 15, 14, 5, 0).getTime();
/** A plot of one pixel for every 100 ms, from 92 px on, with 16 px beside it. */
const place = {
  scale: timeScale({ from: start, to: start + MINUTE, left: 92, width: 600 }),
  right: 708,
  step: 10_000,
  measure: (text: string) => text.length * 5.5,
};

test('labels tell the time of day, with milliseconds where they are less than a second apart', () => {
  expect(timeLabels([start, start + 10_000], place)).toEqual(['14:05:00', '14:05:10']);
  expect(timeLabels([start + 250, start + 500], { ...place, step: 250 })).toEqual(['14:05:00.250', '14:05:00.500']);
  expect(timeLabels([], place)).toEqual([]);
});

test('a label that would come nearer to the right edge than 8 px is left out', () => {
  // 44 px wide: 22 px at either side of its moment, which must not lie beyond 708 - 8 - 22 px.
  const last = start + (678 - 92) * 100;
  expect(timeLabels([start + 50_000, last], place)).toEqual(['14:05:50', '14:05:58']);
  expect(timeLabels([start + 50_000, last + 100], place)).toEqual(['14:05:50', '']);
});

test('the wider a label, the farther from the edge it ends', () => {
  const late = start + 58_000;
  expect(timeLabels([late], place)).toEqual(['14:05:58']);
  expect(timeLabels([late], { ...place, step: 500 })).toEqual(['']);
});
