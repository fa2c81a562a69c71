import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { ConnectForm } from './fixtures/connect-form.ts';
import { parseCsv } from './fixtures/csv.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { Tree } from './fixtures/tree.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

test.use({ estate: { datacenters: 1, clusters: 1, hostsPerCluster: 2, vmsPerPool: 4 } });

const [LARGE, SMALL] = ['Demo estate, 2,000 VMs', 'Demo estate, 200 VMs'];

/** The bar of the open vCenters. */
class Vcenters {
  readonly list: Locator;

  constructor(page: Page) {
    this.list = page.getByRole('list', { name: 'vCenters' });
  }

  chip(label: string): Locator {
    return this.list.getByRole('button', { name: new RegExp(`^${label}: `) });
  }

  async close(label: string): Promise<void> {
    await this.list.getByRole('button', { name: `Close ${label}` }).click();
  }
}

/** Starts a demo estate beside what is open. */
async function startBeside(page: Page, vms: number): Promise<void> {
  const { connectDialog } = new Dashboard(page);
  await new Dashboard(page).openConnect();
  await connectDialog.getByRole('tab', { name: 'Demo estate' }).click();
  await connectDialog.getByRole('textbox', { name: 'VMs' }).fill(String(vms));
  await connectDialog.getByRole('checkbox', { name: /^Keep .* open beside it$/ }).check({ force: true });
  await connectDialog.getByRole('button', { name: 'Start demo' }).click();
  await expect(connectDialog).toBeHidden({ timeout: 30_000 });
}

test('two vCenters with the same ids stand in one table, and each object is its own', async ({ page }) => {
  const dashboard = new Dashboard(page);
  const vcenters = new Vcenters(page);
  const details = page.getByRole('complementary', { name: 'Details' });
  await dashboard.collected();
  await startBeside(page, 200);
  await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 2,200');
  await expect(vcenters.chip(LARGE)).toHaveAccessibleName(/: Collected, 2,279 rows$/);
  await expect(vcenters.chip(SMALL)).toHaveAccessibleName(/: Collected, \d+ rows$/);
  const grid = new Grid(page, 'VMs');
  await expect(grid.row(1).getByRole('gridcell').nth(1)).toHaveText(LARGE);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const filter = page.getByRole('dialog', { name: 'Column filter' });
  await filter.getByRole('combobox', { name: 'Column' }).selectOption('vCenter');
  // The popover is still on its way when it appears: a click may miss.
  await expect(() => filter.getByRole('checkbox', { name: SMALL }).check({ force: true })).toPass();
  await filter.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('200 of 2,200', { exact: true })).toBeVisible();
  expect(new Set(await grid.column('vCenter'))).toEqual(new Set([SMALL]));
  await page.getByRole('button', { name: `Remove filter vCenter is ${SMALL}` }).click();

  await vcenters.chip(LARGE).click();
  await expect(page.getByText('2,000 of 2,200', { exact: true })).toBeVisible();
  await grid.root.evaluate((element) => element.scrollTo({ top: 0 }));
  await grid.name(1).dblclick();
  const id = (await details.getByText(/^vm-\d+$/).innerText()).trim();

  for (const label of [LARGE, SMALL]) {
    await page.keyboard.press('ControlOrMeta+k');
    const search = page.getByRole('dialog', { name: 'Search' });
    await search.getByRole('combobox').fill(id);
    await expect(search.getByRole('option')).toHaveCount(2);
    await search.getByRole('option').filter({ hasText: label }).click();
    await expect(details.getByText(`VMs · ${id} · ${label}`)).toBeVisible();
    const selected = grid.root.locator('[role=row][aria-selected=true]');
    await expect(details.getByRole('heading', { level: 2 })).toHaveText(
      await selected.getByRole('gridcell').first().innerText(),
    );
    await expect(selected.getByRole('gridcell').nth(1)).toHaveText(label);
    await expect(
      details.getByText(new RegExp(`^govc collect -json VirtualMachine:${id} name overallStatus `)),
    ).toBeVisible();
    await expect(
      details
        .getByRole('region', { name: 'Disks' })
        .getByText(/\.vmdk$/)
        .first(),
    ).toBeVisible();
  }

  const tree = new Tree(page);
  await tree.show();
  await expect(tree.row(LARGE)).toBeVisible();
  await expect(tree.row(SMALL)).toBeVisible();
  await tree.row(SMALL).click();
  await expect(page.getByText('200 of 2,200', { exact: true })).toBeVisible();

  await vcenters.close(SMALL);
  await expect(vcenters.list).toBeHidden();
  await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 2,000');
  await expect(tree.row(SMALL)).toBeHidden();
  await expect(details.getByText('No row chosen')).toBeVisible();
  await expect(grid.heading('vCenter')).toHaveCount(0);
  await page.reload();
  await dashboard.collected();
  await expect(dashboard.kind('VMs'), 'main has forgotten it too').toHaveAccessibleName('VMs 2,000');
});

test('a vCenter beside a demo estate: collected again and exported by itself, and the same one however it is reached', async ({
  page,
  vcsim,
}) => {
  const dashboard = new Dashboard(page);
  const vcenters = new Vcenters(page);
  const form = new ConnectForm(page);
  const host = new URL(vcsim.url).host;
  await form.submitTrusting(vcsim);
  await expect(dashboard.connectDialog).toBeHidden({ timeout: 30_000 });
  await dashboard.collected();
  await startDemoBesideVcenter();
  const own = await dashboard.count('Hosts');

  await vcenters.chip(host).click();
  await dashboard.collectAgain();
  await expect.poll(() => dashboard.count('Hosts')).toBe(own);
  await page.getByRole('button', { name: 'Show everything' }).click();

  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('combobox', { name: 'vCenter' })).toContainText('All 2 vCenters, in one file');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const path = await dialog.getByRole('textbox', { name: 'Path of the file' }).inputValue();
  const rows = parseCsv(await readFile(path, 'utf8'));
  const machines = rows.filter(({ type }) => type === 'VirtualMachine');
  expect(machines.filter(({ vcenter }) => vcenter === host)).toHaveLength(8);
  expect(machines.filter(({ vcenter }) => vcenter === SMALL)).toHaveLength(200);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await form.submitTrusting({ ...vcsim, url: vcsim.url.replace('127.0.0.1', 'localhost') });
  await expect(page.getByRole('alert').filter({ hasText: 'is the same vCenter as' })).toContainText(host);
  await expect(vcenters.list.getByRole('listitem')).toHaveCount(3);
  await expect(vcenters.chip(host)).toHaveCount(0);
  await expect.poll(() => dashboard.count('Hosts')).toBe(own);

  async function startDemoBesideVcenter(): Promise<void> {
    await dashboard.openConnect();
    await dashboard.connectDialog.getByRole('tab', { name: 'Demo estate' }).click();
    const keep = dashboard.connectDialog.getByRole('checkbox', { name: `Keep ${host} open beside it` });
    await expect(keep, 'a vCenter stays unless it is sent away').toBeChecked();
    await dashboard.connectDialog.getByRole('textbox', { name: 'VMs' }).fill('200');
    await dashboard.connectDialog.getByRole('button', { name: 'Start demo' }).click();
    await expect(dashboard.connectDialog).toBeHidden({ timeout: 30_000 });
    await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 208');
  }
});
