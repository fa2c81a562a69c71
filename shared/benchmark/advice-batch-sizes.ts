import { SETTINGS } from '../settings.ts';
import { formatBytes } from '../units.ts';
import type { BenchmarkAnalysis } from './analysis.ts';
import { differencesOf, runsOf } from './analysis.ts';
import type { BenchmarkRecord } from './benchmark-view.ts';
import { sayDifference } from './difference-text.ts';
import { type Rival, rivalsOf } from './rivals.ts';

/** More memory than this share is no modest price for time. */
const MODEST_PRICE = 0.1;

/** The size that saves time for little memory; else one that saves memory without costing time; else the usual one. */
export function adviseOnBatchSizes(record: BenchmarkRecord, analysis: BenchmarkAnalysis): string {
  const found = rivalsOf(record, analysis, ({ options }) => options.batchSize === SETTINGS.batchSize.fallback);
  if (found === undefined) return 'no batch size was measured';
  const { usual, rivals } = found;
  const faster = smallestOfTheFastest(
    record,
    rivals.filter((rival) => isFaster(rival) && isModest(rival)),
  );
  if (faster !== undefined) {
    const { wallMs, peakRssBytes } = faster.differences;
    return `batch size ${sizeOf(faster)} is ${sayDifference('wallMs', wallMs)} than ${usual.options.batchSize}, ${priceOf(peakRssBytes.absolute, peakRssBytes.verdict)}`;
  }
  const leaner = rivals
    .filter(({ differences: { wallMs, peakRssBytes } }) => peakRssBytes.verdict === 'less' && wallMs.verdict !== 'more')
    .toSorted((a, b) => a.differences.peakRssBytes.absolute - b.differences.peakRssBytes.absolute)[0];
  if (leaner !== undefined) {
    return `batch size ${sizeOf(leaner)} has ${sayDifference('peakRssBytes', leaner.differences.peakRssBytes)} than ${usual.options.batchSize} and takes no longer`;
  }
  return `keep batch size ${usual.options.batchSize}: no other is faster beyond noise for at most ${MODEST_PRICE * 100} % more memory`;
}

/** Of those that cannot be told from the fastest, the one that holds the fewest objects. */
function smallestOfTheFastest(record: BenchmarkRecord, rivals: readonly Rival[]): Rival | undefined {
  const fastest = rivals.toSorted((a, b) => a.differences.wallMs.absolute - b.differences.wallMs.absolute)[0];
  if (fastest === undefined) return undefined;
  const runs = runsOf(record, fastest.scenario);
  const asFast = rivals.filter(
    ({ scenario }) => differencesOf(runs, runsOf(record, scenario))?.wallMs.verdict !== 'more',
  );
  return asFast.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
}

function isFaster({ differences: { wallMs } }: Rival): boolean {
  return wallMs.verdict === 'less';
}

function isModest({ differences: { peakRssBytes } }: Rival): boolean {
  return peakRssBytes.verdict !== 'more' || (peakRssBytes.relative ?? Number.POSITIVE_INFINITY) <= MODEST_PRICE;
}

function priceOf(bytes: number, verdict: string): string {
  if (verdict === 'more') return `for ${formatBytes(bytes)} more peak memory`;
  return verdict === 'less' ? `with ${formatBytes(-bytes)} less peak memory` : 'with no more peak memory beyond noise';
}

function sizeOf({ scenario }: Rival): number {
  return scenario.options.batchSize;
}
