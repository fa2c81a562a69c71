import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { expect, test } from './fixtures/shared-app.ts';

test('the side panel tells everything of a row, and asks vCenter for the rest', async ({ page }) => {
  await new Dashboard(page).collected();
  const grid = new Grid(page, 'VMs');
  const details = page.getByRole('complementary', { name: 'Details' });
  await grid.name(1).dblclick();
  const name = await grid.name(1).innerText();
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(name);
  const memory = await grid.row(1).locator('[aria-colindex="6"]').innerText();
  await expect(details.getByRole('region', { name: 'Configuration' }).getByText(memory, { exact: true })).toBeVisible();
  await expect(details.getByText(/^govc collect -json VirtualMachine:vm-\d+ name /)).toBeVisible();

  const disks = details.getByRole('region', { name: 'Disks' });
  await expect(disks.getByText('Hard disk 1', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(disks.getByText(/\.vmdk$/).first()).toBeVisible();
  await expect(details.getByRole('region', { name: 'Network adapters' }).getByText('Network adapter 1')).toBeVisible();
  await expect(details.getByRole('region', { name: 'Custom attributes' }).getByText('None')).toBeVisible();
  await expect(details.getByText(/^Asked (just now|\d+ s ago)$/)).toBeVisible();

  await grid.root.press('ArrowDown');
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(await grid.name(2).innerText());
  await details.getByRole('button', { name: 'Close details' }).click();
  await expect(details).toBeHidden();
  await grid.name(3).click();
  await page.keyboard.press('Enter');
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(await grid.name(3).innerText());
  await details.getByRole('button', { name: 'Close details' }).focus();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('references lead to the row of their object, past a filter that hides it', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Hosts').click();
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('no such host');
  await dashboard.kind('VMs').click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await new Grid(page, 'VMs').name(1).dblclick();
  const placement = details.getByRole('region', { name: 'Placement' });
  const link = placement.getByRole('definition').first().getByRole('button');
  const host = await link.innerText();
  await link.click();
  await expect(dashboard.kind('Hosts')).toHaveAttribute('aria-selected', 'true');
  const grid = new Grid(page, 'Hosts');
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(host);
  const row = grid.root.locator('[role=row][aria-selected=true]');
  await expect(row.getByRole('gridcell').first()).toHaveText(host);
  await expect(row).toBeInViewport();
  await expect(details.getByRole('region', { name: 'Physical adapters' }).getByText('vmnic0')).toBeVisible({
    timeout: 30_000,
  });
});

test('the govc command is copied', async ({ page }) => {
  await new Dashboard(page).collected();
  await new Grid(page, 'VMs').name(1).dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Copy govc command' }).click();
  await expect(details.getByText('Copied', { exact: true })).toBeVisible();
  await page.context().grantPermissions(['clipboard-read']);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await details.getByText(/^govc collect/).innerText(),
  );
});
