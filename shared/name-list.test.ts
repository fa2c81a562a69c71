import { describe, expect, it } from 'vitest';
import { formatNameList, parseNameList } from './name-list.ts';

describe('a list of names', () => {
  it('is separated by commas, whatever the spaces', () => {
    expect(parseNameList(' DC0,DC 1 , ,')).toEqual(['DC0', 'DC 1']);
    expect(parseNameList('')).toEqual([]);
  });

  it('takes a comma within a name', () => {
    expect(parseNameList('Berlin\\, East, Paris')).toEqual(['Berlin, East', 'Paris']);
  });

  it('reads back what it wrote', () => {
    const names = ['Berlin, East', 'a,b,c', 'plain'];
    expect(parseNameList(formatNameList(names))).toEqual(names);
  });
});
