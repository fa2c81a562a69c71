import { accessibleOn } from './fixtures/accessible.ts';
import { expect, test } from './fixtures/app.ts';
import { BenchmarkPage } from './fixtures/benchmark-page.ts';
import { CachePage } from './fixtures/cache-page.ts';
import { readableOn } from './fixtures/contrast.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { fitsInto } from './fixtures/layout.ts';
import { MemoryPage } from './fixtures/memory-page.ts';
import { SettingsPage } from './fixtures/settings-page.ts';
import { Tree } from './fixtures/tree.ts';

// Half-way through a change of colours, none of them would be the theme's.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('the settings and the cache are readable and accessible in both themes', async ({ page }) => {
  const readable = readableOn(page);
  const accessible = accessibleOn(page);
  const dashboard = new Dashboard(page);
  await dashboard.collected();

  await dashboard.openScreen('Settings');
  const settings = new SettingsPage(page);
  await settings.toggle('Data pruning');
  await settings.troubleshoot.getByRole('button', { name: 'Apply: Garbage collection off' }).click();
  await settings.field('Batch size').text.fill('0');
  await settings.field('Batch size').text.press('Enter');
  await expect(settings.field('Batch size').error).toBeVisible();
  await readable('settings');
  await accessible('settings');
  await settings.showAttributes();
  await settings.attribute('Status').uncheck({ force: true });
  await readable('attributes');
  await accessible('attributes');

  await dashboard.openScreen('Cache');
  const cache = new CachePage(page);
  await expect(cache.entry('VMs')).toBeVisible();
  await readable('cache');
  await accessible('cache');
  await cache.openChunks('VMs');
  await readable('chunk');
  await page.keyboard.press('Escape');
  await cache.previewRemoval('VMs');
  await readable('removal');
});

test('the benchmarks are readable and accessible in both themes', async ({ page }) => {
  test.slow();
  const readable = readableOn(page);
  const accessible = accessibleOn(page);
  await new Dashboard(page).openScreen('Benchmark');
  const benchmark = new BenchmarkPage(page);
  await benchmark.fill({ suite: 'A against B', vms: 100, runs: 3, resources: 'Minimal' });
  await benchmark.start();
  await expect(benchmark.form.getByRole('alert')).toBeVisible();
  await readable('order');
  await benchmark.fill({ suite: 'All against none', vms: 100, runs: 3, resources: 'Minimal' });
  await benchmark.start();
  await expect(benchmark.progress.getByRole('cell', { name: '1 of 3' }).first()).toBeVisible({ timeout: 30_000 });
  await readable('progress');
  await benchmark.result.waitFor({ timeout: 120_000 });
  await benchmark.result.getByRole('button', { name: 'Mark as baseline' }).click();
  await expect(benchmark.entries.first()).toContainText('Baseline');
  await benchmark.result.getByText('Machine, versions, estate and settings').click();
  await readable('result');
  await accessible('result');
  for (const size of [
    { width: 640, height: 400 },
    { width: 1280, height: 800 },
  ])
    await fitsInto(page, size, 'result');
  await benchmark.result.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByRole('menuitem', { name: 'HTML' })).toBeVisible();
  await readable('formats');
});

test('the memory screen is readable and accessible in both themes', async ({ page }) => {
  const readable = readableOn(page);
  const accessible = accessibleOn(page);
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const memory = new MemoryPage(page);
  await readable('charts');
  await memory.openPanel('Costliest batches');
  await expect(page.getByRole('table', { name: 'Costliest batches' })).toBeVisible();
  await readable('batches');
  await accessible('memory');
  await memory.tool('Collect garbage').click();
  await expect(page.getByRole('table', { name: 'Collected garbage' })).toBeVisible();
  await readable('garbage');
  await page.keyboard.press('Escape');
  await memory.openSnapshot();
  await readable('snapshot');
  await page.keyboard.press('Escape');

  const form = await memory.openForm('Record allocations');
  await readable('recording form');
  await form.getByRole('button', { name: 'Start recording' }).click();
  await expect(memory.tool('Stop recording')).toBeVisible();
  await readable('recording');
  await memory.tool('Stop recording').click();
  await expect(memory.flame).toBeVisible();
  await memory.flame.focus();
  await expect(memory.flameTooltip).toBeVisible();
  await readable('flame graph');
  await accessible('flame graph');
  await (await memory.openForm('Leak check')).getByRole('textbox', { name: 'Collections' }).fill('1');
  await readable('leak form');
});

test('the tree is readable and accessible in both themes', async ({ page }) => {
  await new Dashboard(page).collected();
  const tree = new Tree(page);
  await tree.narrowToCluster();
  await tree.row('esx001').hover();
  await readableOn(page)('tree');
  await accessibleOn(page)('tree');
});
