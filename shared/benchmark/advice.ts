import { adviseOnBatchSizes } from './advice-batch-sizes.ts';
import { adviseOnCodecs } from './advice-codecs.ts';
import { adviseOnCache, adviseOnPair } from './advice-pair.ts';
import { adviseOnSwitches } from './advice-switches.ts';
import type { BenchmarkAnalysis } from './analysis.ts';
import type { BenchmarkRecord } from './benchmark-view.ts';
import { MINIMAL_RUNS } from './difference.ts';
import { sayMainDifferences } from './verdict.ts';

/**
 * One sentence: what these runs suggest to do, and what it saves. It claims only what they show beyond noise, and says
 * so when they are too few, or were not brought to their end.
 */
export function advise(record: BenchmarkRecord, analysis: BenchmarkAnalysis): string {
  const missing = nothingToSay(record, analysis);
  if (missing !== undefined) return missing;
  const advice = tooFewRuns(analysis) ?? adviceOf(record, analysis);
  const ended = {
    cancelled: 'cancelled',
    failed: 'broken off',
    partial: 'some runs failed',
    running: 'still running',
  } as const;
  const note = record.phase === 'completed' ? '' : ` (${ended[record.phase]}: from the runs that finished)`;
  return `${advice.slice(0, 1).toUpperCase()}${advice.slice(1)}${note}.`;
}

function adviceOf(record: BenchmarkRecord, analysis: BenchmarkAnalysis): string {
  switch (record.suite) {
    case 'switches':
    case 'quick':
      return adviseOnSwitches(record, analysis);
    case 'pair':
      return adviseOnPair(analysis);
    case 'cache':
      return adviseOnCache(analysis);
    case 'batch-sizes':
      return adviseOnBatchSizes(record, analysis);
    case 'codecs':
      return adviseOnCodecs(record, analysis);
  }
}

/** A sentence for benchmarks without two scenarios that could be compared. */
function nothingToSay(record: BenchmarkRecord, { scenarios }: BenchmarkAnalysis): string | undefined {
  if (scenarios.some(({ differences }) => differences !== undefined)) return undefined;
  const reason = record.error === undefined ? '' : `: ${record.error.message.replace(/\.$/, '')}`;
  const [reference] = scenarios;
  if (record.results.length === 0 || reference === undefined) return `No advice, because no run was finished${reason}.`;
  if (reference.finishedRuns > 0) return `No advice, because only ${reference.scenario.name} was measured${reason}.`;
  return `No advice, because ${reference.scenario.name}, which the others are compared with, has no finished run${reason}.`;
}

/** What was seen, when no scenario has the runs that a judgement needs. */
function tooFewRuns({ scenarios }: BenchmarkAnalysis): string | undefined {
  const compared = scenarios.flatMap(({ scenario, differences }) =>
    differences === undefined ? [] : [{ scenario, differences }],
  );
  if (compared.some(({ differences }) => differences.wallMs.verdict !== 'too few runs')) return undefined;
  const last = compared.at(-1);
  const seen = last === undefined ? '' : `; so far, ${last.scenario.name}: ${sayMainDifferences(last.differences)}`;
  return `measure at least ${MINIMAL_RUNS} runs of each for advice${seen}`;
}
