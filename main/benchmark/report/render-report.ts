import type { BenchmarkRecord, BenchmarkReport, ReportFormat } from '../../../shared/benchmark/benchmark-view.ts';
import { renderCsv } from './csv.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { reportOf } from './report-content.ts';

/** What each kind of report is made with; the key is the end of its file's name. */
const FORMATS: Readonly<
  Record<ReportFormat, { mediaType: string; render: (report: ReturnType<typeof reportOf>) => string }>
> = {
  html: { mediaType: 'text/html;charset=utf-8', render: renderHtml },
  md: { mediaType: 'text/markdown;charset=utf-8', render: renderMarkdown },
  csv: { mediaType: 'text/csv;charset=utf-8', render: ({ record }) => renderCsv(record) },
  json: { mediaType: 'application/json', render: renderJson },
};

/**
 * A benchmark as one file that needs nothing else: HTML with charts and Markdown to read, CSV with a row for each run,
 * JSON with the analysis and everything it was made of.
 *
 * @param baseline what it is held against, when one is marked; one that cannot be compared is told as such.
 */
export function renderReport(
  record: BenchmarkRecord,
  format: ReportFormat,
  baseline: BenchmarkRecord | undefined,
): BenchmarkReport {
  const { mediaType, render } = FORMATS[format];
  return {
    fileName: `heapsphere-benchmark-${record.id}.${format}`,
    mediaType,
    text: render(reportOf(record, baseline)),
  };
}
