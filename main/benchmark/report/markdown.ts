import type { ScenarioAnalysis } from '../../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric } from '../../../shared/benchmark/benchmark-view.ts';
import { formatDifference } from '../../../shared/benchmark/difference-text.ts';
import { formatMetric, METRIC_ORDER, METRICS } from '../../../shared/benchmark/metrics.ts';
import { sayMainDifferences, verdictOf } from '../../../shared/benchmark/verdict.ts';
import { READING_NOTES } from './reading-notes.ts';
import type { BaselineContent, ReportContent } from './report-content.ts';
import { environmentFacts, type Fact, formatMoment, measurementFacts, settingFacts } from './report-facts.ts';
import { reproduceCommand } from './reproduce-command.ts';
import { outlierNotes, sayRange, scenarioNameOf } from './run-notes.ts';

/** A report as GitHub-flavoured Markdown. Names from outside are escaped: they form neither markup nor HTML. */
export function renderMarkdown(content: ReportContent): string {
  const { record, analysis, title, advice, baseline } = content;
  const blocks = [
    `# ${plain(title)}`,
    `**${plain(advice)}**`,
    list(analysis.scenarios.map((scenario) => `${plain(scenario.scenario.name)}: ${plain(verdictOf(scenario))}`)),
    ...(record.error === undefined
      ? []
      : [`The benchmark was broken off: ${plain(record.error.message)} ${plain(record.error.action)}`]),
    ...(baseline === undefined ? [] : baselineBlocks(baseline)),
    ...METRIC_ORDER.flatMap((metric) => [
      `## ${METRICS[metric].label}`,
      METRICS[metric].meaning,
      metricTable(analysis.scenarios, metric),
    ]),
    ...(record.failures.length === 0
      ? []
      : [
          '## Runs that failed',
          list(
            record.failures.map(
              (failure) =>
                `${plain(scenarioNameOf(record, failure.scenario))}, round ${failure.round}: ${plain(failure.error.message)} ${plain(failure.error.action)}`,
            ),
          ),
        ]),
    '## Measurement',
    factTable(measurementFacts(record)),
    '## Environment',
    factTable(environmentFacts(record)),
    ...(Object.keys(record.settings).length === 0
      ? []
      : ['## Settings of all scenarios', factTable(settingFacts(record))]),
    '## Measure it again',
    `\`\`\`sh\n${reproduceCommand(record)}\n\`\`\``,
    '## How to read this',
    list(READING_NOTES),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function baselineBlocks(baseline: BaselineContent): readonly string[] {
  const heading = `## Against the baseline of ${formatMoment(baseline.record.createdAt)}`;
  if ('refused' in baseline) return [heading, plain(baseline.refused)];
  const { comparison, regressions } = baseline;
  return [
    heading,
    regressions.length === 0
      ? 'Nothing got worse beyond noise.'
      : list(regressions.map(({ sentence }) => `**${plain(sentence)}**`)),
    list(
      comparison.scenarios.map(
        ({ scenario, differences }) =>
          `${plain(scenario.name)}: ${differences === undefined ? 'no finished runs to compare' : sayMainDifferences(differences)}`,
      ),
    ),
    list(comparison.environmentNotes.map(plain)),
  ];
}

function metricTable(scenarios: readonly ScenarioAnalysis[], metric: BenchmarkMetric): string {
  const rows = scenarios.map(({ scenario, finishedRuns, metrics, differences, ...rest }) => {
    const summary = metrics?.[metric];
    if (summary === undefined) return [plain(scenario.name), String(finishedRuns), '', '', '', '', ''];
    const show = (value: number) => formatMetric(metric, value);
    return [
      plain(scenario.name),
      String(finishedRuns),
      show(summary.median),
      sayRange(show(summary.low), show(summary.high)),
      sayRange(show(summary.min), show(summary.max)),
      differences === undefined ? (rest.isReference ? 'reference' : '') : formatDifference(metric, differences[metric]),
      outlierNotes(metric, summary).join(', '),
    ];
  });
  return table(['Scenario', 'Runs', 'Median', 'Middle half', 'Least to most', 'Difference', 'Outliers'], rows);
}

function factTable(facts: readonly Fact[]): string {
  return table(
    ['', ''],
    facts.map(([name, value]) => [plain(name), plain(value)]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** One line of plain text: whatever could start markup, HTML, a link, an entity or another cell is escaped. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~&$]/g, '\\$&')
    .replace(/^( ?)([-+](?= )|=)/, '$1\\$2')
    .replace(/^( ?\d+)([.)])(?= |$)/, '$1\\$2')
    .replace(/(https?|ftp|mailto|www)(?=[:.])/gi, '$1\u200b');
}
