import { describe, expect, it } from 'vitest';
import { parseExportName } from './export-name.ts';

describe('parseExportName', () => {
  it.each([
    ['a.csv', 'csv', false],
    ['A.JSON', 'json', false],
    ['x/y.z/rows.NDJSON.GZ', 'ndjson', true],
    ['rows.xlsx.csv.gz', 'csv', true],
    ['estate.xlsx', 'xlsx', false],
  ])('reads %s', (path, format, gzip) => {
    expect(parseExportName(path, true)).toEqual({ format, gzip });
  });

  it.each(['rows', 'rows.xls', 'rows.gz', 'csv', 'rows.xlsx.gz', 'rows.csv.bz2', ''])('refuses %j', (path) => {
    expect(() => parseExportName(path, true)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('refuses gzip where compression is off', () => {
    expect(() => parseExportName('rows.csv.gz', false)).toThrow(/compression is off/);
    expect(parseExportName('rows.xlsx', false)).toEqual({ format: 'xlsx', gzip: false });
  });
});
