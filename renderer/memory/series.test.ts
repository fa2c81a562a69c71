import { expect, test } from 'vitest';
import { colorOf } from './series.ts';

test('main and the window have colours that no thread has', () => {
  const threads = ['collector', 'live', 'comparison'].flatMap((kind) =>
    Array.from({ length: 12 }, (_, index) => colorOf(`${kind}-${index + 1}`)),
  );
  expect(threads).not.toContain(colorOf('main'));
  expect(threads).not.toContain(colorOf('window'));
});

test('a collector looks unlike the one before it, and unlike the thread that follows what it has read', () => {
  for (let number = 1; number < 12; number += 1) {
    const collector = colorOf(`collector-${number}`);
    expect(colorOf(`collector-${number + 1}`)).not.toBe(collector);
    expect(colorOf(`live-${number}`)).not.toBe(collector);
    expect(colorOf(`comparison-${number}`)).not.toBe(collector);
    expect(colorOf(`comparison-${number}`)).not.toBe(colorOf(`live-${number}`));
  }
});
