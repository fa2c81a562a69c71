import chartStyle from '../../../shared/charts/charts.css?raw';
import tokens from '../../../shared/theme/tokens.css?raw';
import { renderBaseline } from './html-baseline.ts';
import { renderCharts } from './html-charts.ts';
import { renderConditions } from './html-conditions.ts';
import { renderDetails } from './html-details.ts';
import { renderFailures } from './html-failures.ts';
import { renderOverview } from './html-overview.ts';
import { html, Markup } from './markup.ts';
import reportStyle from './report.css?raw';
import type { ReportContent } from './report-content.ts';
import { formatMoment } from './report-facts.ts';

/** Nothing is loaded and nothing runs: the page is its own text and its own style. */
const POLICY = new Markup("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");

/** The window's choice of a theme is an attribute; nothing runs in a report, so the reader's system chooses, and paper is light. */
const THEMES = tokens.replace(
  /:root\[data-theme="dark"\] (\{[^}]*\})/,
  '@media screen and (prefers-color-scheme: dark) { :root $1 }',
);

/** A report as one self-contained page, light or dark as its reader has it. */
export function renderHtml(content: ReportContent): string {
  const { record, title, advice, baseline } = content;
  const style = new Markup(`${THEMES}\n${reportStyle}\n${chartStyle}`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Heapsphere benchmark</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="kicker">Heapsphere benchmark, ${formatMoment(record.createdAt)}</p>
<h1>${title}</h1>
<p class="advice" role="note">${advice}</p>
</header>
<main>
${baseline === undefined ? '' : renderBaseline(baseline)}
${renderFailures(record)}
${renderOverview(content)}
${renderCharts(content)}
${renderDetails(content)}
${renderConditions(content)}
</main>
</body>
</html>
`.text;
}
