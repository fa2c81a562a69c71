import { readFile, stat } from 'node:fs/promises';
import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { MemoryPage, writtenPath } from './fixtures/memory-page.ts';

test('garbage is collected now, and what that freed is told for each isolate', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const memory = new MemoryPage(page);
  await memory.tool('Collect garbage').click();
  const table = page.getByRole('table', { name: 'Collected garbage' });
  await expect(table.getByRole('row', { name: /^main/ })).toHaveText(
    /^main[\d.]+ MiB[\d.]+ MiB[\d.]+ (B|KiB|MiB)[\d.]+ ms$/,
  );
  await expect(page.getByText(/^[\d.]+ (B|KiB|MiB) freed$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(table).toBeHidden();
});

test('a heap snapshot is taken after a warning, into a file of one’s own', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const dialog = await new MemoryPage(page).openSnapshot();
  await expect(dialog).toContainText('passwords, session cookies and inventory');
  await expect(dialog).toContainText('stands still');
  await dialog.getByRole('button', { name: 'Take snapshot' }).click();
  const path = await writtenPath(dialog);
  expect(path).toMatch(/\.heapsnapshot$/);
  const { mode, size } = await stat(path);
  expect((mode & 0o777).toString(8)).toBe('600');
  await expect(dialog.getByRole('status')).toContainText(/[\d.]+ MiB/);
  const { snapshot, nodes, strings } = JSON.parse(await readFile(path, 'utf8'));
  expect(snapshot.node_count * snapshot.meta.node_fields.length).toBe(nodes.length);
  expect(strings.length).toBeGreaterThan(1000);
  expect(size).toBeGreaterThan(1024 * 1024);
  await dialog.getByRole('button', { name: 'Copy path' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
});

test('allocations of a collector are recorded, and shown by function and source file', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.openScreen('Memory');
  await dashboard.startDemo(20_000);
  const memory = new MemoryPage(page);
  await memory.recordCollector();
  const before = await dashboard.rows();
  await expect.poll(() => dashboard.rows(), { timeout: 30_000 }).toBeGreaterThan(before + 500);
  await memory.tool('Stop recording').click();

  await expect(memory.flame).toBeVisible({ timeout: 30_000 });
  await expect(memory.frame(/, main\/[\w/-]+\.ts:\d+, [\d.]+ (KiB|MiB), [\d.]+ %$/).first()).toBeVisible();
  const panel = page.getByRole('region', { name: 'Allocations', exact: true });
  const profile = JSON.parse(await readFile(await writtenPath(panel), 'utf8'));
  expect(Object.keys(profile)).toEqual(expect.arrayContaining(['head', 'samples']));
  expect(profile.samples.length).toBeGreaterThan(10);

  await memory.flame.focus();
  const active = memory.flame.locator('[aria-selected=true]');
  await expect(active).toHaveAttribute('aria-level', '1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(active).toHaveAttribute('aria-level', '3');
  const [name = ''] = ((await active.getAttribute('aria-label')) ?? '').split(',');
  await expect(memory.flameTooltip).toContainText(name);
  const width = async () => (await active.boundingBox())?.width ?? 0;
  const graph = (await memory.flame.boundingBox())?.width ?? 0;
  await page.keyboard.press('Enter');
  await expect.poll(width).toBeCloseTo(graph, 0);
  await page.keyboard.press('Escape');
  await expect(active).toHaveAttribute('aria-level', '2');

  await panel.getByText('Table', { exact: true }).click();
  const sites = panel.getByRole('region', { name: 'Allocation sites' });
  await expect(sites.getByRole('cell', { name: /^main\/[\w/-]+\.ts:\d+$/ }).first()).toBeVisible();
});

test.describe('with memory profiling', () => {
  test.use({ appOptions: { environment: { VSPHERE_MEMORY_PROFILING: 'true' } } });

  test('the profile of the whole collection is shown the same way', async ({ page }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    await dashboard.openScreen('Memory');
    const memory = new MemoryPage(page);
    const panel = await memory.openPanel('Allocations');
    await expect(memory.frame(/^\(root\), engine, /)).toBeVisible();
    await expect(panel).toContainText(/[\d.]+ MiB sampled · Whole collection/);
  });
});
