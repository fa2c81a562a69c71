import type { Scenario } from '../../../shared/benchmark/benchmark-view.ts';
import { html, type Markup } from './markup.ts';
import { READING_NOTES } from './reading-notes.ts';
import type { ReportContent } from './report-content.ts';
import { environmentFacts, type Fact, measurementFacts, settingFacts } from './report-facts.ts';
import { reproduceCommand } from './reproduce-command.ts';

/** Under which conditions the figures came about, and how to measure it again. */
export function renderConditions({ record }: ReportContent): Markup {
  return html`<section class="columns">
${facts('Measurement', measurementFacts(record))}
${facts('Environment', environmentFacts(record))}
${facts('Settings of all scenarios', settingFacts(record))}
</section>
<section>
<h2>Settings of each scenario</h2>
<div class="scroll" role="region" aria-label="Settings of each scenario" tabindex="0"><table>
<thead><tr><th scope="col">Scenario</th><th scope="col">Cache</th><th scope="col">Pruning</th><th scope="col">Streaming</th><th scope="col">Compression</th><th scope="col">Explicit GC</th><th scope="col" class="number">Batch size</th></tr></thead>
<tbody>${record.scenarios.map(settingsRow)}</tbody>
</table></div>
</section>
<section>
<h2>Measure it again</h2>
<pre><code>${reproduceCommand(record)}</code></pre>
<h2>How to read this</h2>
<ul class="notes">${READING_NOTES.map((note) => html`<li>${note}</li>`)}</ul>
</section>`;
}

function facts(title: string, list: readonly Fact[]): Markup {
  if (list.length === 0) return html``;
  return html`<div><h2>${title}</h2><dl>${list.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
}

function settingsRow({ name, cache, options }: Scenario): Markup {
  const { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize } = options;
  const compression = !compress ? 'off' : codec === 'gzip' ? `gzip ${compressionLevel}` : codec;
  const cells = [cache, onOff(pruning), onOff(streaming), compression, onOff(explicitGc)];
  return html`<tr><th scope="row">${name}</th>${cells.map((text) => html`<td>${text}</td>`)}<td class="number">${batchSize}</td></tr>`;
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}
