import type { Page } from '@playwright/test';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** Names in the rows that are marked as selected, of those in the document. */
function selectedNames(grid: Grid): Promise<readonly string[]> {
  return grid.root.evaluate((element) =>
    [...element.querySelectorAll('[role=row][aria-selected=true]')]
      .toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => row.querySelector('[aria-colindex="1"]')?.textContent ?? ''),
  );
}

async function expectSelected(page: Page, count: string): Promise<void> {
  await expect(page.getByRole('tabpanel', { name: 'VMs', exact: true }).getByRole('status')).toHaveText(
    `${count} selected`,
  );
}

async function clipboard(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read']);
  return page.evaluate(() => navigator.clipboard.readText());
}

test('rows are selected by click, Shift and Ctrl, and stay selected where sorting puts them', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const names = (await grid.column('Name')).slice(0, 8);
  await grid.root.press('Home');
  await expect(grid.root).toHaveAttribute('aria-multiselectable', 'true');
  await grid.name(2).click();
  expect(await selectedNames(grid)).toEqual([names[1]]);
  await grid.name(4).click({ modifiers: ['Shift'] });
  expect(await selectedNames(grid)).toEqual(names.slice(1, 4));
  await grid.name(3).click({ modifiers: ['ControlOrMeta'] });
  await grid.name(6).click({ modifiers: ['ControlOrMeta'] });
  expect(await selectedNames(grid)).toEqual([names[1], names[3], names[5]]);
  await expectSelected(page, '3');
  await grid.sortBy('Name', 'ascending');
  await expectSelected(page, '3');
  await grid.sortBy('Name', 'descending');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  expect(await selectedNames(grid)).toEqual([]);
});

test('the keyboard selects: arrows, Shift, Space, all of the filtered, none', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const names = (await grid.column('Name')).slice(0, 8);
  await grid.root.press('Home');
  await page.keyboard.press('ArrowDown');
  expect(await selectedNames(grid)).toEqual([names[1]]);
  for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
  expect(await selectedNames(grid)).toEqual(names.slice(1, 4));
  await page.keyboard.press('Space');
  expect(await selectedNames(grid)).toEqual(names.slice(1, 3));
  await page.keyboard.press('Escape');
  expect(await selectedNames(grid)).toEqual([]);

  await page.getByRole('textbox', { name: 'Quick filter' }).fill('suspended');
  const [few = ''] = (await page.getByText(/^\d+ of 2,000$/).innerText()).split(' ');
  await grid.name(1).click();
  await page.keyboard.press('ControlOrMeta+a');
  await expectSelected(page, few);
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('');
  await expectSelected(page, few);
  await grid.name(1).click();
  await page.keyboard.press('ControlOrMeta+a');
  await expectSelected(page, '2,000');
});

test('selected rows are added up, and copied as a table without formulas', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('=registry');
  await expect(page.getByText(/^\d+ of 2,000$/)).toBeVisible();
  const [names, cpus, memory] = [await grid.column('Name'), await grid.column('vCPUs'), await grid.column('Memory')];
  expect(names[0]).toMatch(/^=/);
  await grid.name(1).click();
  await page.keyboard.press('ControlOrMeta+a');
  const total = cpus.reduce((sum, text) => sum + Number(text), 0);
  const panel = page.getByRole('tabpanel', { name: 'VMs', exact: true });
  await expect(panel.getByText(`vCPUs ${total}`, { exact: true })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+c');
  const byKey = await clipboard(page);
  const lines = byKey.trimEnd().split('\n');
  expect(lines[0]?.split('\t').slice(0, 4)).toEqual(['Name', 'Status', 'Power', 'vCPUs']);
  expect(lines.slice(1).map((line) => line.split('\t')[0])).toEqual(names.map((name) => `'${name}`));
  expect(lines.slice(1).map((line) => line.split('\t')[3])).toEqual(cpus);
  expect(lines.slice(1).map((line) => line.split('\t')[5])).toEqual(memory);

  await grid.root.press('Home');
  await grid.name(1).click();
  await expectSelected(page, '1');
  await panel.getByRole('button', { name: 'Copy' }).click();
  await expect(panel.getByText('Copied', { exact: true })).toBeVisible();
  expect(await clipboard(page), 'the button copies the row that is left').toBe(`${lines.slice(0, 2).join('\n')}\n`);
});
