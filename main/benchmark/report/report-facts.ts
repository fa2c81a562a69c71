import type { BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';
import { sayProcessor, saySetting } from '../../../shared/benchmark/environment-notes.ts';
import { formatBytes, formatCount, formatDuration } from '../../../shared/units.ts';

/** A name and what is so called. */
export type Fact = readonly [name: string, value: string];

/** What was measured, and when. */
export function measurementFacts(record: BenchmarkRecord): readonly Fact[] {
  const { estate, resources, runs, seed, scenarios, results, failures, createdAt, endedAt, phase } = record;
  return [
    ['Estate', estate.label],
    ['vSphere API', estate.apiVersion],
    ['Virtual machines', formatCount(estate.vms)],
    ['Resources', resources === 'all' ? 'all' : 'minimal: pools, datastores, networks and templates'],
    ['Runs', `${runs} of each of ${scenarios.length} scenarios, ${results.length} finished, ${failures.length} failed`],
    ['Order of the runs', `shuffled anew in each round, seed ${seed}`],
    ['Started', formatMoment(createdAt)],
    ['Took', formatDuration(Math.max(0, endedAt - createdAt) / 1000)],
    ['State', phase],
  ];
}

/** On what it was measured. */
export function environmentFacts({ environment }: BenchmarkRecord): readonly Fact[] {
  return [
    ['Heapsphere', environment.version],
    ['Machine', environment.host],
    ['Processor', sayProcessor(environment)],
    ['Memory', formatBytes(environment.memoryBytes)],
    ['Operating system', `${environment.os}, ${environment.arch}`],
    ...Object.entries(environment.versions),
  ];
}

/** What all scenarios share. */
export function settingFacts({ settings }: BenchmarkRecord): readonly Fact[] {
  return Object.entries(settings).map(([name, value]) => [name, saySetting(value)]);
}

/** A moment in universal time: "2026-08-20 14:30 UTC". */
export function formatMoment(millisecondsSinceEpoch: number): string {
  const date = new Date(millisecondsSinceEpoch);
  return Number.isNaN(date.getTime()) ? 'unknown' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
