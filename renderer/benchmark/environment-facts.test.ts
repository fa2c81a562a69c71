import { expect, it } from 'vitest';
import { fixtureRecord } from '../../shared/benchmark/benchmark-fixture.ts';
import { environmentFacts } from './environment-facts.ts';

it('tells machine, estate and versions in units for people', () => {
  const { machine, estate, versions } = environmentFacts(fixtureRecord());
  expect(machine).toContainEqual(['Processor', 'AMD Ryzen 7 7840U, 16 cores']);
  expect(machine).toContainEqual(['Memory', '32.0 GiB']);
  expect(estate).toContainEqual(['VMs', '10,000']);
  expect(versions[0]).toEqual(['Heapsphere', '0.2.0']);
  expect(versions).toContainEqual(['node', '24.21.0']);
});

it('tells settings of every kind, those that are not set among them', () => {
  const settings = { A: true, B: false, C: null, D: [], E: ['north', 'south'], F: 30, G: 'gzip' };
  expect(environmentFacts(fixtureRecord({ record: { settings } })).settings).toEqual([
    ['A', 'on'],
    ['B', 'off'],
    ['C', 'not set'],
    ['D', 'none'],
    ['E', 'north, south'],
    ['F', '30'],
    ['G', 'gzip'],
  ]);
});
