import { describe, expect, it } from 'vitest';
import { attributeRows, type Measured } from './attribute-rows.ts';
import { compareSizes, differenceText } from './size-comparison.ts';

function compared(selection: readonly string[] | undefined, measured?: Measured) {
  const rows = attributeRows('Folder', selection === undefined ? {} : { Folder: selection }, measured);
  return compareSizes('Folder', rows, measured);
}

describe('compareSizes', () => {
  it('compares with the essential attributes, all estimated, before anything is collected', () => {
    const { basis, before, after, objects } = compared(['name']);
    expect(basis).toBe('essential attributes');
    expect(before).toEqual({ perObject: 87, estate: undefined, estimated: true });
    expect(after).toEqual({ perObject: 20, estate: undefined, estimated: true });
    expect(objects).toBe(0);
  });

  it('compares with what the collection measured, for one object and for all', () => {
    const measured = {
      counts: { Folder: 10 },
      columnBytes: { Folder: { name: 200, parent: 250, overallStatus: 80, childType: 300 } },
    };
    const { basis, before, after, objects } = compared(['name', 'parent'], measured);
    expect(basis).toBe('latest collection');
    expect(before).toEqual({ perObject: 83, estate: 830, estimated: false });
    expect(after).toEqual({ perObject: 45, estate: 450, estimated: false });
    expect(objects).toBe(10);
  });

  it('counts whole properties of an unpruned collection as what they took', () => {
    const measured = { counts: { Folder: 2 }, columnBytes: { Folder: { name: 40, childEntity: 9960 } } };
    const { before, after } = compared(undefined, measured);
    expect(before.perObject).toBe(5000);
    expect(after).toMatchObject({ perObject: 87, estimated: true });
  });
});

describe('differenceText', () => {
  it('speaks of percent, and of times where it is a lot', () => {
    expect(differenceText(100, 62)).toBe('38 % less');
    expect(differenceText(100, 150)).toBe('50 % more');
    expect(differenceText(100, 520)).toBe('5.2 times as much');
    expect(differenceText(100, 100)).toBe('as much as before');
    expect(differenceText(1000, 1004)).toBe('as much as before');
    expect(differenceText(1000, 994)).toBe('1 % less');
    expect(differenceText(0, 10)).toBe('as much as before');
  });
});
