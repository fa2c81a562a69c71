import { describe, expect, it } from 'vitest';
import type { BatchBand } from '../../../shared/contract.ts';
import { BATCH_HUES } from '../chart-colors.ts';
import { band } from '../memory-fixture.ts';
import { timeScale } from '../time-scale.ts';
import { type StageCells, stageCells } from './stage-cells.ts';

/** A hundred pixels from the tenth on, of ten milliseconds each. */
const SCALE = timeScale({ from: 1000, to: 2000, left: 10, width: 100 });

function decoded(from: number, to: number, busyMs: number, more: Partial<BatchBand> = {}): BatchBand {
  return band(from, to, 1, { stages: { decode: { from, to, busyMs } }, ...more });
}

/** Pixels of the decode lane that hold something. */
function decodePixels({ busyMs, width }: StageCells): Record<number, number> {
  const lane = [...busyMs.subarray(width, 2 * width)];
  return Object.fromEntries(
    lane.flatMap((value, x) => (Number.isNaN(value) ? [] : [[x, Math.round(value * 100) / 100]])),
  );
}

describe('stageCells', () => {
  it('makes a block of a span that is wide enough, cut off at the edges', () => {
    const cells = stageCells([decoded(1200, 1300, 25), decoded(500, 1100, 600), decoded(1950, 2500, 0)], SCALE);
    const hue = BATCH_HUES.VirtualMachine;
    expect(cells.blocks).toEqual([
      { stage: 1, hue, left: 30, right: 40, share: 0.25 },
      { stage: 1, hue, left: 10, right: 20, share: 1 },
      { stage: 1, hue, left: 105, right: 110, share: 0 },
    ]);
    expect(decodePixels(cells)).toEqual({});
  });

  it('adds narrow spans up by the pixel', () => {
    const batches = [decoded(1001, 1004, 2), decoded(1005, 1008, 3), decoded(1012, 1028, 8), decoded(1500, 1500, 1)];
    const cells = stageCells(batches, SCALE);
    expect(cells.blocks).toEqual([]);
    expect(decodePixels(cells)).toEqual({ 0: 5, 1: 4, 2: 4, 50: 1 });
  });

  it('remembers the kind that came last, and leaves other lanes alone', () => {
    const cells = stageCells([decoded(1001, 1004, 2), decoded(1005, 1008, 3, { type: 'HostSystem' })], SCALE);
    expect(cells.hues[cells.width]).toBe(BATCH_HUES.HostSystem);
    expect([...cells.busyMs.subarray(0, cells.width)].every(Number.isNaN)).toBe(true);
  });

  it('leaves out what is not on screen', () => {
    const cells = stageCells([decoded(0, 999, 5), decoded(2001, 2050, 5), band(1100, 1200)], SCALE);
    expect(cells.blocks).toEqual([]);
    expect(decodePixels(cells)).toEqual({});
  });

  it('gives a span the same pixels, whichever part of it is on screen', () => {
    expect(decodePixels(stageCells([decoded(1989, 2012, 6)], SCALE))).toEqual({ 98: 1.5, 99: 1.5 });
    expect(decodePixels(stageCells([decoded(1999, 2000, 1), decoded(2000, 2000, 1)], SCALE))).toEqual({ 99: 1 });
    expect(stageCells([decoded(1980, 2500, 1)], SCALE).blocks).toMatchObject([{ left: 108, right: 110 }]);
  });

  it('does not grow with the number of batches', () => {
    const many = Array.from({ length: 8192 }, (_, index) => decoded(1000 + index / 9, 1000 + index / 9 + 0.1, 0.1));
    const cells = stageCells(many, SCALE);
    expect(cells.blocks).toEqual([]);
    expect(cells.busyMs).toHaveLength(500);
    const total = Object.values(decodePixels(cells)).reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(819.2, 0);
  });
});
