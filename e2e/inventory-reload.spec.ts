import { arrangeTables, expectArranged } from './fixtures/arranged-tables.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

test('tables are after a reload as they were before, and damaged memory of them does no harm', async ({ page }) => {
  await new Dashboard(page).collected();
  const name = await arrangeTables(page);
  await page.reload();
  await expectArranged(page, name);

  await page.evaluate(() => {
    for (const storage of [sessionStorage, localStorage])
      if (storage.getItem('heapsphere.view.v1') !== null) storage.setItem('heapsphere.view.v1', '{"type":');
  });
  await page.reload();
  await new Dashboard(page).collected();
  await expect(page.getByRole('textbox', { name: 'Quick filter' })).toHaveValue('');
  await expect(new Grid(page, 'VMs').root).toHaveAttribute('aria-rowcount', '2001');
});

test('a selection too large to be kept is none after a reload', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  await grid.name(1).click();
  await grid.root.press('Control+a');
  await expect(grid.row(1)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/2,000 selected/)).toBeVisible();
  await page.reload();
  await new Dashboard(page).collected();
  await expect(grid.row(1)).toBeVisible();
  await expect(page.getByText(/ selected/)).toBeHidden();
  await expect(grid.row(1)).not.toHaveAttribute('aria-selected', 'true');
});
