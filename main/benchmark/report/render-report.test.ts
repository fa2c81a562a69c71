import { describe, expect, it } from 'vitest';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import { BENCHMARK_SUITES, benchmarkReportSchema, REPORT_FORMATS } from '../../../shared/benchmark/benchmark-view.ts';
import { renderReport } from './render-report.ts';
import { hostileRecord } from './report-fixture.ts';

describe.each(REPORT_FORMATS)('report as %s', (format) => {
  it('is a named file of its kind', () => {
    const report = benchmarkReportSchema.parse(renderReport(fixtureRecord({ suite: 'quick' }), format, undefined));
    expect(report.fileName).toBe(`heapsphere-benchmark-2026-08-20-1430-quick.${format}`);
    expect(report.mediaType).toMatch(
      { html: /^text\/html/, md: /^text\/markdown/, csv: /^text\/csv/, json: /^application\/json$/ }[format],
    );
  });

  it.each(BENCHMARK_SUITES)('can be made of %s, of one run and of none', (suite) => {
    for (const runs of [0, 1, 3]) {
      const record = fixtureRecord({ suite, runs, record: { phase: runs === 3 ? 'completed' : 'cancelled' } });
      const { text } = renderReport(record, format, undefined);
      expect(text).not.toMatch(/\bNaN\b|Infinity|\bundefined\b|\[object/);
      expect(text.length).toBeGreaterThan(100);
    }
  });

  it('can be made of a record without scenarios, and with moments that are no dates', () => {
    const record = fixtureRecord({ record: { scenarios: [], results: [], createdAt: 1e300, endedAt: -1e300 } });
    expect(renderReport(record, format, record).text).not.toMatch(/\bNaN\b|Invalid|undefined/);
  });

  it('is the same for the same record', () => {
    const [a, b] = [1, 2].map(() => renderReport(hostileRecord(), format, fixtureRecord()).text);
    expect(a).toBe(b);
  });
});
