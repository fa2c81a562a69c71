import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';

test('a fresh start collects the demo estate and offers the way to a vCenter', async ({ page }) => {
  const dashboard = new Dashboard(page);
  const banner = page.getByRole('region', { name: 'Demo estate' });
  await expect(banner).toContainText('You are looking at a demo estate');
  await dashboard.collected();
  await expect(banner).toContainText('You are looking at a demo estate of 2,000 VMs.');

  for (const tab of ['VMs 2,000', 'Templates 20', 'Hosts 77', 'Clusters 7', 'Datastores 38', 'Datacenters 2']) {
    await expect(dashboard.kinds.getByRole('tab', { name: tab, exact: true })).toBeVisible();
  }
  const grid = new Grid(page, 'VMs');
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2001');
  await expect(grid.name(1)).toHaveText(/\S/);
  await expect(grid.row(1).getByRole('gridcell').nth(2)).toHaveText(/^(On|Off|Suspended)$/);

  await banner.getByRole('button', { name: 'Connect your vCenter' }).click();
  await expect(dashboard.connectDialog.getByRole('textbox', { name: 'Server' })).toBeVisible();
});

test.describe('in batches of five objects', () => {
  // Slow enough to be seen.
  test.use({ appOptions: { environment: { VSPHERE_BATCH_SIZE: '5' } } });

  test('the header tells rows, rate and time while it collects, and the result afterwards', async ({ page }) => {
    const dashboard = new Dashboard(page);
    const { collection } = dashboard;
    await expect(dashboard.phase('Collecting')).toBeVisible();
    await expect(collection.getByText(/^[1-9][\d,]* rows$/)).toBeVisible();
    await expect(collection.getByText(/^[1-9][\d,]* rows\/s$/)).toBeVisible();
    await expect(collection.getByText(/^\d+ s$/)).toBeVisible();
    const early = await dashboard.rows();
    await expect.poll(() => dashboard.rows()).toBeGreaterThan(early);

    await dashboard.collected();
    await expect(collection.getByText(/^2,279 rows in \d+(\.\d)? s$/)).toBeVisible();
    await expect(collection.getByText(/^(just now|\d+ s ago)$/)).toBeVisible();
    await expect(collection.getByRole('button', { name: 'Cancel' })).toBeHidden();
    await expect(collection.getByRole('status')).toHaveText('Demo estate, 2,000 VMs: Collected, 2,279 rows');
  });
});

// Links and tabs belong to the browser.
test('a reload of the tab keeps its rows, and its link stays used up', { tag: '@web' }, async ({
  app,
  page,
  browser,
}) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const first = await new Grid(page, 'VMs').row(1).innerText();
  expect(page.url(), 'the token has left the address bar').toBe(`${app.origin}/`);

  await page.reload();
  await dashboard.collected();
  await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 2,000');
  expect(await new Grid(page, 'VMs').row(1).innerText()).toBe(first);

  const stranger = await browser.newContext();
  const second = await stranger.newPage();
  await second.goto(app.link);
  await expect(second.getByRole('main')).toContainText('This link was already used.');
  await expect(second.getByRole('main')).toContainText('Copy a fresh link from the terminal');
  await second.goto(app.origin);
  await second.reload();
  await expect(second.getByRole('main')).toContainText('This page was opened without a link from Heapsphere.');
  await expect(second.getByRole('grid')).toHaveCount(0);
  await stranger.close();
});
