import type { Page } from '@playwright/test';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'VMs', exact: true });
const editorOf = (page: Page) => page.getByRole('dialog', { name: 'Column filter' });

/** Opens the editor on a column. */
async function edit(page: Page, column: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await editorOf(page).getByRole('combobox', { name: 'Column' }).selectOption({ label: column });
}

async function apply(page: Page): Promise<void> {
  await editorOf(page).getByRole('button', { name: 'Apply' }).click();
  await expect(editorOf(page)).toBeHidden();
}

/** How many rows pass, as the toolbar tells. */
async function shown(page: Page): Promise<number> {
  const text = await panelOf(page)
    .getByText(/^[\d,]+ of 2,000$/)
    .innerText();
  return Number(text.split(' ')[0]?.replaceAll(',', ''));
}

test('the quick filter looks into every shown column, and into no hidden one', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('suspended');
  await expect(panelOf(page).getByText(/^\d+ of 2,000$/)).toBeVisible();
  expect(new Set(await grid.column('Power'))).toEqual(new Set(['Suspended']));
  await grid.heading('Power').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await expect(panelOf(page).getByText('No VMs match', { exact: true })).toBeVisible();
  await expect(panelOf(page).getByText('No row satisfies “suspended” in a shown column.')).toBeVisible();
  await panelOf(page).getByRole('button', { name: 'Clear filters' }).click();
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2001');
});

test('typed filters hold together: a size, states and a text; chips change and remove them', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const chips = page.getByRole('list', { name: 'Column filters' });

  await edit(page, 'Memory');
  await editorOf(page).getByRole('textbox', { name: 'Comparison' }).fill('> 8');
  await editorOf(page).getByRole('button', { name: 'Apply' }).click();
  await expect(editorOf(page).getByRole('alert')).toHaveText('Say in which unit, such as 4 GiB.');
  await editorOf(page).getByRole('textbox', { name: 'Comparison' }).fill('> 8 GiB');
  await apply(page);
  await expect(chips.getByRole('listitem')).toHaveText(['Memory > 8 GiB']);
  const large = await shown(page);
  const sizes = new Set(await grid.column('Memory'));
  expect(sizes.size).toBeGreaterThan(1);
  for (const size of sizes) {
    expect(size).toMatch(/ GiB$/);
    expect(Number.parseFloat(size)).toBeGreaterThan(8);
  }

  await grid.root.evaluate((element) => element.scrollTo(0, 0));
  await grid.heading('Power').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter…' }).click();
  await editorOf(page)
    .locator('label', { hasText: /^Off \d+$/ })
    .click();
  await expect(editorOf(page).getByRole('checkbox', { name: /^Off \d+$/ })).toBeChecked();
  await apply(page);
  await expect(chips.getByRole('listitem')).toHaveText(['Memory > 8 GiB', 'Power is Off']);
  expect(await shown(page)).toBeLessThan(large);
  expect(new Set(await grid.column('Power'))).toEqual(new Set(['Off']));

  await chips.getByRole('button', { name: 'Memory > 8 GiB', exact: true }).click();
  await expect(editorOf(page).getByRole('textbox', { name: 'Comparison' })).toHaveValue('> 8 GiB');
  await editorOf(page).getByRole('textbox', { name: 'Comparison' }).fill('= 2 GiB');
  await page.keyboard.press('Enter');
  await expect(chips.getByRole('listitem')).toHaveText(['Memory = 2 GiB', 'Power is Off']);
  expect(new Set(await grid.column('Memory'))).toEqual(new Set(['2.00 GiB']));

  await chips.getByRole('button', { name: 'Remove filter Power is Off' }).click();
  await expect(chips.getByRole('listitem')).toHaveText(['Memory = 2 GiB']);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(chips).toBeHidden();
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2001');
});

test('unset values are found, and moments by their day', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  await edit(page, 'vCPUs');
  await editorOf(page).getByRole('combobox', { name: 'Condition' }).selectOption({ label: 'is unset' });
  await apply(page);
  await expect(page.getByRole('list', { name: 'Column filters' })).toHaveText('vCPUs is unset');
  expect(new Set(await grid.column('vCPUs'))).toEqual(new Set(['–']));
  const unset = await shown(page);
  await edit(page, 'vCPUs');
  await editorOf(page).getByRole('combobox', { name: 'Condition' }).selectOption({ label: 'is set' });
  await apply(page);
  await expect.poll(() => shown(page)).toBe(2000 - unset);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await edit(page, 'Booted');
  await editorOf(page).getByLabel('Day').fill('2001-01-01');
  await apply(page);
  await expect(panelOf(page).getByText('No VMs match', { exact: true })).toBeVisible();
  await edit(page, 'Booted');
  await editorOf(page).getByRole('combobox', { name: 'Condition' }).selectOption({ label: 'after' });
  await apply(page);
  await expect.poll(() => shown(page)).toBeGreaterThan(100);
});

test('datastores that are nearly full are found by a percentage', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Datastores').click();
  const grid = new Grid(page, 'Datastores');
  await edit(page, 'Free');
  await editorOf(page).getByRole('textbox', { name: 'Comparison' }).fill('< 40 %');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible();
  const gib = (text: string) => Number.parseFloat(text) * (text.endsWith('TiB') ? 1024 : 1);
  const [free, capacity] = [await grid.column('Free'), await grid.column('Capacity')];
  expect(free.length).toBeGreaterThan(0);
  for (const [row, text] of free.entries()) {
    // Both are rounded to three digits.
    expect(gib(text)).toBeLessThan(0.402 * gib(capacity[row] ?? ''));
  }
});

test('a filter is saved under a name, and there again in the next window', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await edit(page, 'Memory');
  await editorOf(page).getByRole('textbox', { name: 'Comparison' }).fill('>= 64 GiB');
  await apply(page);
  const count = await shown(page);
  const button = page.getByRole('button', { name: 'Saved filters' });
  const saved = page.getByRole('dialog', { name: 'Saved filters of VMs' });
  await button.click();
  await saved.getByRole('textbox', { name: 'Name of the filter' }).fill('Large ones');
  await saved.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(saved.getByRole('listitem')).toHaveText(['Large ones']);
  await button.click();
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await page.reload();
  await dashboard.collected();
  await expect(page.getByRole('list', { name: 'Column filters' })).toBeHidden();
  await button.click();
  await saved.getByRole('button', { name: 'Large ones', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Column filters' })).toHaveText('Memory >= 64 GiB');
  expect(await shown(page)).toBe(count);
  await button.click();
  await saved.getByRole('button', { name: 'Delete saved filter Large ones' }).click();
  await expect(saved.getByRole('listitem')).toHaveCount(0);
});
