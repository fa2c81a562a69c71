import { describe, expect, it } from 'vitest';
import { analyse, type ScenarioAnalysis } from './analysis.ts';
import { type FixtureOptions, fixtureRecord } from './benchmark-fixture.ts';
import { shortVerdictOf, verdictOf } from './verdict.ts';

function scenarioOf(id: string, options: FixtureOptions = {}): ScenarioAnalysis {
  const found = analyse(fixtureRecord(options)).scenarios.find(({ scenario }) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}

describe('verdict', () => {
  it('tells peak memory, time and cache bytes, and then what else changed', () => {
    const verdict = verdictOf(scenarioOf('all'));
    expect(verdict).toMatch(
      /^8\d(\.\d)? % ± [\d.]+ less peak memory, \d+(\.\d)? % ± [\d.]+ faster, 99\.\d % fewer cache bytes; also /,
    );
    expect(verdict).toContain('7.0 times the requests');
    expect(verdict).not.toContain('noise');
  });

  it('says so when an optimisation alone saves nothing', () => {
    expect(shortVerdictOf(scenarioOf('explicit-gc'))).toBe('within noise');
    expect(verdictOf(scenarioOf('explicit-gc'))).toMatch(/^within noise; also \d+ % ± \d+ fewer garbage collections$/);
  });

  it('is within noise for a scenario that measures what the reference measures', () => {
    const same = scenarioOf('explicit-gc', {
      change: (_, metrics) => ({
        ...metrics,
        gcCount: 30,
        gcPauseMs: 900,
        wallMs: 14_000,
        cpuMs: 15_000,
        peakRssBytes: 1e9,
      }),
    });
    expect(verdictOf(same)).toBe('within noise');
  });

  it('makes nothing of exact counts that differ by next to nothing', () => {
    const change: NonNullable<FixtureOptions['change']> = (scenario, metrics) => ({
      ...metrics,
      cacheStoredBytes: scenario.id === 'explicit-gc' ? 77_000_001 : 77_000_000,
    });
    expect(shortVerdictOf(scenarioOf('explicit-gc', { change }))).toBe('within noise');
  });

  it('names what is within noise beside what is not', () => {
    expect(shortVerdictOf(scenarioOf('compression'))).toMatch(
      /^15 % ± \d slower, 82 % fewer cache bytes, peak memory within noise$/,
    );
  });

  it('does not judge fewer than three runs', () => {
    expect(verdictOf(scenarioOf('all', { runs: 2 }))).toMatch(/\(too few runs to tell from noise\)$/);
  });

  it('tells why there is no difference', () => {
    expect(verdictOf(scenarioOf('baseline'))).toBe('what the others are compared with');
    expect(verdictOf(scenarioOf('all', { runs: 0 }))).toBe('not run');
    const { scenario } = scenarioOf('all');
    expect(verdictOf({ scenario, isReference: false, finishedRuns: 0, failedRuns: 2 })).toBe('every run failed');
    expect(verdictOf({ scenario, isReference: false, finishedRuns: 3, failedRuns: 0 })).toMatch(
      /nothing to compare with/,
    );
  });
});
