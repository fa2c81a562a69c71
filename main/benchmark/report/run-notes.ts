import type { MetricSummary } from '../../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric, BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';
import { formatMetric } from '../../../shared/benchmark/metrics.ts';

/** The outliers of a metric by the place of their run: "run 7: 4.21 s". */
export function outlierNotes(metric: BenchmarkMetric, { values, orders, outliers }: MetricSummary): readonly string[] {
  return outliers.map((order) => `run ${order}: ${formatMetric(metric, values[orders.indexOf(order)] ?? Number.NaN)}`);
}

/** The name of a scenario, or its id where the record does not have it. */
export function scenarioNameOf({ scenarios }: BenchmarkRecord, id: string): string {
  return scenarios.find((scenario) => scenario.id === id)?.name ?? id;
}

/** From one figure to another, or the one when both read the same. */
export function sayRange(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}
