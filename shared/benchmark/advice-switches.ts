import { type BenchmarkAnalysis, differencesOf, runsOf, type ScenarioAnalysis } from './analysis.ts';
import type { BenchmarkRecord } from './benchmark-view.ts';
import { sayDifference } from './difference-text.ts';
import { listOf } from './list-text.ts';
import { MAIN_METRICS } from './metrics.ts';
import { isNotable, shortVerdictOf } from './verdict.ts';

/** A single switch has to beat all of them together by this share before it is worth a word. */
const WORTH_A_WORD = 0.05;

/** Which switches to keep on: all of them or the ones that save something, and which of them save nothing alone. */
export function adviseOnSwitches(record: BenchmarkRecord, { scenarios }: BenchmarkAnalysis): string {
  // The one that switches most on; the reference switches nothing on.
  const together = scenarios
    .slice(1)
    .reduce<ScenarioAnalysis | undefined>(
      (most, scenario) => (switchesOn(scenario) > (most === undefined ? 0 : switchesOn(most)) ? scenario : most),
      undefined,
    );
  const singles = scenarios.slice(1).filter((scenario) => scenario !== together && scenario.differences !== undefined);
  const saving = singles.filter(savesSomething);
  const idle = singles.filter((scenario) => !savesSomething(scenario));

  if (together?.differences === undefined) return adviseOnSingles(saving, together);
  if (!savesSomething(together)) {
    return saving.length === 0
      ? `${nameOf(together)} saves nothing here: ${shortVerdictOf(together)}`
      : `${nameOf(together)} saves nothing together, but ${listOf(saving.map(nameOf))} ${saving.length === 1 ? 'does' : 'do'}`;
  }
  const notes = [`keep all on: ${shortVerdictOf(together)}`];
  if (idle.length > 0) {
    notes.push(
      `${listOf(idle.map(nameOf))} ${idle.length === 1 ? 'saves' : 'save'} no memory, time or cache bytes beyond noise`,
    );
  }
  const quicker = quickerThan(record, together, saving);
  if (quicker !== undefined) notes.push(quicker);
  return notes.join('; ');
}

function adviseOnSingles(saving: readonly ScenarioAnalysis[], together: ScenarioAnalysis | undefined): string {
  const missing =
    together === undefined ? 'nothing was measured with all on' : `${nameOf(together)} has no finished run`;
  if (saving.length === 0) return `${missing}, and no switch alone saves anything beyond noise`;
  return `${missing}; ${saving.map((scenario) => `${nameOf(scenario)}: ${shortVerdictOf(scenario)}`).join('; ')}`;
}

/** A single switch that takes clearly less time than all together, and what it costs. */
function quickerThan(
  record: BenchmarkRecord,
  together: ScenarioAnalysis,
  singles: readonly ScenarioAnalysis[],
): string | undefined {
  const runs = runsOf(record, together.scenario);
  const rivals = singles.flatMap((single) => {
    const differences = differencesOf(runs, runsOf(record, single.scenario));
    const time = differences?.wallMs;
    return differences !== undefined && time?.verdict === 'less' && (time.relative ?? 0) <= -WORTH_A_WORD
      ? [{ single, differences, saved: time.absolute }]
      : [];
  });
  const best = rivals.toSorted((a, b) => a.saved - b.saved)[0];
  if (best === undefined) return undefined;
  const price = MAIN_METRICS.filter(
    (metric) => best.differences[metric].verdict === 'more' && isNotable(best.differences[metric]),
  );
  const at =
    price.length === 0 ? '' : `, at ${listOf(price.map((metric) => sayDifference(metric, best.differences[metric])))}`;
  return `${nameOf(best.single)} is ${sayDifference('wallMs', best.differences.wallMs)} still${at}`;
}

function savesSomething({ differences }: ScenarioAnalysis): boolean {
  return (
    differences !== undefined &&
    MAIN_METRICS.some((metric) => differences[metric].verdict === 'less' && isNotable(differences[metric]))
  );
}

function switchesOn({ scenario: { options } }: ScenarioAnalysis): number {
  return [options.pruning, options.streaming, options.compress, options.explicitGc].filter((on) => on).length;
}

/** In quotes: "Pruning only" would read as part of the sentence. */
function nameOf({ scenario }: ScenarioAnalysis): string {
  return `“${scenario.name}”`;
}
