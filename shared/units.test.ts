import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatDuration,
  formatMegabytes,
  formatMegahertz,
  formatMilliseconds,
} from './units.ts';

const GIB = 1024 ** 3;

describe('units', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.00 KiB'],
    [1.5 * GIB, '1.50 GiB'],
    [9.999 * GIB, '10.0 GiB'],
    [99.99 * GIB, '100 GiB'],
    [1023.9 * GIB, '1.00 TiB'],
    [-2048, '-2.00 KiB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('counts megabytes in powers of two, and megahertz in thousands', () => {
    expect(formatMegabytes(4096)).toBe('4.00 GiB');
    expect(formatMegahertz(2400)).toBe('2,400 MHz');
    expect(formatMegahertz(153_600)).toBe('153.6 GHz');
  });

  it.each([
    [0.42, '0.4 s'],
    [42, '42 s'],
    [125, '2 min 5 s'],
    [7260, '2 h 1 min'],
    [93_784, '1 d 2 h'],
  ])('%d s are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it.each([
    [0, '0 ms'],
    [0.05, '0.05 ms'],
    [12.34, '12.3 ms'],
    [99.97, '100 ms'],
    [999.7, '1.00 s'],
    [4210, '4.21 s'],
    [9996, '10.0 s'],
    [42_000, '42.0 s'],
    [99_960, '1 min 39 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms are %s', (milliseconds, text) => expect(formatMilliseconds(milliseconds)).toBe(text));

  it('tells how long ago in one unit', () => {
    const now = 1_000_000_000;
    expect([5, 45, 200, 8000, 200_000].map((seconds) => formatAgo(now - seconds * 1000, now))).toEqual([
      'just now',
      '45 s ago',
      '3 min ago',
      '2 h ago',
      '2 d ago',
    ]);
  });
});
