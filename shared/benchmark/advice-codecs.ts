import { SETTINGS } from '../settings.ts';
import type { BenchmarkAnalysis } from './analysis.ts';
import type { BenchmarkMetric, BenchmarkRecord, Scenario } from './benchmark-view.ts';
import { sayDifference } from './difference-text.ts';
import { listOf } from './list-text.ts';
import { type Rival, rivalsOf } from './rivals.ts';

const TOLD = ['cacheStoredBytes', 'wallMs', 'cpuMs'] as const;

/** The codec and level with the best trade between bytes that are kept and time that is spent. */
export function adviseOnCodecs(record: BenchmarkRecord, analysis: BenchmarkAnalysis): string {
  const found = rivalsOf(record, analysis, isUsual);
  if (found === undefined) return 'no codec was measured';
  const { usual, rivals } = found;
  const best = rivals.toSorted((a, b) => costOf(a) - costOf(b))[0];
  if (best === undefined || costOf(best) > -0.01) {
    return `keep ${nameOf(usual)}: no other keeps fewer bytes without costing as much in time`;
  }
  const told = TOLD.filter((metric) => changeOf(best, metric) !== 0);
  return `take ${nameOf(best.scenario)} instead of ${nameOf(usual)}: ${listOf(told.map((metric) => sayDifference(metric, best.differences[metric])))}`;
}

/** Bytes and time weigh the same: 3 % fewer bytes make up for 3 % more time. */
function costOf(rival: Rival): number {
  return changeOf(rival, 'cacheStoredBytes') + changeOf(rival, 'wallMs');
}

/** The relative difference where the runs show one. */
function changeOf({ differences }: Rival, metric: BenchmarkMetric): number {
  const { verdict, relative } = differences[metric];
  if (verdict !== 'less' && verdict !== 'more') return 0;
  return relative ?? Number.POSITIVE_INFINITY;
}

function isUsual({ options }: Scenario): boolean {
  const { cacheCodec, compressionLevel } = SETTINGS;
  return (
    options.compress && options.codec === cacheCodec.fallback && options.compressionLevel === compressionLevel.fallback
  );
}

/** "no compression", "gzip level 6", "zstd" */
function nameOf({ options: { compress, codec, compressionLevel } }: Scenario): string {
  return !compress ? 'no compression' : codec === 'gzip' ? `gzip level ${compressionLevel}` : codec;
}
