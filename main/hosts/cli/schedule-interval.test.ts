import { describe, expect, it } from 'vitest';
import { parseInterval } from './schedule-interval.ts';

describe('the interval of a schedule', () => {
  it.each([
    ['5s', 5],
    ['90s', 90],
    [' 15M ', 900],
    ['2h', 7200],
    ['7d', 604_800],
    ['off', undefined],
  ])('reads %j', (text, seconds) => {
    expect(parseInterval(text)).toBe(seconds);
  });

  it.each(['', '15', 'm', '4s', '0m', '8d', '1.5h', '-5m', '15 m', '1000000s', 'on'])(
    'refuses %j, naming it',
    (text) => {
      expect(() => parseInterval(text)).toThrow(`--schedule: "${text}" is no interval.`);
    },
  );
});
