import { advise } from '../../shared/benchmark/advice.ts';
import type { ScenarioAnalysis } from '../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import { formatDifference } from '../../shared/benchmark/difference-text.ts';
import { formatMetric, METRICS } from '../../shared/benchmark/metrics.ts';
import type { Analysed } from './benchmark-result.ts';
import { SUITES } from './suites.ts';
import { verdictTone } from './verdict-words.ts';

/** The figures that stand on top, largest first in meaning. */
const HEADLINE_METRICS: readonly BenchmarkMetric[] = [
  'peakRssBytes',
  'wallMs',
  'cacheStoredBytes',
  'cpuMs',
  'heapPeakBytes',
];

function Figure(props: {
  readonly metric: BenchmarkMetric;
  readonly reference: ScenarioAnalysis;
  readonly scenario: ScenarioAnalysis;
}) {
  const { metric, reference, scenario } = props;
  const difference = scenario.differences?.[metric];
  if (difference === undefined || scenario.metrics === undefined || reference.metrics === undefined) return null;
  const { label } = METRICS[metric];
  const [from, to] = [reference.metrics[metric].median, scenario.metrics[metric].median];
  return (
    <section className="hs-tile" aria-label={label}>
      <h3>{label}</h3>
      <p className={`hs-tile-value hs-difference-${verdictTone(difference)}`}>{formatDifference(metric, difference)}</p>
      <p className="hs-tile-note">
        {formatMetric(metric, to)} instead of {formatMetric(metric, from)}
      </p>
    </section>
  );
}

/** What to do by these runs, and the figures behind it. */
export function AdviceCard(props: { readonly shown: Analysed }) {
  const { record, analysis } = props.shown;
  const [reference] = analysis.scenarios;
  const last = analysis.scenarios.at(-1);
  const hasFigures = !SUITES[record.suite].sweep && reference !== undefined && last?.differences !== undefined;
  return (
    <section className="hs-advice" aria-label="Advice">
      <p className="hs-advice-text">{advise(record, analysis)}</p>
      {hasFigures && (
        <>
          <p className="hs-advice-about">
            {last.scenario.name} against {reference.scenario.name}:
          </p>
          <div className="hs-tiles">
            {HEADLINE_METRICS.map((metric) => (
              <Figure key={metric} metric={metric} reference={reference} scenario={last} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
