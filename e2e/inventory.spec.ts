import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** What a table shows where vCenter sent nothing. */
const UNSET = '–';
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** "1.50 GiB" as bytes. */
function bytesOf(text: string): number {
  const [value = '', unit = ''] = text.split(' ');
  if (!UNITS.includes(unit)) throw new Error(`"${text}" is no size`);
  return Number(value) * 1024 ** UNITS.indexOf(unit);
}

/** Texts in order, unset ones last, whichever the direction. */
function inOrder(texts: readonly string[], compare: (a: string, b: string) => number): readonly string[] {
  return [...texts.filter((text) => text !== UNSET).sort(compare), ...texts.filter((text) => text === UNSET)];
}

test('sizes sort by size, in both directions, and unset values stay last', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('stg-');
  await expect(grid.root).not.toHaveAttribute('aria-rowcount', '2001');
  const arrived = await grid.column('Memory');
  expect(new Set(arrived)).toEqual(new Set([...arrived, UNSET, '2.00 GiB', '16.0 GiB', '128 GiB']));

  await grid.sortBy('Memory', 'ascending');
  expect(await grid.column('Memory')).toEqual(inOrder(arrived, (a, b) => bytesOf(a) - bytesOf(b)));
  await grid.sortBy('Memory', 'descending');
  expect(await grid.column('Memory')).toEqual(inOrder(arrived, (a, b) => bytesOf(b) - bytesOf(a)));

  await page.getByRole('button', { name: 'Clear quick filter' }).click();
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2001');
  await grid.root.press('End');
  await expect(grid.row(2000).getByRole('gridcell', { name: 'not set' }).first()).toBeVisible();
});

test('names sort as people count: without case, and "Legacy 6" before "Legacy 24"', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Folders').click();
  const grid = new Grid(page, 'Folders');
  const arrived = await grid.column('Name');
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

  await grid.sortBy('Name', 'ascending');
  const sorted = await grid.column('Name');
  expect(sorted).toEqual(inOrder(arrived, compare));
  expect(sorted.indexOf('Legacy 6')).toBeLessThan(sorted.indexOf('Legacy 24'));
  await grid.sortBy('Name', 'descending');
  expect(await grid.column('Name')).toEqual(inOrder(arrived, (a, b) => compare(b, a)));

  await dashboard.kind('VMs').click();
  await expect(new Grid(page, 'VMs').heading('Name')).toHaveAttribute('aria-sort', 'none');
  await dashboard.kind('Folders').click();
  await expect(grid.heading('Name'), 'each kind keeps its own order').toHaveAttribute('aria-sort', 'descending');
});

test('the quick filter keeps what contains the text, and says so when nothing does', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const grid = new Grid(page, 'VMs');
  const panel = page.getByRole('tabpanel', { name: 'VMs', exact: true });
  const filter = page.getByRole('textbox', { name: 'Quick filter' });
  const expected = (await grid.column('Name')).filter((name) => name.toLowerCase().includes('registry'));
  expect(expected).toContainEqual(expect.stringMatching(/^=REGISTRY/));
  expect(expected).toContainEqual(expect.stringMatching(/registry/));

  await filter.fill('Registry');
  await expect(panel.getByText(/^\d+ of 2,000$/)).toBeVisible();
  expect(await grid.column('Name'), 'other columns have such texts too').toEqual(expect.arrayContaining([...expected]));

  await filter.fill('no such name');
  await expect(panel.getByText('No VMs match', { exact: true })).toBeVisible();
  await expect(panel.getByText('0 of 2,000')).toBeVisible();
  await expect(grid.root).toBeHidden();
  await panel.getByRole('button', { name: 'Clear filters' }).click();
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2001');
  await expect(filter).toHaveValue('');

  await filter.fill('%');
  await expect(panel.getByText(/^\d+ of 2,000$/), 'names are filtered as they are shown').toBeVisible();
  expect(await grid.column('Name')).toContainEqual(expect.stringMatching(/^lims 100% /));
  await filter.press('Escape');
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2001');
});

test('what vCenter did not hand out is counted, and listed on demand', async ({ page }) => {
  await new Dashboard(page).collected();
  await page.getByRole('button', { name: '110 missing' }).click();
  const table = page.getByRole('table').filter({ hasText: 'Reason' });
  await expect(table.getByRole('row').first()).toHaveText('ObjectsPropertyReasonCountExamples');
  const cells = await table.getByRole('row', { name: 'config.hardware.numCPU' }).getByRole('cell').allInnerTexts();
  expect(cells.slice(0, 4)).toEqual(['VMs', 'config.hardware.numCPU', 'NoPermission', '10']);
  expect(cells[4]).toMatch(/^(vm-\d+, ){4}vm-\d+…$/);
  const counts = await table.locator('tbody tr td:nth-child(4)').allInnerTexts();
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(110);
  await page.keyboard.press('Escape');
  await expect(table).toBeHidden();
});
