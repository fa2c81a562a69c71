import type { BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';

type Fact = readonly [name: string, value: string];

export interface EnvironmentFacts {
  readonly machine: readonly Fact[];
  readonly estate: readonly Fact[];
  readonly versions: readonly Fact[];
  readonly settings: readonly Fact[];
}

/** What a benchmark was measured on, as names and values for people. */
export function environmentFacts({ environment, estate, settings, seed, id }: BenchmarkRecord): EnvironmentFacts {
  const { host, cpu, cores, memoryBytes, os, arch, version, versions } = environment;
  return {
    machine: [
      ['Host', host],
      ['Processor', `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`],
      ['Memory', formatBytes(memoryBytes)],
      ['System', `${os}, ${arch}`],
    ],
    estate: [
      ['Name', estate.label],
      ['Key', estate.key],
      ['API version', estate.apiVersion],
      ['VMs', formatCount(estate.vms)],
      ['Seed of the order', String(seed)],
      ['Benchmark', id],
    ],
    versions: [['Heapsphere', version], ...Object.entries(versions)],
    settings: Object.entries(settings).map(([name, value]): Fact => [name, valueText(value)]),
  };
}

function valueText(value: BenchmarkRecord['settings'][string]): string {
  if (value === null || value === '') return 'not set';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
