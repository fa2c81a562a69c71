import type { Page } from '@playwright/test';
import { accessibleOn } from './fixtures/accessible.ts';
import { expect, test } from './fixtures/app.ts';
import { Chart } from './fixtures/chart.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { readableOn } from './fixtures/contrast.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { OverviewPage } from './fixtures/overview-page.ts';

// Half-way through a change of colours, none of them would be the theme's.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Whether the window is drawn dark: by its background, not by what it says of itself. */
async function isDark(page: Page): Promise<boolean> {
  const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const parts = (color.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  expect(parts, color).toHaveLength(3);
  return parts.every((part) => part < 128);
}

test('the theme follows the system until one is chosen, and the choice is remembered', async ({ page }) => {
  await new Dashboard(page).collected();
  const theme = page.getByRole('group', { name: 'Theme' });
  const choose = (name: string) => theme.getByRole('button', { name }).click();
  await expect(theme.getByRole('button', { name: 'System theme' })).toHaveAttribute('aria-pressed', 'true');
  for (const colorScheme of ['dark', 'light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => isDark(page)).toBe(colorScheme === 'dark');
  }

  await choose('Light theme');
  await expect.poll(() => isDark(page)).toBe(false);
  await page.reload();
  await expect(theme.getByRole('button', { name: 'Light theme' })).toHaveAttribute('aria-pressed', 'true');
  expect(await isDark(page), 'remembered, although the system is dark').toBe(false);

  await page.emulateMedia({ colorScheme: 'light' });
  await choose('Dark theme');
  await expect.poll(() => isDark(page)).toBe(true);
  await page.reload();
  await expect(theme.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true');
  expect(await isDark(page), 'remembered, although the system is light').toBe(true);

  await choose('System theme');
  await expect.poll(() => isDark(page)).toBe(false);
});

test('every screen is readable and accessible in both themes', async ({ page }) => {
  const readable = readableOn(page);
  const accessible = accessibleOn(page);
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await page.getByRole('button', { name: '110 missing' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await readable('inventory');
  await page.keyboard.press('Escape');
  await new Grid(page, 'VMs').name(1).dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('region', { name: 'Disks' })).toBeVisible({ timeout: 30_000 });
  await accessible('inventory with details');

  await new OverviewPage(page).open(2000);
  await accessible('overview');
  await dashboard.openScreen('Changes');
  await accessible('changes');

  await dashboard.openScreen('Memory');
  const heap = new Chart(page, 'JavaScript heap');
  await expect.poll(() => heap.pixelsOf('--hs-series-0'), 'a curve').toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Pause' }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => isDark(page)).toBe(colorScheme === 'dark');
    await expect.poll(() => heap.pixelsOf('--hs-series-0'), 'curves have the colours of the theme').toBeGreaterThan(20);
  }
  // Backwards through the last seconds, until the pointer is on a collection of garbage.
  await expect(async () => {
    for (let back = 8; back < 400 && !(await heap.tooltip.getByText(/^Forced/).isVisible()); back += 4)
      await heap.point(back);
    await expect(heap.tooltip).toContainText('Forced', { timeout: 100 });
  }).toPass();
  await readable('memory');
  await accessible('memory');

  await dashboard.openScreen('Settings');
  await expect(page.getByRole('region', { name: 'Presets' })).toBeVisible();
  await readable('settings');

  await page.getByRole('button', { name: 'Heapsphere', exact: true }).click();
  const about = page.getByRole('dialog', { name: 'About Heapsphere' });
  await expect(about.getByRole('region').first()).toBeVisible();
  await readable('about');
  await accessible('about');
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();

  const form = new ConnectForm(page);
  await form.submit({ url: '', user: 'operator@vsphere.local', password: 'x' });
  await expect(form.error).toBeVisible();
  await readable('connect');
  await accessible('connect to a vCenter');
  for (const tab of ['Saved', 'Demo estate']) {
    await dashboard.connectDialog.getByRole('tab', { name: tab }).click();
    await readable(tab);
    await accessible(tab);
  }
});
