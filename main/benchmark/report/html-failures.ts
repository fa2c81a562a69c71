import type { BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';
import { html, type Markup } from './markup.ts';
import { scenarioNameOf } from './run-notes.ts';

/** Why the benchmark was broken off, and the runs that did not come to their end. */
export function renderFailures(record: BenchmarkRecord): Markup {
  const { failures, error } = record;
  if (failures.length === 0 && error === undefined) return html``;
  const items = failures.map(
    ({ scenario, round, error: { message, action } }) =>
      html`<li><b>${scenarioNameOf(record, scenario)}</b>, round ${round}: ${message} ${action}</li>`,
  );
  return html`<section class="callout bad">
${error === undefined ? '' : html`<h2>The benchmark was broken off</h2><p>${error.message} ${error.action}</p>`}
${failures.length === 0 ? '' : html`<h2>Runs that failed</h2><ul>${items}</ul>`}
</section>`;
}
