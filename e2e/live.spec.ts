import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { ConnectForm } from './fixtures/connect-form.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { OverviewPage } from './fixtures/overview-page.ts';
import { runPython } from './fixtures/servers/python.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';
import type { Vcsim } from './fixtures/servers/vcsim.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const CHANGE_MACHINES = fileURLToPath(new URL('interop/pyvmomi/change_machines.py', import.meta.url));
/** From a change on the server to the row on screen. */
const SOON = { timeout: 5000 };

test.use({ appOptions: { environment: { VSPHERE_LIVE_UPDATES: 'true', VSPHERE_POLL_SECONDS: '5' } } });
test.beforeEach(({ page: _ }, testInfo) => testInfo.skip(!requireTools('pyvmomi'), 'pyVmomi is not installed'));

/** Lets another client change machines of the server. */
async function change(vcsim: Vcsim, ...changes: readonly string[]): Promise<void> {
  const { hostname, port } = new URL(vcsim.url);
  const environment = { VSPHERE_PASSWORD: vcsim.password };
  const { stderr, exitCode } = await runPython(CHANGE_MACHINES, [hostname, port, vcsim.user, ...changes], {
    environment,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
}

async function watching(page: Page, vcsim: Vcsim): Promise<Dashboard> {
  const dashboard = new Dashboard(page);
  await new ConnectForm(page).submitTrusting(vcsim);
  await expect(dashboard.connectDialog).toBeHidden();
  await expect(dashboard.collection).toContainText(new URL(vcsim.url).host);
  await expect(dashboard.phase('Collected')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Live changes: Live' })).toBeVisible({ timeout: 10_000 });
  return dashboard;
}

/** How a changed row is marked. */
const lookOf = (row: Locator) =>
  row.evaluate(({ firstElementChild }) => {
    const style = firstElementChild && getComputedStyle(firstElementChild);
    return { hasBar: style?.boxShadow !== 'none', moves: Number.parseFloat(style?.animationDuration ?? '') > 0.001 };
  });

const cells = (grid: Grid, text: string) => grid.rows.filter({ hasText: text });

test('a machine renamed, switched off, made and deleted at the vCenter is so in the table, without a reload', async ({
  page,
  vcsim,
}) => {
  const dashboard = await watching(page, vcsim);
  const grid = new Grid(page, 'VMs');
  const before = await dashboard.count('VMs');
  const [first, second] = [await grid.name(1).innerText(), await grid.name(2).innerText()];
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await change(vcsim, `rename:${first}:renamed-by-another`);
  await expect(grid.name(1)).toHaveText('renamed-by-another', SOON);
  await expect(grid.row(1)).toHaveAttribute('data-flash', 'changed');

  // Less motion leaves the mark: a bar for as long.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await change(vcsim, `off:${second}`);
  await expect.poll(() => lookOf(grid.row(2)), { ...SOON, intervals: [50] }).toEqual({ hasBar: true, moves: false });
  await expect(cells(grid, second).getByRole('gridcell', { name: 'Off', exact: true })).toBeVisible(SOON);

  await change(vcsim, `create:${second}:made-by-another`);
  await expect(cells(grid, 'made-by-another')).toBeVisible(SOON);
  await expect(cells(grid, 'made-by-another')).toContainText('512 MiB');
  expect(await dashboard.count('VMs')).toBe(before + 1);

  await change(vcsim, `delete:${second}`);
  await expect(cells(grid, second)).toHaveCount(0, SOON);
  expect(await dashboard.count('VMs')).toBe(before);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  await expect(page.getByText(/^state \d+ s ago, stats \d+ s ago$/)).toBeVisible();
});

test('a pause holds changes back, a sorted and filtered table takes them in, and closing ends the watch', async ({
  page,
  vcsim,
}) => {
  await watching(page, vcsim);
  const grid = new Grid(page, 'VMs');
  await grid.sortBy('Name', 'ascending');
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('VM1');
  await expect(grid.rows.first()).toBeVisible();
  const first = await grid.name(1).innerText();
  await page.getByRole('button', { name: 'Pause live changes' }).click();
  await expect(page.getByRole('button', { name: 'Live changes: Paused' })).toBeVisible();
  await change(vcsim, `rename:${first}:zz-VM1-renamed`);
  await expect(grid.name(1)).toHaveText(first);

  await page.getByRole('button', { name: 'Resume live changes' }).click();
  await expect(cells(grid, 'zz-VM1-renamed')).toBeVisible(SOON);
  await expect(grid.rows.last()).toContainText('zz-VM1-renamed');
  await expect(cells(grid, first)).toHaveCount(0);

  await grid.rows.last().getByRole('gridcell').first().dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('heading', { level: 2 })).toHaveText('zz-VM1-renamed');
  await expect(details.getByRole('heading', { name: /^Use (just now|\d+ s ago)$/ })).toBeVisible();

  expect((await vcsim.activity()).views).toBe(1);
  await page.goto('about:blank');
  await expect.poll(async () => (await vcsim.activity()).views, 'nothing is watched without a window').toBe(0);
});

test('use of hosts and datastores is read while the Overview is open, and its age stands there', async ({
  page,
  vcsim,
}) => {
  const dashboard = await watching(page, vcsim);
  await dashboard.openScreen('Overview');
  const overview = new OverviewPage(page);
  for (const panel of ['CPU and memory', 'Datastores']) {
    await expect(overview.panel(panel)).toContainText(/Used \d+ s ago/i);
  }
  // What is held back grows older, and says so.
  await dashboard.openScreen('Inventory');
  await page.getByRole('button', { name: 'Pause live changes' }).click();
  await dashboard.openScreen('Overview');
  await expect(overview.panel('Datastores')).toContainText(/used ([89]|\d\d) s ago/i, { timeout: 15_000 });
});

test('why changes do not arrive stands there with what to do, and is copied without a mouse', async ({
  page,
  vcsim,
}) => {
  await watching(page, vcsim);
  await vcsim.close();
  const indicator = page.getByRole('button', { name: 'Live changes: Reconnecting' });
  await expect(indicator).toBeVisible({ timeout: 20_000 });
  await indicator.press('Enter');
  const reason = page.getByRole('region', { name: /is not live$/ });
  await expect(reason).toContainText(/\. \S.*\./);
  const copy = reason.getByRole('button', { name: 'Copy details' });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(copy).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(reason.getByRole('button', { name: 'Copied' })).toBeVisible();
});
