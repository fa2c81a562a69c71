import { formatBytes } from '../units.ts';
import type { BenchmarkEnvironment, BenchmarkRecord } from './benchmark-view.ts';

/** What differs about two benchmarks apart from what was measured, a sentence each: it may explain a difference. */
export function environmentNotes(older: BenchmarkRecord, newer: BenchmarkRecord): readonly string[] {
  const [before, now] = [older.environment, newer.environment];
  const names = [...new Set([...Object.keys(before.versions), ...Object.keys(now.versions)])].toSorted();
  const variables = [...new Set([...Object.keys(older.settings), ...Object.keys(newer.settings)])].toSorted();
  return [
    ...changed('Another machine', before.host, now.host),
    ...changed('Another processor', sayProcessor(before), sayProcessor(now)),
    ...changed('Another size of memory', formatBytes(before.memoryBytes), formatBytes(now.memoryBytes)),
    ...changed('Another operating system', `${before.os} ${before.arch}`, `${now.os} ${now.arch}`),
    ...changed('Another version of Heapsphere', before.version, now.version),
    ...changed('Another version of the vSphere API', older.estate.apiVersion, newer.estate.apiVersion),
    ...names.flatMap((name) =>
      changed(`Another version of ${name}`, before.versions[name] ?? 'none', now.versions[name] ?? 'none'),
    ),
    ...variables.flatMap((name) =>
      changed(`Another ${name}`, saySetting(older.settings[name]), saySetting(newer.settings[name])),
    ),
  ];
}

/** A setting as it is written in the environment: "3600", "true", "DC0,DC1", "unset". */
export function saySetting(value: BenchmarkRecord['settings'][string] | undefined): string {
  if (value === undefined || value === null || value === '') return 'unset';
  return Array.isArray(value) ? value.join(',') || 'unset' : String(value);
}

/** "AMD Ryzen 7 7840U, 16 cores" */
export function sayProcessor({ cpu, cores }: BenchmarkEnvironment): string {
  return `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`;
}

function changed(what: string, before: string, now: string): readonly string[] {
  return before === now ? [] : [`${what}: ${now} instead of ${before}.`];
}
