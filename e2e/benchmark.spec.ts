import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { formatBytes } from '../shared/units.ts';
import { expect, test } from './fixtures/app.ts';
import { BenchmarkPage } from './fixtures/benchmark-page.ts';
import { Dashboard } from './fixtures/dashboard.ts';

const QUICK = { suite: 'All against none', vms: 100, runs: 3 } as const;

async function openBenchmarks(page: Dashboard['page']): Promise<BenchmarkPage> {
  await new Dashboard(page).openScreen('Benchmark');
  return new BenchmarkPage(page);
}

test('a benchmark shows what it did, and its reports tell the same figures', async ({ page, browser }, testInfo) => {
  test.slow();
  const benchmark = await openBenchmarks(page);
  await expect(benchmark.root.getByText('Measure what each optimisation saves')).toBeVisible();
  await benchmark.fill(QUICK);
  await expect(benchmark.form.getByText(/^6 runs: 2 settings, 3 times each/)).toBeVisible();
  await benchmark.start();
  await expect(benchmark.progress.getByRole('row')).toHaveCount(3);
  await expect(benchmark.form.getByRole('button', { name: 'Start' })).toBeDisabled();
  await benchmark.result.waitFor({ timeout: 120_000 });
  await expect(benchmark.progress).toBeHidden();
  await expect(benchmark.result.getByRole('heading', { name: 'All against none, Demo estate, 100 VMs' })).toBeVisible();
  await expect(benchmark.result.getByText(/3 runs of each, 6 finished/)).toBeVisible();

  const peak = await benchmark.tile('Peak memory').innerText();
  expect(peak).toMatch(/[\d.]+ MiB instead of [\d.]+ MiB/);
  const cache = await benchmark.tile('Cache, stored').innerText();
  expect(cache, 'pruned and compressed rows are a small part of all properties').toMatch(/−9\d(\.\d)? %/);
  for (const name of [/^Peak memory, .*MiB/, /^Time, /, /^Cache, stored, /, /^Heap of the collector, /]) {
    await expect(benchmark.result.getByRole('img', { name }).first()).toBeVisible();
  }

  const json = await benchmark.saveReport('JSON');
  const { record, scenarios } = JSON.parse(await readFile(await json.path(), 'utf8'));
  expect(record.results).toHaveLength(6);
  const table = benchmark.result.getByRole('table', { name: 'Scenarios' });
  for (const { scenario, metrics } of scenarios) {
    const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: scenario.name }) });
    await expect(row.getByRole('cell').first()).toContainText(formatBytes(metrics.peakRssBytes.median));
  }
  const runs = benchmark.result.getByRole('table', { name: 'Time, run by run' });
  await expect(runs.getByRole('row')).toHaveCount(3);
  await benchmark.result.getByRole('combobox', { name: 'Metric' }).selectOption('Requests');
  await expect(benchmark.result.getByRole('table', { name: 'Requests, run by run' })).toBeVisible();

  const html = await benchmark.saveReport('HTML');
  const path = testInfo.outputPath('report.html');
  await html.saveAs(path);
  expect(html.suggestedFilename()).toMatch(/\.html$/);
  await expect(benchmark.result.getByText(`Saved ${html.suggestedFilename()}.`)).toBeVisible();
  const context = await browser.newContext({ offline: true });
  const report = await context.newPage();
  await report.goto(pathToFileURL(path).href);
  const text = await report.locator('body').innerText();
  const difference = /[−+].+%.*|within noise/.exec(peak)?.[0] ?? 'no difference on the tile';
  expect(text).toContain(difference);
  for (const { metrics } of scenarios) expect(text).toContain(formatBytes(metrics.peakRssBytes.median));
  expect(await report.getByRole('img').count()).toBeGreaterThanOrEqual(4);
  await context.close();
});

test('a benchmark goes on while other screens are open and over a reload; cancelled, it keeps the finished runs', async ({
  page,
}) => {
  test.slow();
  const dashboard = new Dashboard(page);
  const benchmark = await openBenchmarks(page);
  await benchmark.fill({ suite: 'Each optimisation', vms: 100, runs: 5 });
  await benchmark.start();
  await expect(benchmark.progress.getByRole('row')).toHaveCount(7);
  await dashboard.openScreen('Inventory');
  await expect(page.getByRole('tab', { name: 'Benchmark' })).toHaveAttribute('title', 'A benchmark is running');
  await page.reload();
  await dashboard.openScreen('Benchmark');
  await expect(benchmark.progress.getByRole('button', { name: 'Cancel' })).toBeEnabled();

  const finished = benchmark.progress.getByRole('cell', { name: /^[1-5] of 5$/ });
  await expect.poll(() => finished.count(), { timeout: 120_000 }).toBeGreaterThanOrEqual(2);
  await expect(benchmark.progress.getByText(/^About .+ left$/)).toBeVisible();
  await benchmark.progress.getByRole('button', { name: 'Cancel' }).click();
  await benchmark.result.waitFor();
  await expect(benchmark.result.getByText('It was cancelled')).toBeVisible();
  const facts = await benchmark.result.getByText(/5 runs of each, \d+ finished/).innerText();
  const kept = Number(/(\d+) finished/.exec(facts)?.[1]);
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(kept).toBeLessThan(30);
  await expect(benchmark.entries.first()).toContainText('Cancelled');
  await expect(page.getByRole('tab', { name: 'Benchmark' })).not.toHaveAttribute('title');
  await expect(benchmark.form.getByRole('button', { name: 'Start' })).toBeEnabled();
});

test('two settings of one’s own are compared; an order that is wrong says what is', async ({ page }) => {
  test.slow();
  const benchmark = await openBenchmarks(page);
  await benchmark.fill({ suite: 'A against B', vms: 100, runs: 3, resources: 'Minimal' });
  await benchmark.start();
  const problem = benchmark.form.getByRole('alert');
  await expect(problem).toHaveText('A and B would be measured the same. Change at least one of their settings.');
  const b = benchmark.form.getByRole('group', { name: 'Settings B' });
  await b.getByRole('textbox', { name: 'Batch size' }).fill('0');
  await expect(problem, 'it is judged anew when it is sent').toBeHidden();
  await benchmark.start();
  await expect(problem).toContainText('“0” is not a batch size of B.');
  await b.getByRole('textbox', { name: 'Batch size' }).fill('200');
  await b.getByRole('checkbox', { name: 'Compression' }).uncheck({ force: true });
  await expect(b.getByRole('combobox', { name: 'Level' })).toBeDisabled();
  await benchmark.form.getByRole('textbox', { name: 'VMs' }).fill('many');
  await benchmark.start();
  await expect(problem).toContainText('“many” is not a number of VMs.');
  await expect(benchmark.form.getByRole('textbox', { name: 'VMs' })).toHaveAccessibleDescription(/from 1 to 100,000/);
  await benchmark.form.getByRole('textbox', { name: 'VMs' }).fill('100');
  await benchmark.start();
  await benchmark.result.waitFor({ timeout: 120_000 });
  const headers = benchmark.result.getByRole('table', { name: 'Scenarios' }).getByRole('rowheader');
  await expect(headers).toHaveCount(2);
  await expect(headers.nth(0)).toContainText('A: pruning on, streaming on, gzip 6, explicit GC on, batch size 50');
  await expect(headers.nth(1)).toContainText(/^B: .*batch size 200$/);
  await expect(benchmark.tile('Cache, stored')).toContainText('+');
  await expect(benchmark.result.getByText(/minimal resources/)).toBeVisible();
});
