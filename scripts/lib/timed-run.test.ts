import { expect, it } from 'vitest';
import { parseUsage } from './timed-run.mjs';

it('reads what GNU time reports', () => {
  expect(parseUsage('3.52 2.75 0.25 104448\n')).toEqual({ seconds: 3.52, cpuSeconds: 3, peakBytes: 102 * 1024 * 1024 });
});

it('does not take a complaint for a report', () => {
  expect(() => parseUsage('Command exited with non-zero status 1\n')).toThrow('Command exited');
});
