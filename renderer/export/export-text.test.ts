import { describe, expect, it } from 'vitest';
import type { ExportJob } from '../../shared/export-view.ts';
import { contentText, progressText } from './export-text.ts';

const JOB: ExportJob = {
  id: 'e1',
  phase: 'running',
  format: 'csv',
  anonymise: false,
  path: '/a.csv',
  rows: 0,
  expectedRows: 2000,
  complete: false,
};

describe('progressText', () => {
  it.each<[Partial<ExportJob>, string]>([
    [{}, 'Waiting for the first rows…'],
    [{ rows: 1500 }, '1,500 of 2,000 rows written'],
    [{ rows: 2001 }, '2,001 rows written'],
    [{ phase: 'done', rows: 2000, fileBytes: 1536 }, '2,000 rows, 1.50 KiB'],
    [{ phase: 'cancelled', rows: 7 }, 'The export was cancelled; no file was left.'],
    [{ phase: 'failed' }, 'The export did not work; no file was left.'],
  ])('%j', (changes, text) => {
    expect(progressText({ ...JOB, ...changes })).toBe(text);
  });
});

describe('contentText', () => {
  it('says what is collected and what is given away', () => {
    expect(contentText('csv', false)).toMatch(/rows on screen.*names VMs/);
    expect(contentText('xlsx', false)).toMatch(/collected once more/);
    expect(contentText('json', true)).toMatch(/pseudonyms/);
    expect(contentText('json', true)).not.toMatch(/names VMs/);
  });
});
