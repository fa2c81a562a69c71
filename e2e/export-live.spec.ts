import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ConnectForm } from './fixtures/connect-form.ts';
import { parseCsv } from './fixtures/csv.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { runPython } from './fixtures/servers/python.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const CHANGE_MACHINES = fileURLToPath(new URL('interop/pyvmomi/change_machines.py', import.meta.url));

test.use({ appOptions: { environment: { VSPHERE_LIVE_UPDATES: 'true' } } });
test.beforeEach(({ page: _ }, testInfo) => testInfo.skip(!requireTools('pyvmomi'), 'pyVmomi is not installed'));

test('a file holds what was collected; the dialog says that live changes are not in it, and how many', async ({
  page,
  vcsim,
}) => {
  const dashboard = new Dashboard(page);
  const grid = new Grid(page, 'VMs');
  await new ConnectForm(page).submitTrusting(vcsim);
  await expect(dashboard.connectDialog).toBeHidden();
  await expect(dashboard.phase('Collected')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Live changes: Live' })).toBeVisible({ timeout: 15_000 });
  const before = (await grid.column('Name')).toSorted();
  const [first = ''] = before;

  const { hostname, port } = new URL(vcsim.url);
  const { stderr } = await runPython(CHANGE_MACHINES, [hostname, port, vcsim.user, `rename:${first}:renamed-later`], {
    environment: { VSPHERE_PASSWORD: vcsim.password },
  });
  expect(stderr).toBe('');
  await expect(grid.rows.filter({ hasText: 'renamed-later' })).toBeVisible();

  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toContainText(/the live changes since then \([\d,]+ so far\) are not in the file\./);
  await dialog.getByText('VMs only').click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const path = await dialog.getByRole('textbox', { name: 'Path of the file' }).inputValue();
  const names = parseCsv(await readFile(path, 'utf8')).map(({ name }) => name ?? '');
  expect(names.toSorted()).toEqual(before);
});
