import { listOf } from '../../../shared/benchmark/list-text.ts';
import { sayMainDifferences, WITHIN_NOISE } from '../../../shared/benchmark/verdict.ts';
import { html, type Markup } from './markup.ts';
import type { BaselineContent } from './report-content.ts';
import { formatMoment } from './report-facts.ts';

/** What became worse since the benchmark that is marked, and what else differs. */
export function renderBaseline(baseline: BaselineContent): Markup {
  const moment = formatMoment(baseline.record.createdAt);
  if ('refused' in baseline) {
    return html`<section class="callout"><h2>Not held against the baseline of ${moment}</h2><p>${baseline.refused}</p></section>`;
  }
  const { comparison, regressions } = baseline;
  const told = comparison.scenarios.map(({ scenario, differences }) => ({
    name: scenario.name,
    words: differences === undefined ? 'no finished runs to compare' : sayMainDifferences(differences),
  }));
  const steady = told.filter(({ words }) => words === WITHIN_NOISE).map(({ name }) => `“${name}”`);
  const scenarios = [
    ...told
      .filter(({ words }) => words !== WITHIN_NOISE)
      .map(({ name, words }) => html`<li><b>${name}</b>: ${words}</li>`),
    ...(steady.length === 0 ? [] : [html`<li>${listOf(steady)}: ${WITHIN_NOISE}</li>`]),
  ];
  const worse = regressions.map(({ sentence }) => html`<li>${sentence}</li>`);
  const heading =
    regressions.length === 0
      ? html`<h2>Nothing got worse since the baseline of ${moment}</h2>`
      : html`<h2>Worse than the baseline of ${moment}</h2><ul class="worse">${worse}</ul>`;
  return html`<section class="callout ${regressions.length === 0 ? 'good' : 'bad'}">
${heading}
<ul>${scenarios}</ul>
${notes(comparison.environmentNotes, 'Not everything was the same:')}
${notes(comparison.notCompared, 'Only one of them has, or with other settings:')}
</section>`;
}

function notes(items: readonly string[], lead: string): Markup {
  if (items.length === 0) return html``;
  return html`<p class="muted">${lead}</p><ul class="muted">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
