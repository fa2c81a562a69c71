import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/benchmark/analysis.ts';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import { benchmarkRecordSchema } from '../../../shared/benchmark/benchmark-view.ts';
import { renderReport } from './render-report.ts';

describe('report as JSON', () => {
  const record = fixtureRecord({ suite: 'quick' });

  it('holds the record it was made of, so that it can be read again', () => {
    const report = JSON.parse(renderReport(record, 'json', undefined).text);
    expect(benchmarkRecordSchema.parse(report.record)).toEqual(record);
    expect(report.baseline).toBeUndefined();
  });

  it('holds the analysis with its words', () => {
    const report = JSON.parse(renderReport(record, 'json', undefined).text);
    const all = analyse(record).scenarios[1];
    expect(report.advice).toMatch(/^Keep all on/);
    expect(report.scenarios[1].differences.wallMs).toEqual(all?.differences?.wallMs);
    expect(report.scenarios[1].verdict).toMatch(/faster/);
  });

  it('names the baseline and what got worse, without its runs', () => {
    const older = { ...fixtureRecord({ suite: 'quick', seed: 9 }), id: 'older' };
    const slower = fixtureRecord({
      suite: 'quick',
      change: (_, metrics) => ({ ...metrics, wallMs: metrics.wallMs * 2 }),
    });
    const { baseline } = JSON.parse(renderReport(slower, 'json', older).text);
    expect(baseline.id).toBe('older');
    expect(baseline.regressions.map(({ metric }: { metric: string }) => metric)).toEqual(['wallMs', 'wallMs']);
    expect(baseline.record).toBeUndefined();
  });
});
