import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { startDemo } from './fixtures/servers/demo.ts';
import { startGate } from './fixtures/servers/gate.ts';
import { Tree } from './fixtures/tree.ts';

const LONG = `long-${'W'.repeat(37)}${'界'.repeat(38)}`;

/** What machines are called, and what the table says; what is not seen is shown by its code point. */
const NAMES: readonly (readonly [sent: string, shown: string])[] = [
  ['خادم-الويب-bad 42', 'خادم-الويب-bad 42'],
  ['שרת הבית bad 7', 'שרת הבית bad 7'],
  ['bad-\u202Egpj.exe', 'bad-‹U+202E›gpj.exe'],
  ['\u2067bad-isolate', '‹U+2067›bad-isolate'],
  ['bad-\u0001\u001B[31m\u009Bred', 'bad-‹U+0001›‹U+001B›[31m‹U+009B›red'],
  ['bad-\u200Btwin', 'bad-‹U+200B›twin'],
  ['bad-twin', 'bad-twin'],
  [`${LONG}`, LONG],
];

/** A datacenter, as a vCenter may call it. */
const DATACENTER = ['Frank\u202Efurt', 'Frank‹U+202E›furt'] as const;

/** Texts of the cells of a row with where they are drawn; those that are clipped end with their cell. */
function drawnCells(row: Locator): Promise<readonly { readonly from: number; readonly to: number }[]> {
  return row.getByRole('gridcell').evaluateAll((cells) =>
    cells
      .map((cell) => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        const [drawn, box] = [text.getBoundingClientRect(), cell.getBoundingClientRect()];
        const isClipped = getComputedStyle(cell).overflowX === 'hidden';
        const [from, to] = isClipped
          ? [Math.max(drawn.left, box.left), Math.min(drawn.right, box.right)]
          : [drawn.left, drawn.right];
        return { from, to };
      })
      .sort((a, b) => a.from - b.from),
  );
}

/** The row that alone has this name. */
async function rowNamed(page: Page, grid: Grid, filter: string, name: string): Promise<Locator> {
  await page.getByRole('textbox', { name: 'Quick filter' }).fill(filter);
  const row = grid.rows.filter({ has: page.getByRole('gridcell', { name, exact: true }) });
  await expect(row).toHaveCount(1);
  return row;
}

test('names that could deceive are shown for what they are, beside cells that stay in their places', async ({
  page,
}) => {
  const demo = await startDemo(60);
  const gate = await startGate(demo.url);
  try {
    const dashboard = new Dashboard(page);
    const grid = new Grid(page, 'VMs');
    const details = page.getByRole('complementary', { name: 'Details' });
    await new ConnectForm(page).submit({ ...demo, url: gate.url });
    await expect(dashboard.connectDialog).toBeHidden();
    await dashboard.collected();
    const machines = await dashboard.count('VMs');
    const plain = (await grid.column('Name')).filter((name) => /^[a-z][\w-]{6,}$/.test(name));
    const [first = '', second = '', ...others] = [...new Set(plain)];
    expect(others.length).toBeGreaterThan(NAMES.length);

    const uuidsOf = async (name: string): Promise<readonly string[]> => {
      await (await rowNamed(page, grid, name, name)).getByRole('gridcell').first().dblclick();
      await expect(details.getByRole('heading', { level: 2 })).toHaveText(name);
      return details.getByText(/^[\da-f]{8}-[\da-f-]{27}$/).allInnerTexts();
    };
    const [own, twin] = [await uuidsOf(first), await uuidsOf(second)];
    expect(own).toHaveLength(2);
    for (const [at, uuid] of twin.entries()) gate.rewrite(uuid, own[at] ?? '');
    gate.rewrite(`>${second}<`, `>${first}<`);
    for (const [at, [sent]] of NAMES.entries()) gate.rewrite(`>${others[at]}<`, `>${sent}<`);
    gate.rewrite('>Frankfurt<', `>${DATACENTER[0]}<`);
    await dashboard.collectAgain();
    await dashboard.collected();
    expect(await dashboard.count('VMs'), 'nothing is taken for its namesake').toBe(machines);

    for (const [sent, shown] of NAMES) {
      const row = await rowNamed(page, grid, sent === LONG ? 'long-' : 'bad', shown);
      const cells = await drawnCells(row);
      expect(cells.length).toBeGreaterThan(3);
      for (const [at, { from }] of cells.entries())
        expect(from, `cells of ${shown} do not run into each other`).toBeGreaterThanOrEqual(cells[at - 1]?.to ?? 0);
      // Next to the name is the state, whatever direction the name has.
      await expect(row.getByRole('gridcell').nth(1)).toHaveText(/^(Green|Yellow|Red|Gray)$/);
      await row.getByRole('gridcell').first().dblclick();
      const heading = details.getByRole('heading', { level: 2, name: shown, exact: true });
      await expect(heading).toHaveText(shown);
      await expect(heading).toHaveAttribute('title', shown);
    }

    const tree = new Tree(page);
    await tree.show();
    await expect(tree.row(`${DATACENTER[1]}, datacenter`)).toContainText(DATACENTER[1]);
    await tree.row(DATACENTER[1]).click();
    await expect(tree.trail.getByText(DATACENTER[1], { exact: true })).toBeVisible();
    await tree.trail.getByRole('button', { name: 'Show everything' }).click();

    await page.keyboard.press('ControlOrMeta+k');
    const search = page.getByRole('dialog', { name: 'Search' });
    await search.getByRole('combobox', { name: 'Search all objects' }).fill('bad');
    for (const [, shown] of NAMES.filter(([sent]) => sent !== LONG))
      await expect(
        search.getByRole('option').filter({ has: page.getByText(shown, { exact: true }) }),
        `${shown} is found`,
      ).toHaveCount(1);
    await page.keyboard.press('Escape');

    await dashboard.openScreen('Changes');
    const changes = page.getByRole('table', { name: 'Changes' });
    await expect(changes.getByRole('cell', { name: DATACENTER[1], exact: true }).first()).toBeVisible();
    await dashboard.openScreen('Overview');
    const scope = page
      .getByRole('tabpanel', { name: 'Overview', exact: true })
      .getByRole('combobox', { name: 'Scope' });
    await expect(scope.getByRole('option', { name: DATACENTER[1] })).toHaveCount(1);
    await dashboard.openScreen('Inventory');

    const long = await rowNamed(page, grid, 'long-', LONG);
    await long.getByRole('gridcell').first().hover();
    await expect(long.getByRole('gridcell').first()).toHaveAttribute('title', LONG);
    await expect(long.getByRole('gridcell').first()).toHaveCSS('text-overflow', 'ellipsis');
    await long.getByRole('gridcell').first().dblclick();
    await expect(details.getByRole('heading', { level: 2 })).toHaveText(LONG);

    await page.getByRole('textbox', { name: 'Quick filter' }).fill(first);
    const twins = grid.rows.filter({ has: page.getByRole('gridcell', { name: first, exact: true }) });
    await expect(twins).toHaveCount(2);
    const commands: string[] = [];
    for (const row of await twins.all()) {
      await row.getByRole('gridcell').first().dblclick();
      const command = details.getByText(/^govc collect -json VirtualMachine:vm-\d+ /);
      await expect(command).not.toHaveText(commands[0] ?? '');
      commands.push(await command.innerText());
      for (const uuid of own) await expect(details.getByText(uuid, { exact: true })).toBeVisible();
    }
    expect(new Set(commands).size, 'namesakes are objects of their own').toBe(2);
  } finally {
    await gate.close();
    await demo.close();
  }
});
