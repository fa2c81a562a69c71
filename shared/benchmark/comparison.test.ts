import { describe, expect, it } from 'vitest';
import { HeapsphereError } from '../errors.ts';
import { type FixtureOptions, fixtureRecord } from './benchmark-fixture.ts';
import type { BenchmarkRecord } from './benchmark-view.ts';
import { compare, regressions } from './comparison.ts';

const BASELINE = fixtureRecord({ suite: 'quick', seed: 21, record: { id: 'baseline' } });

function newer(options: FixtureOptions = {}): BenchmarkRecord {
  return fixtureRecord({ suite: 'quick', seed: 22, ...options });
}

describe('comparison', () => {
  it('holds each scenario against itself', () => {
    const { scenarios, notCompared, environmentNotes } = compare(BASELINE, newer());
    expect(scenarios.map(({ scenario }) => scenario.id)).toEqual(['baseline', 'all']);
    expect(scenarios.map(({ differences }) => differences?.cacheStoredBytes.verdict)).toEqual(['same', 'same']);
    expect(notCompared).toEqual([]);
    expect(environmentNotes).toEqual([]);
  });

  it('leaves out scenarios that only one has, or that differ in their settings', () => {
    const record = newer();
    const [baseline, all] = record.scenarios;
    if (baseline === undefined || all === undefined) throw new Error('two scenarios');
    const extra = { ...all, id: 'extra', name: 'Another' };
    const changed = { ...record, scenarios: [baseline, { ...all, options: { ...all.options, batchSize: 75 } }, extra] };
    const { scenarios, notCompared } = compare(BASELINE, changed);
    expect(scenarios.map(({ scenario }) => scenario.id)).toEqual(['baseline']);
    expect(notCompared).toEqual(['All on', 'Another']);
  });

  it('compares what two suites have in common', () => {
    expect(
      compare(BASELINE, fixtureRecord({ suite: 'switches' })).scenarios.map(({ scenario }) => scenario.id),
    ).toEqual(['baseline', 'all']);
  });

  it.each<[string, Partial<BenchmarkRecord>, RegExp]>([
    [
      'estates',
      { estate: { ...BASELINE.estate, key: 'demo 500 seed 1', label: 'Demo, 500 VMs' } },
      /different estates: Demo, 10,000 VMs .* and Demo, 500 VMs/,
    ],
    ['resources', { resources: 'minimal' }, /One collected all resources and the other the minimal resources\./],
  ])('refuses different %s', (_, record, message) => {
    expect(() => compare(BASELINE, newer({ record }))).toThrow(message);
    expect(() => regressions(BASELINE, newer({ record }))).toThrow(HeapsphereError);
  });

  it('tells what differs about machines, versions and settings', () => {
    const environment = {
      ...BASELINE.environment,
      host: 'rack-7',
      cores: 1,
      versions: { node: '26.0.0', electron: '42.0.0' },
    };
    const settings = { ...BASELINE.settings, VSPHERE_TIMEOUT: 60, VSPHERE_DATACENTERS: ['DC0', 'DC1'] };
    expect(compare(BASELINE, newer({ record: { environment, settings } })).environmentNotes).toEqual([
      'Another machine: rack-7 instead of operator-laptop.',
      'Another processor: AMD Ryzen 7 7840U, 1 core instead of AMD Ryzen 7 7840U, 16 cores.',
      'Another version of electron: 42.0.0 instead of none.',
      'Another version of node: 26.0.0 instead of 24.21.0.',
      'Another version of v8: none instead of 13.6.233.10.',
      'Another VSPHERE_DATACENTERS: DC0,DC1 instead of unset.',
      'Another VSPHERE_TIMEOUT: 60 instead of 30.',
    ]);
  });

  it('has no differences for a scenario without finished runs', () => {
    const record = newer();
    const results = record.results.filter(({ scenario }) => scenario === 'baseline');
    expect(
      compare(BASELINE, { ...record, results }).scenarios.map(({ differences }) => differences !== undefined),
    ).toEqual([true, false]);
  });
});

describe('regressions', () => {
  const slower =
    (factor: number): NonNullable<FixtureOptions['change']> =>
    (scenario, metrics) =>
      scenario.id === 'all' ? { ...metrics, wallMs: metrics.wallMs * factor } : metrics;

  it('finds none between two runs of the same', () => expect(regressions(BASELINE, newer())).toEqual([]));

  it('finds what got worse beyond noise, with both medians', () => {
    const found = regressions(BASELINE, newer({ change: slower(1.2) }));
    expect(found.map(({ scenario, metric }) => [scenario.id, metric])).toEqual([['all', 'wallMs']]);
    expect(found[0]?.relative).toBeGreaterThan(0.15);
    expect(found[0]?.low).toBeGreaterThan(0);
    expect(found[0]?.sentence).toMatch(
      /^All on: 2\d % ± \d slower compared with the baseline \(3\.\d\d s instead of 2\.\d\d s\)\.$/,
    );
  });

  it('passes over what got better, and what got worse by less than 5 %', () => {
    expect(regressions(BASELINE, newer({ change: slower(0.5) }))).toEqual([]);
    const precise = (factor: number) => fixtureRecord({ suite: 'quick', jitter: 0.001, change: slower(factor) });
    expect(regressions(precise(1), precise(1.04))).toEqual([]);
    expect(regressions(precise(1), precise(1.07)).map(({ metric }) => metric)).toEqual(['wallMs']);
  });

  it('does not warn on too few runs', () => {
    expect(regressions(BASELINE, newer({ runs: 2, change: slower(3) }))).toEqual([]);
  });

  it('warns of what the baseline had none of, before all else', () => {
    const none = fixtureRecord({ suite: 'quick', change: (_, metrics) => ({ ...metrics, cacheStoredBytes: 0 }) });
    const found = regressions(none, fixtureRecord({ suite: 'quick', change: slower(1.5) }));
    expect(found.map(({ metric }) => metric)).toEqual(['cacheStoredBytes', 'cacheStoredBytes', 'wallMs']);
    expect(found[0]?.sentence).toMatch(/cache bytes of .* instead of none compared with the baseline/);
  });
});
