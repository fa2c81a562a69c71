import { expect, it } from 'vitest';
import { fixtureRecord } from '../../shared/benchmark/benchmark-fixture.ts';
import { comparisonOf } from './comparison-of.ts';

const reference = fixtureRecord({ suite: 'quick', runs: 3 });

it('compares two benchmarks scenario by scenario', () => {
  const result = comparisonOf(reference, fixtureRecord({ suite: 'switches', runs: 3 }));
  if (!result.ok) throw new Error(result.error.message);
  expect(result.comparison.scenarios.map(({ scenario }) => scenario.id)).toEqual(['baseline', 'all']);
  expect(result.comparison.notCompared).toHaveLength(4);
});

it('says why two cannot be compared', () => {
  const estate = { ...reference.estate, key: 'demo 50 seed 1', label: 'Demo estate, 50 VMs' };
  const result = comparisonOf(reference, { ...reference, estate });
  expect(result).toMatchObject({ ok: false, error: { code: 'usage' } });
  expect(result.ok ? '' : result.error.message).toContain('Demo estate, 50 VMs');
});
