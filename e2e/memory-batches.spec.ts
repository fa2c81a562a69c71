import { expect, test } from './fixtures/app.ts';
import { Chart } from './fixtures/chart.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { MemoryPage } from './fixtures/memory-page.ts';

const BATCH = /^Batch \d+ of [A-Z]\w+$/;

test('the costliest batches are found by the keyboard, and told under the pointer', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  await new MemoryPage(page).openPanel('Costliest batches');
  const table = page.getByRole('table', { name: 'Costliest batches' });
  const batches = table.getByRole('button', { name: BATCH });
  await batches.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(batches.nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(batches.first()).toBeFocused();
  const name = await batches.first().innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reset zoom' })).toBeVisible();

  // The chosen batch is in the middle of what is shown.
  const lanes = new Chart(page, 'Stages of the batches');
  await lanes.point((await lanes.width()) / 2);
  await expect(lanes.tooltip).toContainText(name);
  await expect(lanes.tooltip).toContainText(/\d+ rows?, [\d.]+ (ms|s), [\d.]+ \w+ received, heap [+-]?[\d.]+ \w+/);
  for (const stage of ['vCenter page', 'Decode', 'Batch', 'Cache write', 'IPC']) {
    await expect(lanes.tooltip).toContainText(new RegExp(`${stage}\\s*([\\d.]+ (ms|s)|–)`));
  }
});

test('the table is ordered by what was asked for', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  await new MemoryPage(page).openPanel('Costliest batches');
  const table = page.getByRole('table', { name: 'Costliest batches' });
  const columns = await table.getByRole('columnheader').allInnerTexts();
  for (const title of ['Heap growth', 'GC pause', 'Received', 'Busy']) {
    await table.getByRole('button', { name: title }).click();
    await expect(table.getByRole('columnheader', { name: title })).toHaveAttribute('aria-sort', 'descending');
    const place = columns.findIndex((column) => column.startsWith(title));
    const texts = await table.locator(`tbody td:nth-child(${place + 1})`).allInnerTexts();
    const values = texts.map(plainNumber);
    expect(values.length).toBeGreaterThan(10);
    expect(values, title).toEqual(values.toSorted((a, b) => b - a));
  }
});

/** "+1.20 MiB" and "12.3 ms" as numbers that can be compared. */
function plainNumber(text: string): number {
  const [, value, unit = ''] = /^([+-]?[\d.]+) (\w+)$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, B: 1, KiB: 1024, MiB: 1024 ** 2 };
  return Number(value) * (factors[unit] ?? Number.NaN);
}
