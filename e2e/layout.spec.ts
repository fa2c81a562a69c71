import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { Dashboard, type ScreenName } from './fixtures/dashboard.ts';
import { unseenStops } from './fixtures/focus.ts';
import { Grid } from './fixtures/grid.ts';
import { fitsInto } from './fixtures/layout.ts';
import { OverviewPage } from './fixtures/overview-page.ts';

/** A window of 1280 x 800 at 200 %, the smallest that is promised, and the largest. 80 % of 1280 x 800 lies between them. */
const SIZES = [
  { width: 640, height: 400 },
  { width: 1024, height: 640 },
  { width: 3840, height: 2160 },
];

/** Past the header, and well into the screen. */
const STOPS = 20;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function fits(page: Page, what: string): Promise<void> {
  for (const size of SIZES) await fitsInto(page, size, what);
}

test('nothing is cut, covered or out of reach, from 640 x 400 to 3840 x 2160, and the keyboard is seen', async ({
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
