import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/benchmark/analysis.ts';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import type { BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';
import { formatMetric, METRIC_ORDER } from '../../../shared/benchmark/metrics.ts';
import { verdictOf } from '../../../shared/benchmark/verdict.ts';
import { renderReport } from './render-report.ts';
import { HOSTILE, hostileRecord } from './report-fixture.ts';

function pageOf(record: BenchmarkRecord, baseline?: BenchmarkRecord): string {
  return renderReport(record, 'html', baseline).text;
}

/** Whether every tag is closed by its own kind, in order. */
function isBalanced(page: string): boolean {
  const open: string[] = [];
  const body = page.replace(/<style>.*?<\/style>/s, '').replace(/<!doctype html>/i, '');
  for (const [, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^">])*)>/gi)) {
    if (slash === '/') {
      if (open.pop() !== name) return false;
    } else if (!rest.endsWith('/') && !['meta', 'br'].includes(name)) open.push(name);
  }
  return open.length === 0;
}

describe('report as a page', () => {
  const record = fixtureRecord({ suite: 'switches' });
  const page = pageOf(record);

  it('loads nothing and runs nothing', () => {
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';`,
    );
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form|a)\b|\sstyle=|\son[a-z]+=|url\(|@import/i);
    expect(page.match(/https?:\/\/[^"]*/g)?.every((url) => url === 'http://www.w3.org/2000/svg')).toBe(true);
  });

  it('carries the style of its charts, light and dark, and for print', () => {
    expect(page).toContain('.hs-chart-bar {');
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('@media print');
    expect(page, 'nothing runs that could choose a theme').not.toContain('data-theme');
    // Every colour that a style asks for is one that the page has.
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    for (const [, name = ''] of style.matchAll(/var\((--[a-z0-9-]+)\)/g)) expect(style).toContain(`${name}:`);
  });

  it('has every median, verdict and chart', () => {
    for (const scenario of analyse(record).scenarios) {
      expect(page).toContain(verdictOf(scenario));
      for (const metric of METRIC_ORDER) {
        expect(page).toContain(
          `<td class="number strong">${formatMetric(metric, scenario.metrics?.[metric].median ?? Number.NaN)}</td>`,
        );
      }
    }
    expect(page.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(8);
    expect(page).toContain('npm run -s cli -- bench --demo 10000 --runs 5');
  });

  it('draws sweeps as lines', () => {
    expect(pageOf(fixtureRecord({ suite: 'batch-sizes' }))).toContain('objects per batch');
    expect(page).not.toContain('objects per batch');
  });

  it('lets no name become markup', () => {
    const hostile = pageOf(hostileRecord(), fixtureRecord());
    expect(hostile).toContain('&lt;script&gt;');
    expect(hostile).not.toMatch(/<script|<img/i);
    expect(hostile.match(/<\/style>/g)).toHaveLength(1);
    expect(isBalanced(hostile)).toBe(true);
    expect(isBalanced(page)).toBe(true);
    expect(hostile).toContain('--server HOST --user USER');
    expect(hostile).not.toContain(HOSTILE);
  });

  it('tells failures and marks outliers', () => {
    const results = record.results.map((run) =>
      run.order === 12 ? { ...run, metrics: { ...run.metrics, wallMs: 60_000 } } : run,
    );
    const error = {
      code: 'cannot-connect',
      message: 'The vCenter closed the connection.',
      action: 'Try again.',
    } as const;
    const failing = pageOf({
      ...record,
      phase: 'partial',
      results,
      failures: [{ scenario: 'pruning', round: 4, error }],
    });
    expect(failing).toContain('<td class="outliers">run 12: 60.0 s</td>');
    expect(failing).toContain('<b>Pruning only</b>, round 4: The vCenter closed the connection. Try again.');
    expect(failing).toContain('5 (1 failed)');
    expect(failing).toContain('(some runs failed: from the runs that finished)');
  });

  it('warns of regressions, and says when there are none', () => {
    const baseline = { ...fixtureRecord({ suite: 'switches', seed: 5 }), id: 'older' };
    const slower = fixtureRecord({
      suite: 'switches',
      change: ({ id }, metrics) => (id === 'all' ? { ...metrics, peakRssBytes: metrics.peakRssBytes * 1.3 } : metrics),
    });
    expect(pageOf(slower, baseline)).toMatch(
      /Worse than the baseline of 2026-08-20 14:30 UTC<\/h2><ul class="worse"><li>All on: \d+ % ± \d more peak memory/,
    );
    expect(pageOf(record, baseline)).toContain('Nothing got worse since the baseline');
    expect(pageOf(record, record)).not.toContain('baseline of 2026');
    const other = { ...baseline, estate: { ...baseline.estate, key: 'demo 5 seed 1' } };
    expect(pageOf(record, other)).toContain('Not held against the baseline');
  });
});
