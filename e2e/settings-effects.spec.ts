import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { MemoryPage } from './fixtures/memory-page.ts';
import { SettingsPage } from './fixtures/settings-page.ts';

test('explicit GC that is switched off forces no more collections of garbage', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  /** Collections of garbage on the Memory screen, once all of an ended collection are there. */
  const counts = async (): Promise<{ readonly forced: number; readonly natural: number }> => {
    await dashboard.openScreen('Memory');
    await page.getByRole('radiogroup', { name: 'Time window' }).getByRole('radio', { name: '10 min' }).click();
    await expect(page.getByRole('region', { name: 'Collector heap' })).toContainText('none running');
    const note = await page
      .getByRole('region', { name: 'Garbage collections' })
      .getByText(/ forced, /)
      .innerText();
    const [, forced = '', natural = ''] = /^([\d,]+) forced, ([\d,]+) natural$/.exec(note) ?? [];
    return { forced: Number(forced.replaceAll(',', '')), natural: Number(natural.replaceAll(',', '')) };
  };
  const toggleAndCollect = async (): Promise<void> => {
    await dashboard.openScreen('Settings');
    await new SettingsPage(page).toggle('Explicit garbage collection');
    await expect(page.getByText('1 change waits for the next collection.')).toBeVisible();
    await dashboard.collectAgain();
    await expect(page.getByText('Changes apply to the next collection.')).toBeVisible();
  };
  const first = await counts();
  expect(first.forced).toBeGreaterThan(0);

  await toggleAndCollect();
  await expect.poll(async () => (await counts()).natural).toBeGreaterThan(first.natural);
  const second = await counts();
  expect(second.forced).toBe(first.forced);

  await toggleAndCollect();
  await expect.poll(async () => (await counts()).forced, 'switched on again').toBeGreaterThan(second.forced);
});

test('without pruning all properties come, at many times the bytes', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Settings');
  const settings = new SettingsPage(page);
  await settings.showAttributes();
  const perObject = async (): Promise<number> => {
    const value = await page.getByRole('region', { name: 'Before' }).getByRole('paragraph').first().innerText();
    const [, size, unit] = /^([\d.]+) (B|KiB)/.exec(value) ?? [];
    return Number(size) * (unit === 'KiB' ? 1024 : 1);
  };
  const pruned = await perObject();
  expect(pruned).toBeGreaterThan(300);
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'Settings' }).click();
  await settings.toggle('Data pruning');
  await dashboard.collectAgain();
  await settings.showAttributes();
  await expect(page.getByText('Data pruning is off: every property is asked for')).toBeVisible();
  await expect.poll(perObject).toBeGreaterThan(pruned * 5);
  await dashboard.openScreen('Inventory');
  await dashboard.collected();
  const grid = new Grid(page, 'VMs');
  expect(Number(await grid.root.getAttribute('aria-colcount')), 'with columns of their own').toBeGreaterThan(45);
});

test('an attribute that is left out has no column after the next collection, one that is added has', async ({
  page,
}) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const grid = new Grid(page, 'VMs');
  await expect(grid.heading('Guest OS')).toBeVisible();
  const columns = Number(await grid.root.getAttribute('aria-colcount'));

  await dashboard.openScreen('Settings');
  const settings = new SettingsPage(page);
  await settings.showAttributes();
  await expect(settings.attribute('Name')).toBeDisabled();
  await page.getByRole('textbox', { name: 'Filter attributes' }).fill('config.guestfull');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await settings.attribute('Guest OS').uncheck({ force: true });
  await page.getByRole('textbox', { name: 'Filter attributes' }).fill('');
  await settings.attribute('Firmware').check({ force: true });
  await settings.attribute('Devices').check({ force: true });
  await expect(page.getByRole('region', { name: 'After' })).toContainText(/times as much.*~/s);
  await expect(page.getByRole('tab', { name: 'VMs changed 40' })).toBeVisible();
  await expect(page.getByText('1 change waits for the next collection.')).toBeVisible();
  await dashboard.collectAgain();

  await dashboard.openScreen('Inventory');
  await dashboard.collected();
  await expect(grid.root).toHaveAttribute('aria-colcount', String(columns + 1));
  await expect(grid.heading('Guest id')).toBeVisible();
  await expect(grid.heading('Guest OS')).toBeHidden();
  await grid.root.evaluate((element) => {
    element.scrollLeft = element.scrollWidth;
  });
  await expect(grid.heading('Firmware')).toBeVisible();
  expect(await grid.column('Devices')).toContainEqual(expect.stringMatching(/^\d+ items$/));
  expect(new Set(await grid.column('Firmware'))).toEqual(new Set(['bios', 'efi', '–']));

  await dashboard.openScreen('Settings');
  await settings.showAttributes();
  await page.getByRole('button', { name: 'Reset to default' }).click();
  await expect(page.getByRole('tab', { name: 'VMs 39' })).toBeVisible();
});

test('memory profiling lists where the collector allocates', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const panel = await new MemoryPage(page).openPanel('Allocations');
  await expect(panel).toContainText('No profile yet');
  await dashboard.openScreen('Settings');
  await new SettingsPage(page).toggle('Memory profiling');
  await dashboard.collectAgain();
  await dashboard.openScreen('Memory');
  await expect(panel).toContainText(/[\d.]+ MiB sampled · Whole collection/);
  await panel.getByText('Table', { exact: true }).click();
  const sites = panel.getByRole('region', { name: 'Allocation sites' });
  const cells = await sites.getByRole('row').nth(1).getByRole('cell').allInnerTexts();
  expect(cells).toEqual([
    expect.stringMatching(/\S/),
    expect.stringMatching(/^(\(native\)|.+:\d+)$/),
    expect.stringMatching(/^[\d.]+ MiB$/),
    expect.stringMatching(/^[\d.]+ %$/),
  ]);
});
