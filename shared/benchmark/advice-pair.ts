import type { BenchmarkAnalysis, ScenarioAnalysis } from './analysis.ts';
import type { BenchmarkMetric } from './benchmark-view.ts';
import { sayDifference } from './difference-text.ts';
import { listOf } from './list-text.ts';
import { MAIN_METRICS } from './metrics.ts';
import { isNotable } from './verdict.ts';

const PAIR_METRICS = [...MAIN_METRICS, 'cpuMs'] as const;
const CACHE_METRICS = ['wallMs', 'peakRssBytes', 'bytesReceived', 'requests'] as const;

/** Which of two is better, and at what price; A and B, because their names tell all settings. */
export function adviseOnPair({ scenarios: [first, second] }: BenchmarkAnalysis): string {
  if (first === undefined || second?.differences === undefined) return 'only one of the two was measured';
  const [saved, price] = [said(second, PAIR_METRICS, 'less'), said(second, PAIR_METRICS, 'more')];
  if (saved.length === 0 && price.length === 0) return 'take either: B is within noise of A';
  if (price.length === 0) return `take B: ${listOf(saved)}, at no price`;
  if (saved.length === 0) return `take A: B saves nothing, at ${listOf(price)}`;
  return `B is a trade: ${listOf(saved)}, for ${listOf(price)}`;
}

/** What a filled cache saves against an empty one. */
export function adviseOnCache({ scenarios }: BenchmarkAnalysis): string {
  const warm = scenarios.find(({ scenario, differences }) => scenario.cache === 'warm' && differences !== undefined);
  if (warm === undefined) return 'the filled cache was not measured';
  const [saved, price] = [said(warm, CACHE_METRICS, 'less'), said(warm, CACHE_METRICS, 'more')];
  const cost = price.length === 0 ? '' : `, for ${listOf(price)}`;
  if (saved.length === 0) return `a filled cache saves nothing beyond noise${cost}`;
  return `keep the cache; with a filled one: ${listOf(saved)}${cost}`;
}

function said(
  { differences }: ScenarioAnalysis,
  metrics: readonly BenchmarkMetric[],
  verdict: 'less' | 'more',
): readonly string[] {
  if (differences === undefined) return [];
  return metrics
    .filter((metric) => differences[metric].verdict === verdict && isNotable(differences[metric]))
    .map((metric) => sayDifference(metric, differences[metric]));
}
