import { describe, expect, it } from 'vitest';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import { renderCsv } from './csv.ts';
import { HOSTILE, hostileRecord } from './report-fixture.ts';

/** Reads RFC 4180: quoted cells may hold commas, quotes and line breaks. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

describe('report as CSV', () => {
  it('has a row for each run, with its settings and exact figures', () => {
    const record = fixtureRecord({ suite: 'quick', runs: 3 });
    const [head = [], ...rows] = read(renderCsv(record));
    expect(rows).toHaveLength(6);
    for (const [index, row] of rows.entries()) {
      const run = record.results[index];
      const cell = (name: string) => row[head.indexOf(name)];
      expect(row).toHaveLength(head.length);
      expect(cell('scenario')).toBe(run?.scenario);
      expect(Number(cell('wallMs'))).toBe(run?.metrics.wallMs);
      expect(Number(cell('cacheStoredBytes'))).toBe(run?.metrics.cacheStoredBytes);
      expect(cell('order')).toBe(String(run?.order));
      expect(cell('pruning')).toBe(String(run?.scenario === 'all'));
      expect(cell('startedAt')).toBe(new Date(run?.startedAt ?? 0).toISOString());
      expect(cell('error')).toBe('');
    }
  });

  it('lists failed runs with their error, and keeps hostile text in its cell', () => {
    const record = hostileRecord();
    const [head = [], ...rows] = read(renderCsv(record));
    expect(rows).toHaveLength(record.results.length + 2);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]));
    expect(rows.at(-1)?.[head.indexOf('error')]).toBe(HOSTILE);
    expect(rows.at(-1)?.[head.indexOf('wallMs')]).toBe('');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('takes the formula out of %j', (label) => {
    const record = fixtureRecord({ suite: 'quick', runs: 1 });
    const [head = [], row] = read(renderCsv({ ...record, estate: { ...record.estate, label } }));
    expect(row?.[head.indexOf('estate')]).toBe(`'${label}`);
  });

  it('leaves numbers numbers, even below zero', () => {
    const change = () => ({ ...fixtureRecord().results[0]?.metrics, wallMs: -5 });
    const record = fixtureRecord({ suite: 'quick', runs: 1, change: change as never });
    const [head = [], row] = read(renderCsv(record));
    expect(row?.[head.indexOf('wallMs')]).toBe('-5');
  });
});
