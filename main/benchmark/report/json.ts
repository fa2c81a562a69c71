import { verdictOf } from '../../../shared/benchmark/verdict.ts';
import type { ReportContent } from './report-content.ts';

/** The analysis and the record it was made of, as indented JSON. */
export function renderJson({ record, analysis, advice, baseline }: ReportContent): string {
  const report = {
    advice,
    scenarios: analysis.scenarios.map((scenario) => ({ ...scenario, verdict: verdictOf(scenario) })),
    ...(baseline !== undefined && { baseline: { ...baseline, record: undefined, id: baseline.record.id } }),
    record,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
