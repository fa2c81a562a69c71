import { describe, expect, it } from 'vitest';
import { estateBatches, estateOf } from './estate-fixture.ts';
import { storeBars } from './store-bars.ts';

describe('storeBars', () => {
  const table = estateOf(estateBatches(10)).table('Datastore');
  const bars = storeBars(table, [...[...table.refs].keys()]);

  it('puts the fullest first, and those of which nothing is known last', () => {
    expect(bars.map(({ name }) => name)).toEqual([
      ...['ds11', 'ds10', 'ds5', 'ds6', 'ds7', 'ds8', 'ds9'],
      ...['ds0', 'ds1', 'ds2', 'ds3', 'ds4'],
    ]);
  });

  it('colours them as the filters of the table divide them', () => {
    expect(bars.flatMap((bar) => (bar.isKnown ? [[bar.name, bar.tone]] : []))).toEqual([
      ['ds11', 'full'],
      ['ds10', 'full'],
      ['ds5', 'full'],
      ['ds6', 'filling'],
      ['ds7', 'filling'],
      ['ds8', 'roomy'],
      ['ds9', 'roomy'],
    ]);
  });

  it('says why nothing is known, and never calls that 0', () => {
    expect(bars.flatMap((bar) => (bar.isKnown ? [] : [bar.reason]))).toEqual([
      'not accessible',
      'not told whether it is accessible',
      'capacity of 0',
      'capacity not told',
      'free space not told',
    ]);
  });

  it('adds up what thin disks may still grow to', () => {
    const gib = 1024 ** 3;
    for (const bar of bars) {
      if (!bar.isKnown) continue;
      const uncommitted = table.cell(table.rowOf(bar.ref) ?? -1, 'summary.uncommitted');
      if (uncommitted === null) expect(bar.provisioned).toBeUndefined();
      else expect(bar.provisioned).toBeCloseTo(bar.used + Number(uncommitted) / (100 * gib), 9);
    }
  });
});
