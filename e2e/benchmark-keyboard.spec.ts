import { expect, test } from './fixtures/app.ts';
import { BenchmarkPage } from './fixtures/benchmark-page.ts';

test.use({ viewport: { width: 1024, height: 640 } });

test('a benchmark is ordered, read and saved by keyboard, in the smallest window', async ({ page }) => {
  test.slow();
  const benchmark = new BenchmarkPage(page);
  await page.getByRole('tab', { name: 'Changes' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(benchmark.root).toBeVisible();
  await benchmark.form.getByRole('combobox', { name: 'Suite' }).selectOption('All against none');
  await benchmark.form.getByRole('radio', { name: 'All', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(benchmark.form.getByText('Pools, datastores, networks and templates only.')).toBeVisible();
  await benchmark.form.getByRole('textbox', { name: 'VMs' }).fill('100');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  await expect(benchmark.form.getByText(/Fewer than 3 of each cannot be told from noise/)).toBeVisible();
  await page.keyboard.press('Enter');
  await benchmark.result.waitFor({ timeout: 120_000 });

  await benchmark.entries.first().focus();
  await page.keyboard.press('Tab');
  await expect(benchmark.result.getByRole('button', { name: 'Save report' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'HTML' })).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).focus();
  await page.keyboard.press('Enter');
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0], 'nothing is cut off or has to be scrolled sideways').toBe(widths[1]);
});
