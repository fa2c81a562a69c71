import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

test('Ctrl+K finds objects of all kinds, and opens the row of one', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Hosts').click();
  const host = await new Grid(page, 'Hosts').name(30).innerText();
  await dashboard.kind('VMs').click();
  await dashboard.openScreen('Memory');

  await page.keyboard.press('ControlOrMeta+k');
  const search = page.getByRole('dialog', { name: 'Search' });
  const field = search.getByRole('combobox', { name: 'Search all objects' });
  await expect(field).toBeFocused();
  await field.fill(host);
  await expect(search.getByRole('group', { name: 'Hosts' }).getByRole('option').first()).toContainText(host);
  await page.keyboard.press('Enter');
  await expect(search).toBeHidden();
  await expect(dashboard.kind('Hosts')).toHaveAttribute('aria-selected', 'true');
  const row = new Grid(page, 'Hosts').root.locator('[role=row][aria-selected=true]');
  await expect(row.getByRole('gridcell').first()).toHaveText(host);
  await expect(row).toBeInViewport();
  await expect(page.getByRole('complementary', { name: 'Details' }).getByRole('heading', { level: 2 })).toHaveText(
    host,
  );
});

test('results are grouped, counted and walked with the arrow keys', async ({ page }) => {
  await new Dashboard(page).collected();
  await page.getByRole('button', { name: 'Search' }).click();
  const search = page.getByRole('dialog', { name: 'Search' });
  const field = search.getByRole('combobox');
  await field.fill('kafka');
  const options = search.getByRole('group', { name: 'VMs' }).getByRole('option');
  await expect(options).toHaveCount(8);
  await expect(search.getByText(/^8 of \d+ shown$/).first()).toBeVisible();
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await field.fill('no such thing');
  await expect(search.getByRole('status')).toHaveText('Nothing is called “no such thing”, or has it as address or id.');
  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();
});
