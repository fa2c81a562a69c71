import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

test('the kinds change by click and by arrow keys', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Hosts').click();
  await expect(new Grid(page, 'Hosts').root).toHaveAttribute('aria-rowcount', '78');

  const steps = [
    ['ArrowDown', 'Clusters', 7],
    ['ArrowUp', 'Hosts', 77],
    ['Home', 'VMs', 2000],
    ['ArrowUp', 'Folders', 59],
    ['ArrowDown', 'VMs', 2000],
    ['End', 'Folders', 59],
  ] as const;
  for (const [key, kind, rows] of steps) {
    await page.keyboard.press(key);
    await expect(dashboard.kind(kind)).toBeFocused();
    await expect(dashboard.kind(kind)).toHaveAttribute('aria-selected', 'true');
    await expect(dashboard.kinds.getByRole('tab', { selected: true })).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(kind);
    await expect(new Grid(page, kind).root).toHaveAttribute('aria-rowcount', String(rows + 1));
  }
});

test('the table is walked with the keyboard', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const expectAt = async (row: number, column: number): Promise<void> => {
    await expect.poll(() => grid.activeCell()).toEqual({ row, column });
    if (row > 0) await expect(grid.name(row)).toBeInViewport({ ratio: 0.9 });
  };
  await grid.name(1).click();
  await expectAt(1, 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expectAt(3, 2);
  await page.keyboard.press('End');
  await expectAt(2000, 2);
  await page.keyboard.press('ArrowDown');
  await expectAt(2000, 2);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expectAt(1, 1);

  await page.keyboard.press('PageDown');
  const page1 = await grid.activeCell();
  const inView = await grid.root.evaluate((element) => Math.floor(element.clientHeight / 26));
  expect(page1.row, 'a page is what the table shows').toBeGreaterThan(inView - 5);
  expect(page1.row).toBeLessThanOrEqual(inView);
  await expectAt(page1.row, 1);
  await page.keyboard.press('PageUp');
  await expectAt(1, 1);

  await page.keyboard.press('ArrowUp');
  await expectAt(0, 1);
  await page.keyboard.press('Enter');
  await expect(grid.heading('Name')).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(grid.heading('Name')).toHaveAttribute('aria-sort', 'descending');
});

test('arrow keys bring columns into view, and "/" goes to the filter', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const columns = Number(await grid.root.getAttribute('aria-colcount'));
  await grid.name(1).click();
  for (let step = 1; step < columns; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => grid.activeCell()).toEqual({ row: 1, column: columns });
  await expect(grid.heading('Parent')).toBeInViewport({ ratio: 0.9 });
  await expect(grid.heading('Name'), 'the name stays in sight').toBeInViewport({ ratio: 0.9 });
  for (let step = 1; step < columns; step += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => grid.activeCell()).toEqual({ row: 1, column: 1 });
  await expect(grid.heading('Status')).toBeInViewport({ ratio: 0.9 });

  const filter = page.getByRole('textbox', { name: 'Quick filter' });
  await page.keyboard.press('/');
  await expect(filter).toBeFocused();
  await expect(filter).toHaveValue('');
  await page.keyboard.type('mes/adm');
  await expect(filter, 'a "/" that is typed there is part of the name').toHaveValue('mes/adm');
  await expect(grid.name(1)).toHaveText(/^mes\/adm /);
});
