import { describe, expect, it } from 'vitest';
import { intervalText, parseInterval } from './schedule-interval.ts';

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

  it.each([
    [90, '90 s'],
    [900, '15 min'],
    [3600, '1 h'],
    [5400, '90 min'],
    [604_800, '7 d'],
  ])('tells %d seconds', (seconds, text) => {
    expect(intervalText(seconds)).toBe(text);
  });

  it.each(['', '15', 'm', '4s', '0m', '8d', '1.5h', '-5m', '15 m', '1000000s', 'on'])(
    'refuses %j, naming it',
    (text) => {
      expect(() => parseInterval(text)).toThrow(`--schedule: "${text}" is no interval.`);
    },
  );
});
