import { expect, test } from 'vitest';
import { cursorStep } from './chart-keys.ts';

test('arrows move by little, with Shift and by pages by more, to both ends, and other keys not at all', () => {
  expect(cursorStep('ArrowLeft', false)).toBeLessThan(0);
  expect(cursorStep('ArrowRight', true)).toBe(cursorStep('PageUp', false));
  expect(cursorStep('ArrowRight', true)).toBeGreaterThan(cursorStep('ArrowRight', false) ?? 0);
  expect([cursorStep('Home', false), cursorStep('End', false)]).toEqual([-Infinity, Infinity]);
  expect(cursorStep('Tab', false)).toBeUndefined();
});
