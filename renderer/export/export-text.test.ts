import { describe, expect, it } from 'vitest';
import type { ExportJob } from '../../shared/export-view.ts';
import { timeText } from '../inventory/cell-text.ts';
import { contentText, gapText, progressText } from './export-text.ts';

const MOMENT = Date.UTC(2026, 0, 2, 3, 4);
const JOB: ExportJob = {
  id: 'e1',
  phase: 'running',
  format: 'csv',
  anonymise: false,
  path: '/a.csv',
  rows: 0,
  expectedRows: 2000,
  complete: false,
  stale: false,
};

describe('progressText', () => {
  it.each<[Partial<ExportJob>, string]>([
    [{}, 'Waiting for the first rows…'],
    [{ rows: 1500 }, '1,500 of 2,000 rows written'],
    [{ rows: 2001 }, '2,001 rows written'],
    [{ phase: 'done', rows: 2000, fileBytes: 1536 }, '2,000 rows, 1.50 KiB'],
    [
      { phase: 'done', rows: 2000, fileBytes: 1536, collectedAt: MOMENT },
      `2,000 rows, 1.50 KiB, collected at ${timeText(MOMENT)}`,
    ],
    [{ phase: 'cancelled', rows: 7 }, 'The export was cancelled; no file was left.'],
    [{ phase: 'failed' }, 'The export did not work; no file was left.'],
  ])('%j', (changes, text) => {
    expect(progressText({ ...JOB, ...changes })).toBe(text);
  });
});

describe('gapText', () => {
  it('tells rows of a cache from values that are missing', () => {
    const done: ExportJob = { ...JOB, phase: 'done' };
    expect(gapText(done)?.message).toMatch(/missing from the file/);
    expect(gapText({ ...done, stale: true })?.message).toMatch(/could not be reached.*cached/);
    expect(gapText({ ...done, complete: true })).toBeUndefined();
    expect(gapText(JOB)).toBeUndefined();
  });
});

const ORIGIN = { collectedAt: MOMENT, liveChanges: 0 };

describe('contentText', () => {
  it('says what is collected and what is given away', () => {
    expect(contentText('csv', false, ORIGIN)).toMatch(/names VMs/);
    expect(contentText('xlsx', false, ORIGIN)).toMatch(/collected once more/);
    expect(contentText('json', true, ORIGIN)).toMatch(/pseudonyms/);
    expect(contentText('json', true, ORIGIN)).not.toMatch(/names VMs/);
  });

  it('says how old the rows are, and what is not among them', () => {
    const rows = 'All objects of the chosen kinds are written, whatever filter or tree shows of them,';
    expect(contentText('csv', false, ORIGIN)).toContain(
      `${rows} as they were collected at ${timeText(MOMENT)}; live changes since then are not in the file.`,
    );
    expect(contentText('csv', false, { ...ORIGIN, liveChanges: 1200 })).toContain(
      'the live changes since then (1,200 so far) are not in the file.',
    );
    expect(contentText('csv', false, { collectedAt: undefined, liveChanges: 0 })).toContain(
      `${rows} once they are collected.`,
    );
  });
});
