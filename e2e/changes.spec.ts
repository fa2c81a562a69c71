import { readFile, stat } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { accessibleOn } from './fixtures/accessible.ts';
import { changeEstate } from './fixtures/change-estate.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { readableOn } from './fixtures/contrast.ts';
import { parseCsv } from './fixtures/csv.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { fitsInto } from './fixtures/layout.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const hasPython = requireTools('pyvmomi');

test.use({ estate: { clusters: 1, vmsPerPool: 20 }, contextOptions: { reducedMotion: 'reduce' } });

/** The Changes screen, found by roles and names. */
class ChangesPage {
  readonly page: Page;
  readonly root: Locator;
  readonly kinds: Locator;
  readonly table: Locator;
  readonly exportDialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('tabpanel', { name: 'Changes', exact: true });
    this.kinds = this.root.getByRole('region', { name: 'Kinds' });
    this.table = this.root.getByRole('table', { name: 'Changes' });
    this.exportDialog = page.getByRole('dialog', { name: 'Export changes' });
  }

  /** The cells of a line that has this text, joined by " | ". */
  async line(text: string | RegExp): Promise<string> {
    const cells = this.table.getByRole('row').filter({ hasText: text }).first().getByRole('cell');
    return (await cells.allInnerTexts()).join(' | ');
  }
}

test('what changed in a vCenter is shown, narrowed, opened in the inventory and exported', async ({
  page,
  vcsim,
}, testInfo) => {
  testInfo.skip(!hasPython, 'pyVmomi is not installed');
  const dashboard = new Dashboard(page);
  await new ConnectForm(page).submitTrusting(vcsim);
  // Until then the demo estate is on screen, which is collected already.
  await expect(dashboard.connectDialog).toBeHidden({ timeout: 30_000 });
  await dashboard.collected();
  await dashboard.openScreen('Changes');
  const changes = new ChangesPage(page);
  await expect(changes.root.getByText('Nothing to compare yet')).toBeVisible();

  const change = await changeEstate(vcsim);
  await dashboard.collectAgain();
  const machines = changes.kinds.getByRole('button', { name: /^VMs / });
  await expect(machines).toHaveAccessibleDescription('1 added, 1 removed, 2 changed');
  await expect(changes.root.getByRole('combobox', { name: 'To' }).locator('option:checked')).toHaveText(/^just now · /);
  expect(await changes.line('added')).toBe('Added | VMs | added |  |  | ');
  expect(await changes.line(change.removed.name)).toBe(`Removed | VMs | ${change.removed.name} |  |  | `);
  expect(await changes.line('vCPUs')).toBe(`Changed | VMs | =renamed | vCPUs | ${change.renamed.processors} | 6`);
  expect(await changes.line(/Power.*Off/)).toBe(`Changed | VMs | ${change.stopped.after} | Power | On | Off`);

  // Both values are there to be compared, without scrolling sideways, however long they are.
  await fitsInto(page, { width: 1024, height: 640 }, 'changes');
  const lines = changes.root.getByRole('group', { name: 'Lines' });
  const hidden = await lines.evaluate((root) =>
    [root, ...root.querySelectorAll('[role=cell]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent),
  );
  expect(hidden, 'cut, or to be scrolled to').toEqual([]);
  const long = changes.table
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: change.stopped.before, exact: true }) });
  await expect(long).toContainText(change.stopped.after);
  const [above, below] = await Promise.all([long.boundingBox(), long.locator('+ *').boundingBox()]);
  expect(below?.y, 'lines do not overlap').toBe((above?.y ?? 0) + (above?.height ?? 0));
  await page.setViewportSize({ width: 1280, height: 800 });

  await machines.click();
  await changes.root.getByRole('button', { name: 'Memory 1' }).click();
  await expect(changes.table.getByRole('row')).toHaveCount(2);
  expect(await changes.line('Memory')).toMatch(/ MiB \| 2\.00 GiB$/);
  await changes.kinds.getByRole('button', { name: /^All kinds / }).click();
  await changes.root.getByRole('textbox', { name: 'Filter changes' }).fill('nothing like this');
  await expect(changes.root.getByText('No line matches')).toBeVisible();
  await changes.root.getByRole('button', { name: 'Clear filter' }).click();
  await expect(changes.table.getByRole('row').filter({ hasText: 'vCPUs' })).toBeVisible();
  await readableOn(page)('changes');
  await accessibleOn(page)('changes');

  await changes.root.getByRole('button', { name: 'Export…' }).click();
  await changes.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
  const path = await changes.exportDialog.getByRole('textbox', { name: 'Path of the file' }).inputValue();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const rows = parseCsv(await readFile(path, 'utf8'));
  expect(rows.filter(({ type }) => type === 'VirtualMachine').map(({ name }) => name)).toContain("'=renamed");
  await page.keyboard.press('Escape');
  await expect(changes.exportDialog).toBeHidden();

  await changes.table.getByRole('row').filter({ hasText: 'vCPUs' }).getByRole('button', { name: '=renamed' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Inventory', exact: true })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'VMs' }).getByRole('row', { selected: true })).toContainText('=renamed');
});

test('generations are compared as they come, kept for good and deleted', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Changes');
  const changes = new ChangesPage(page);
  await expect(changes.root.getByText('Nothing to compare yet')).toBeVisible();
  await dashboard.collectAgain();
  await expect(changes.root.getByText('Nothing differs')).toBeVisible();

  await changes.root.getByRole('button', { name: 'Generations…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generations' });
  await expect(dialog.getByRole('row')).toHaveCount(3);
  const kept = dialog.getByRole('row').nth(1);
  await kept.getByRole('checkbox').click({ force: true });
  await expect(kept.getByRole('checkbox')).toBeChecked();
  await dialog.getByRole('row').nth(2).getByRole('button').click();
  await dialog.getByRole('button', { name: /^Really delete/ }).click();
  await expect(dialog.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(changes.root.getByText('Nothing to compare yet')).toBeVisible();
});
