import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';

test('20,000 VMs are a table of which only the rows in view exist', async ({ page }) => {
  // 22,678 rows are to come over on whatever machine runs this.
  test.setTimeout(180_000);
  const dashboard = new Dashboard(page);
  await dashboard.startDemo(20_000);
  await dashboard.collected(120_000);
  await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 20,000');

  const grid = new Grid(page, 'VMs');
  await expect(grid.root).toHaveAttribute('aria-rowcount', '20001');
  await expect(grid.name(1)).toBeInViewport();
  expect(await grid.rows.count()).toBeGreaterThan(20);
  expect(await grid.rows.count()).toBeLessThan(100);

  await grid.root.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(grid.name(20_000)).toBeInViewport({ ratio: 0.9 });
  await expect(grid.name(20_000)).toHaveText(/\S/);
  await expect(grid.row(1)).toHaveCount(0);
  expect(await grid.rows.count()).toBeLessThan(100);
});

test('rows arrive while a collection runs, and stay when it is cancelled', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.startDemo(50_000);
  await expect(dashboard.phase('Collecting')).toBeVisible();
  await expect.poll(() => dashboard.count('VMs'), { timeout: 30_000 }).toBeGreaterThan(0);
  const early = await dashboard.count('VMs');
  const grid = new Grid(page, 'VMs');
  await expect(grid.row(1)).toBeVisible();
  const first = await grid.row(1).innerText();
  await expect.poll(() => dashboard.count('VMs')).toBeGreaterThan(early);

  await dashboard.collection.getByRole('button', { name: 'Cancel' }).click();
  await expect(dashboard.phase('Cancelled')).toBeVisible();
  await expect(dashboard.collection.getByRole('button', { name: 'Cancel' })).toBeHidden();
  await expect(page.getByRole('alert')).toContainText('The collection was cancelled.');
  await expect(page.getByRole('alert')).toContainText('The rows that arrived are kept; the estate is incomplete.');
  await expect.poll(() => dashboard.shownRows(), 'every row that came is shown').toBe(await dashboard.rows());
  const kept = await dashboard.count('VMs');
  expect(kept).toBeGreaterThan(early);
  expect(kept).toBeLessThan(50_000);
  expect(await grid.row(1).innerText()).toBe(first);
  await grid.sortBy('Name', 'ascending');
  await expect(grid.root).toHaveAttribute('aria-rowcount', String(kept + 1));
});
