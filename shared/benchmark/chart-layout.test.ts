import { describe, expect, it } from 'vitest';
import { collisions, elementsOf, textBoxes, withClass } from '../charts/chart-fixture.ts';
import { toSvgText } from '../charts/svg-text.ts';
import { analyse } from './analysis.ts';
import { fixtureRecord } from './benchmark-fixture.ts';
import { BENCHMARK_SUITES } from './benchmark-view.ts';
import { medianRun, memoryCurves } from './memory-curves.ts';
import { metricBars } from './metric-bars.ts';
import { METRIC_ORDER } from './metrics.ts';
import { metricSweep } from './sweep.ts';

const WIDTHS = [320, 420, 480, 548, 900, 1400];

describe.each(BENCHMARK_SUITES)('charts of %s', (suite) => {
  const record = fixtureRecord({ suite });
  const analysis = analyse(record);

  it.each(WIDTHS)('have no texts in each other at %d pixels', (width) => {
    const charts = [
      ...METRIC_ORDER.map((metric) => metricBars(analysis, metric, width)),
      ...METRIC_ORDER.map((metric) => metricSweep(analysis, suite, metric, 0, width)),
      memoryCurves(record, 'heapUsed', width),
      memoryCurves(record, 'rss', width),
    ];
    for (const chart of charts) {
      expect(chart.attributes).toMatchObject({ role: 'img', width });
      expect(collisions(chart)).toEqual([]);
      // Whatever was divided by nothing would show here.
      expect(toSvgText(chart)).not.toMatch(/NaN|Infinity|undefined/);
      expect(elementsOf(chart).some(({ attributes }) => 'style' in attributes)).toBe(false);
    }
  });
});

describe('bars of a metric', () => {
  const record = fixtureRecord({ suite: 'switches' });
  const analysis = analyse(record);
  const bars = metricBars(analysis, 'wallMs', 700);
  const texts = textBoxes(bars).map(({ text }) => text);

  it('are as long as their medians', () => {
    const [first, ...others] = withClass(bars, 'hs-chart-bar').filter(
      ({ attributes }) => Number(attributes.height) === 12,
    );
    const medians = analysis.scenarios.map(({ metrics }) => metrics?.wallMs.median ?? Number.NaN);
    for (const [index, bar] of others.entries()) {
      const ratio = Number(bar.attributes.width) / Number(first?.attributes.width);
      expect(ratio).toBeCloseTo((medians[index + 1] ?? 0) / (medians[0] ?? 0), 2);
    }
    expect(others).toHaveLength(5);
  });

  it('have names, values, differences, unit and legend', () => {
    for (const { name } of record.scenarios) expect(texts).toContain(name);
    expect(texts).toContain('s, median of 5 runs');
    expect(texts.filter((text) => /^−\d.* % ± /.test(text))).toHaveLength(3);
    expect(texts.filter((text) => text === 'within noise')).toHaveLength(1);
    expect(texts).toContain('95 % interval of the difference');
    expect(bars.attributes['aria-label']).toMatch(
      /^Time, s, median of 5 runs\. Baseline, all off: 14\.\d s; Pruning only: 1\.\d+ s, −8/,
    );
  });

  it('tell scenarios that failed or did not run', () => {
    const error = { code: 'internal', message: 'It broke.', action: 'Report it.' } as const;
    const results = record.results.filter(({ scenario }) => scenario !== 'pruning' && scenario !== 'streaming');
    const failures = [{ scenario: 'pruning', round: 1, error }];
    const labels = textBoxes(metricBars(analyse({ ...record, results, failures }), 'wallMs', 700)).map(
      ({ text }) => text,
    );
    expect(labels).toContain('failed');
    expect(labels).toContain('not run');
  });

  it('can be drawn of nothing', () => {
    const empty = fixtureRecord({ runs: 0 });
    for (const width of WIDTHS) expect(collisions(metricBars(analyse(empty), 'peakRssBytes', width))).toEqual([]);
    expect(toSvgText(metricSweep(analyse(empty), 'batch-sizes', 'wallMs', 0, 500))).not.toMatch(/NaN|Infinity/);
    expect(toSvgText(memoryCurves(empty, 'rss', 500))).not.toMatch(/NaN|Infinity/);
  });

  it('keep names apart however long they are', () => {
    const scenarios = record.scenarios.map((scenario, index) => ({
      ...scenario,
      name: `${'A very long name '.repeat(6)}${index}`,
    }));
    for (const width of WIDTHS)
      expect(collisions(metricBars(analyse({ ...record, scenarios }), 'peakRssBytes', width))).toEqual([]);
    for (const width of WIDTHS)
      expect(collisions(memoryCurves({ ...record, scenarios }, 'heapUsed', width))).toEqual([]);
  });
});

describe('curves', () => {
  it('are of the run with the median time', () => {
    const { results } = fixtureRecord({ suite: 'quick' });
    const runs = results.filter(({ scenario }) => scenario === 'all');
    const times = runs.map(({ metrics }) => metrics.wallMs).toSorted((a, b) => a - b);
    expect(medianRun(runs)?.metrics.wallMs).toBe(times[2]);
    expect(medianRun(runs.slice(0, 4))).toBeDefined();
    expect(medianRun([])).toBeUndefined();
  });

  it('end where their run ended, all on one axis of time', () => {
    const record = fixtureRecord({ suite: 'quick' });
    const ends = withClass(memoryCurves(record, 'heapUsed', 800), 'hs-chart-point').map(({ attributes }) =>
      Number(attributes.cx),
    );
    const [baseline, all] = record.scenarios.map(({ id }) =>
      medianRun(record.results.filter(({ scenario }) => scenario === id)),
    );
    const ratio = (all?.curve.atMs.at(-1) ?? 0) / (baseline?.curve.atMs.at(-1) ?? 1);
    const start = Number(withClass(memoryCurves(record, 'heapUsed', 800), 'hs-chart-axis')[1]?.attributes.x1);
    expect(((ends[1] ?? 0) - start) / ((ends[0] ?? 0) - start)).toBeCloseTo(ratio, 2);
  });
});

describe('sweeps', () => {
  const codecs = metricSweep(analyse(fixtureRecord({ suite: 'codecs' })), 'codecs', 'cacheStoredBytes', 0, 900);

  it('join the levels of one codec only', () => {
    expect(withClass(codecs, 'hs-chart-line')).toHaveLength(8);
    expect(textBoxes(codecs).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['plain', 'gzip 1', 'gzip 9', 'zstd', 'codec and level']),
    );
  });

  it('say when the axis does not start at 0', () => {
    const flat = metricSweep(analyse(fixtureRecord({ suite: 'codecs' })), 'codecs', 'wallMs', 0, 900);
    expect(flat.attributes['aria-label']).toContain('axis does not start at 0');
    expect(codecs.attributes['aria-label']).not.toContain('axis does not start');
  });
});
