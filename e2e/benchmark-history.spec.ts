import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { BenchmarkRecord } from '../shared/benchmark/benchmark-view.ts';
import { collectErrors, expect, test } from './fixtures/app.ts';
import { BenchmarkPage } from './fixtures/benchmark-page.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { createIsolatedHome, type IsolatedHome, showAround } from './fixtures/isolated-home.ts';
import { startApp } from './fixtures/running-app.ts';

const MINIMAL = { suite: 'All against none', vms: 100, runs: 3, resources: 'Minimal' } as const;

/** Starts the application on a home, opens the Benchmark screen, and ends it all afterwards. */
async function withApp(home: IsolatedHome, browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  await showAround(dataFolder(home));
  const app = await startApp({ home, environment: { HEAPSPHERE_DATA_DIR: dataFolder(home) } });
  const context = await browser.newContext();
  try {
    const blank = await context.newPage();
    const errors = collectErrors(blank);
    const page = await app.open(blank);
    await new Dashboard(page).openScreen('Benchmark');
    await use(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
    await app.close();
  }
}

/** The same for every host. */
const dataFolder = ({ folder }: IsolatedHome): string => join(folder, 'data');

/** Another benchmark on disk: a copy of the only one, an hour older, whose runs needed half of everything. */
async function addBetterOne(home: IsolatedHome): Promise<void> {
  const benchmarks = join(dataFolder(home), 'benchmarks');
  const files = (await readdir(benchmarks)).filter((name) => /^\d.*\.json$/.test(name));
  expect(files).toHaveLength(1);
  const record: BenchmarkRecord = JSON.parse(await readFile(join(benchmarks, String(files[0])), 'utf8'));
  const id = `${record.id}-better`;
  const better = {
    ...record,
    id,
    createdAt: record.createdAt - 3_600_000,
    results: record.results.map((run) => ({
      ...run,
      metrics: Object.fromEntries(Object.entries(run.metrics).map(([name, value]) => [name, value / 2])),
    })),
  };
  await writeFile(join(benchmarks, `${id}.json`), JSON.stringify(better));
}

test('the history outlives the application; a marked benchmark warns of what got worse, any two are compared', async ({
  browser,
}) => {
  test.slow();
  const home = await createIsolatedHome();
  try {
    await withApp(home, browser, async (page) => {
      const benchmark = new BenchmarkPage(page);
      await benchmark.measure(MINIMAL);
      await expect(benchmark.entries).toHaveCount(1);
      await expect(benchmark.result.getByRole('combobox', { name: 'Compare with' })).toBeHidden();
    });
    await addBetterOne(home);

    await withApp(home, browser, async (page) => {
      const benchmark = new BenchmarkPage(page);
      const { entries, result } = benchmark;
      await expect(entries).toHaveCount(2);
      await expect(entries.nth(0)).toHaveAttribute('aria-current', 'true');
      await expect(entries.nth(0)).toContainText('Demo estate, 100 VMs');
      await expect(entries.nth(0)).toContainText('3 runs, minimal');
      await expect(result.getByText(/Worse than the baseline/)).toBeHidden();

      await entries.nth(1).click();
      await result.getByRole('button', { name: 'Mark as baseline' }).click();
      await expect(entries.nth(1)).toContainText('Baseline');
      await expect(result.getByRole('button', { name: 'Unmark as baseline' })).toBeVisible();
      await entries.nth(0).click();
      const warning = result.getByRole('alert');
      await expect(warning).toContainText('Worse than the baseline');
      // With a decimal where the runs lie that close together.
      await expect(warning.getByRole('listitem').filter({ hasText: 'more peak memory' }).first()).toContainText(
        /\b100(\.0)? %/,
      );

      await result.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 1 });
      const comparison = result.getByRole('table', { name: 'Comparison' });
      await expect(comparison.getByRole('row')).toHaveCount(3);
      const received = comparison.getByRole('row').nth(1).getByRole('cell').last();
      await expect(received, 'twice as much as half of it').toContainText(/\+100 %/);
    });

    await withApp(home, browser, async (page) => {
      const { entries, result, removeDialog } = new BenchmarkPage(page);
      await expect(entries.nth(1)).toContainText('Baseline');
      await expect(result.getByRole('alert')).toContainText('Worse than the baseline');
      await entries.nth(1).click();
      await result.getByRole('button', { name: 'Unmark as baseline' }).click();
      await result.getByRole('button', { name: 'Remove…' }).click();
      await removeDialog.getByRole('button', { name: 'Keep' }).click();
      await expect(entries).toHaveCount(2);
      await result.getByRole('button', { name: 'Remove…' }).click();
      await removeDialog.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(entries).toHaveCount(1);
      await expect(entries.nth(0)).toHaveAttribute('aria-current', 'true');
      await expect(result.getByText(/Worse than the baseline/)).toBeHidden();
    });
  } finally {
    await home.remove();
  }
});
