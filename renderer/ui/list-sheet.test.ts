import { expect, it } from 'vitest';
import { sheetTop } from './list-sheet.ts';

it('lets rows lie at few places, however long the list is', () => {
  const places = new Set<number>();
  for (let first = 0; first < 100_000; first += 7) {
    const sheet = sheetTop(first * 26, 26);
    expect(sheet).toBeLessThanOrEqual(first * 26);
    for (let row = first; row < first + 40; row += 1) places.add(row * 26 - sheet);
  }
  expect(places.size).toBe(128 + 39);
});
