import { expect, test } from './fixtures/app.ts';
import { Dashboard, type ScreenName } from './fixtures/dashboard.ts';
import { unseenStops } from './fixtures/focus.ts';
import { Grid } from './fixtures/grid.ts';
import { fits, fitsInto } from './fixtures/layout.ts';
import { OverviewPage } from './fixtures/overview-page.ts';

/** Past the header, and well into the screen. */
const STOPS = 20;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('nothing is cut, covered or out of reach, from 640 x 400 to 3840 x 2160, zoomed too, and the keyboard is seen', async ({
  page,
}) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await new OverviewPage(page).open(2000);
  await fits(page, 'Overview');
  await dashboard.openScreen('Inventory');
  await new Grid(page, 'VMs').name(1).dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('region', { name: 'Disks' })).toBeVisible({ timeout: 30_000 });
  await fits(page, 'Inventory with details');
  for (const screen of ['Changes', 'Memory', 'Benchmark', 'Cache', 'Settings'] satisfies ScreenName[]) {
    await dashboard.openScreen(screen);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeAttached();
    await fits(page, screen);
    expect(await unseenStops(page, STOPS), `${screen}: where the keyboard is`).toEqual([]);
  }
  await page.getByRole('button', { name: 'Heapsphere', exact: true }).click();
  const about = page.getByRole('dialog', { name: 'About Heapsphere' });
  await expect(about.getByRole('region').first()).toBeVisible();
  await fits(page, 'About');
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
  await dashboard.openConnect();
  for (const tab of ['vCenter', 'Demo estate', 'Saved']) {
    await dashboard.connectDialog.getByRole('tab', { name: tab }).click();
    await fits(page, `Connect, ${tab}`);
  }
});

test.describe('while changes are followed', () => {
  test.use({ appOptions: { environment: { VSPHERE_LIVE_UPDATES: 'true' } } });

  test('the toolbar of the inventory takes one line in a window of 1280 x 800, and tells all of its ages', async ({
    page,
  }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    // A second collection tells what has changed since the first, too.
    await dashboard.collectAgain();
    await dashboard.collected();
    await expect(page.getByRole('button', { name: 'Live changes: Live' })).toBeVisible({ timeout: 30_000 });
    const ages = page.getByText(/^state \d+ s ago, stats \d+ s ago$/);
    await expect(ages).toBeVisible();
    await fitsInto(page, { width: 1280, height: 800 }, 'Inventory while changes are followed');
    const table = page.getByRole('tabpanel', { name: 'VMs' });
    const top = async (name: string) => (await table.getByRole('button', { name, exact: true }).boundingBox())?.y ?? 0;
    expect(Math.abs((await top('Export…')) - (await top('Columns'))), 'one line').toBeLessThan(4);
    expect(await ages.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 'ages in whole').toBe(0);
    await expect(page.getByRole('button', { name: 'Filter', exact: true })).toHaveAttribute('title', /./);
  });
});
