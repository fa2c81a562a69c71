import type { BenchmarkRecord, ScenarioOptions } from '../../../shared/benchmark/benchmark-view.ts';
import { SETTINGS } from '../../../shared/settings.ts';

/** A name that a shell takes as it is. */
const PLAIN_HOST = /^[A-Za-z0-9][A-Za-z0-9.:-]*$/;

/** The command that measures the same again, with what is not the default before it. For a POSIX shell. */
export function reproduceCommand(record: BenchmarkRecord): string {
  const { suite, resources, runs, seed, scenarios } = record;
  const [first, second] = scenarios;
  const parts = [
    ...(first === undefined ? [] : environmentOf(record, first.options)),
    'npm run -s cli -- bench',
    ...estateOf(record),
    ...(suite === 'switches' ? [] : suite === 'quick' ? ['--quick'] : [`--suite ${suite}`]),
    ...(suite === 'pair' && first && second ? [`--a ${written(first.options)}`, `--b ${written(second.options)}`] : []),
    ...(resources === 'minimal' ? ['--minimal'] : []),
    `--runs ${runs}`,
    ...(seed === 1 ? [] : [`--seed ${seed}`]),
  ];
  return parts.join(' ');
}

function estateOf({ estate: { kind, label, vms } }: BenchmarkRecord): readonly string[] {
  if (kind === 'demo') return [`--demo ${vms}`];
  return [`--server ${PLAIN_HOST.test(label) ? label : 'HOST'}`, '--user USER'];
}

/** Settings that the suite takes as they are, where they were not the default. */
function environmentOf({ suite }: BenchmarkRecord, options: ScenarioOptions): readonly string[] {
  if (suite === 'pair') return [];
  const kept: [setting: { readonly name: string; readonly fallback: unknown }, value: unknown][] = [];
  if (suite !== 'codecs')
    kept.push([SETTINGS.cacheCodec, options.codec], [SETTINGS.compressionLevel, options.compressionLevel]);
  if (suite !== 'batch-sizes') kept.push([SETTINGS.batchSize, options.batchSize]);
  if (suite === 'cache') {
    kept.push([SETTINGS.dataPruning, options.pruning], [SETTINGS.enableStreaming, options.streaming]);
    kept.push([SETTINGS.compressResults, options.compress], [SETTINGS.explicitGc, options.explicitGc]);
  }
  return kept.filter(([{ fallback }, value]) => value !== fallback).map(([{ name }, value]) => `${name}=${value}`);
}

/** "pruning=on,streaming=off,…" */
function written(options: ScenarioOptions): string {
  return [
    `pruning=${onOff(options.pruning)}`,
    `streaming=${onOff(options.streaming)}`,
    `compress=${onOff(options.compress)}`,
    `codec=${options.codec}`,
    `compression-level=${options.compressionLevel}`,
    `gc=${onOff(options.explicitGc)}`,
    `batch-size=${options.batchSize}`,
  ].join(',');
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}
