import type { Locator, Page } from '@playwright/test';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** The headings in the document, from the left. */
async function headings(grid: Grid, count: number): Promise<readonly string[]> {
  const labels = await grid.root
    .getByRole('columnheader')
    .evaluateAll((cells) =>
      cells
        .toSorted((a, b) => Number(a.ariaColIndex) - Number(b.ariaColIndex))
        .map((cell) => cell.getAttribute('aria-label') ?? ''),
    );
  return labels.slice(0, count);
}

function widthOf(heading: Locator): Promise<number> {
  return heading.evaluate((cell) => cell.getBoundingClientRect().width);
}

async function openChooser(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const chooser = page.getByRole('dialog', { name: /^Columns of / });
  await expect(chooser).toBeVisible();
  return chooser;
}

/** Opens the window again; the application keeps running. */
async function reopen(page: Page): Promise<void> {
  await page.reload();
  await new Dashboard(page).collected();
}

test('columns are hidden, found and shown again, for one kind and for the next window', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const grid = new Grid(page, 'VMs');
  const all = Number(await grid.root.getAttribute('aria-colcount'));
  expect(await headings(grid, 4)).toEqual(['Name', 'Status', 'Power', 'vCPUs']);

  const chooser = await openChooser(page);
  await chooser.getByRole('textbox', { name: 'Search columns' }).fill('power');
  await expect(chooser.getByRole('listitem')).toHaveCount(1);
  await chooser.getByRole('checkbox', { name: 'Power' }).uncheck({ force: true });
  await expect(grid.heading('Power')).toHaveCount(0);
  await expect(chooser.getByText(`${all - 1} of ${all} shown`)).toBeVisible();
  await chooser.getByRole('textbox').fill('no such column');
  await expect(chooser.getByText('No column is called that.')).toBeVisible();
  await page.keyboard.press('Escape');

  await reopen(page);
  await expect(grid.heading('Status')).toBeVisible();
  expect(await headings(grid, 3)).toEqual(['Name', 'Status', 'vCPUs']);
  await dashboard.kind('Hosts').click();
  await expect(new Grid(page, 'Hosts').heading('Power'), 'other kinds have columns of their own').toHaveCount(1);
  await dashboard.kind('VMs').click();
  // With the keyboard: the chooser follows its button, which moves while the toolbar of another kind settles.
  await (await openChooser(page)).getByRole('button', { name: 'Reset columns' }).press('Enter');
  await expect(grid.root).toHaveAttribute('aria-colcount', String(all));
  expect(await headings(grid, 3)).toEqual(['Name', 'Status', 'Power']);
});

test('columns are dragged into another order, and moved with the keyboard', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const { width } = (await grid.heading('Status').boundingBox()) ?? { width: 0 };
  await grid.heading('Memory').dragTo(grid.heading('Status'), { targetPosition: { x: 5, y: 10 } });
  await expect.poll(() => headings(grid, 3)).toEqual(['Name', 'Memory', 'Status']);
  await grid.heading('Memory').dragTo(grid.heading('Status'), { targetPosition: { x: width - 10, y: 10 } });
  await expect.poll(() => headings(grid, 3)).toEqual(['Name', 'Status', 'Memory']);
  await expect(grid.heading('Memory'), 'a drag does not sort').toHaveAttribute('aria-sort', 'none');

  await grid.name(1).click();
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'Alt+ArrowLeft']) await page.keyboard.press(key);
  await expect.poll(() => headings(grid, 3)).toEqual(['Name', 'Memory', 'Status']);
  await reopen(page);
  await expect.poll(() => headings(grid, 3)).toEqual(['Name', 'Memory', 'Status']);
  expect(await grid.column('Memory'), 'cells went with their heading').toContainEqual(expect.stringMatching(/GiB$/));
});

test('columns become as wide as their edge is dragged, as keys say, or as their texts are', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const heading = grid.heading('Power');
  const before = await widthOf(heading);
  const box = await heading.boundingBox();
  const [x, y] = [(box?.x ?? 0) + before - 2, (box?.y ?? 0) + 14];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 50, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => widthOf(heading)).toBeCloseTo(before + 50, 0);
  await expect(heading).toHaveAttribute('aria-sort', 'none');
  await reopen(page);
  await expect.poll(() => widthOf(heading)).toBeCloseTo(before + 50, 0);

  await page.mouse.dblclick(x + 50, y);
  await expect.poll(() => widthOf(heading)).toBeLessThan(before + 49);
  const fitted = await widthOf(heading);
  const clipped = await grid.root
    .locator('[role=gridcell][aria-colindex="3"]')
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
  expect(clipped, 'every text fits').toBe(0);

  await grid.name(1).click();
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'Alt+Shift+ArrowRight']) await page.keyboard.press(key);
  await expect.poll(() => widthOf(heading)).toBeCloseTo(fitted + 16, 0);
});

test('a pinned column stays in sight beside the name', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  await grid.heading('Memory').click({ button: 'right' });
  await page.getByRole('menu', { name: 'Column Memory' }).getByRole('menuitem', { name: 'Pin to the left' }).click();
  await expect.poll(() => headings(grid, 3)).toEqual(['Name', 'Memory', 'Status']);
  await grid.root.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  await expect(grid.heading('Parent')).toBeInViewport();
  await expect(grid.heading('Name')).toBeInViewport({ ratio: 0.9 });
  await expect(grid.heading('Memory')).toBeInViewport({ ratio: 0.9 });
  await expect(grid.row(1).locator('[aria-colindex="2"]')).toBeInViewport({ ratio: 0.9 });

  await grid.name(1).click();
  for (const key of ['ArrowUp', 'ArrowRight', 'Shift+F10']) await page.keyboard.press(key);
  await page.getByRole('menuitem', { name: 'Let go of the left edge' }).click();
  await grid.root.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  await expect(grid.heading('Memory')).not.toBeInViewport();
});

test('rows sort by one column after another, by click and by key', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Hosts').click();
  const grid = new Grid(page, 'Hosts');
  await grid.sortBy('Status', 'ascending');
  await grid
    .heading('Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await grid
    .heading('Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(grid.heading('Status')).toHaveAttribute('aria-sort', 'ascending');
  await expect(grid.heading('Name')).toHaveAttribute('aria-sort', 'descending');
  await expect(grid.heading('Status')).toHaveText(/1$/);
  await expect(grid.heading('Name')).toHaveText(/2$/);
  const [statuses, names] = [await grid.column('Status'), await grid.column('Name')];
  const rows = statuses.map((status, row) => [status, names[row] ?? ''] as const);
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  expect(new Set(statuses).size, 'there is something to sort by').toBeGreaterThan(1);
  expect(rows).toEqual(rows.toSorted((a, b) => compare(a[0], b[0]) || compare(b[1], a[1])));

  await grid.root.press('Home');
  for (const key of ['ArrowUp', 'Shift+Enter']) await page.keyboard.press(key);
  await expect(grid.heading('Name'), 'the third time it is no longer sorted by').toHaveAttribute('aria-sort', 'none');
  await expect(grid.heading('Status')).toHaveAttribute('aria-sort', 'ascending');
});
