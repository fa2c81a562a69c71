import { describe, expect, it } from 'vitest';
import { type Sort, sortAlone, sortAlso } from './sort-keys.ts';

const up = (path: string): Sort => ({ path, direction: 'ascending' });
const down = (path: string): Sort => ({ path, direction: 'descending' });

describe('sort keys', () => {
  it('a column alone turns round each time', () => {
    expect(sortAlone([], 'a')).toEqual([up('a')]);
    expect(sortAlone([up('a')], 'a')).toEqual([down('a')]);
    expect(sortAlone([down('a')], 'a')).toEqual([up('a')]);
    expect(sortAlone([up('b')], 'a')).toEqual([up('a')]);
    expect(sortAlone([up('a'), up('b')], 'a')).toEqual([up('a')]);
  });

  it('a further column comes last, turns round in its place, and goes', () => {
    const two = sortAlso([up('a')], 'b');
    expect(two).toEqual([up('a'), up('b')]);
    expect(sortAlso(two, 'a')).toEqual([down('a'), up('b')]);
    expect(sortAlso([down('a'), up('b')], 'a')).toEqual([up('b')]);
  });
});
