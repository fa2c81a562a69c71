import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { formatMegabytes } from '../shared/units.ts';
import { expect, test } from './fixtures/app.ts';
import { parseCsv, readCsv } from './fixtures/csv.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';
import { readWithOpenpyxl } from './fixtures/workbook.ts';

/** The dialog that writes the collection on screen to a file. */
class ExportDialog {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: 'Export' });
  }

  static async open(page: Page): Promise<ExportDialog> {
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = new ExportDialog(page);
    await expect(dialog.root).toBeVisible();
    return dialog;
  }

  async choose(...names: readonly (string | RegExp)[]): Promise<void> {
    for (const name of names) {
      // Blueprint draws its own mark over the control, which its label stands for.
      await this.root.getByText(name).click();
      await expect(this.root.getByLabel(name)).toBeChecked();
    }
  }

  /** Exports, and waits for the file. @returns its path */
  async export(timeout = 30_000): Promise<string> {
    await this.root.getByRole('button', { name: 'Export', exact: true }).click();
    const path = this.root.getByRole('textbox', { name: 'Path of the file' });
    await expect(path).toBeVisible({ timeout });
    return path.inputValue();
  }
}

test('a CSV holds all that was collected, whatever the filter shows, in a folder and a file for its owner alone', async ({
  page,
  app,
}) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const total = await dashboard.rows();
  const grid = new Grid(page, 'VMs');
  await page.getByRole('textbox', { name: 'Quick filter' }).fill('suspended');
  await expect(page.getByText(/^\d{1,3} of 2,000$/)).toBeVisible();
  const [names, memory] = [await grid.column('Name'), await grid.column('Memory')];
  const dialog = await ExportDialog.open(page);
  await expect(dialog.root).toContainText(
    /All objects of the chosen kinds are written, whatever filter or tree shows of them, as they were collected at \d{4}-\d\d-\d\d \d\d:\d\d; live changes since then are not in the file\./,
  );
  const path = await dialog.export();
  await expect(dialog.root.getByRole('status')).toHaveText(
    new RegExp(`^${total.toLocaleString('en-US')} rows, .*, collected at \\d{4}-`),
  );
  expect(path.startsWith(`${app.home}/`)).toBe(true);
  expect(path).toMatch(/\/exports\/Demo-estate-2-000-VMs-\d{8}-\d{6}\.csv$/);
  expect([(await stat(path)).mode & 0o777, (await stat(dirname(path))).mode & 0o777]).toEqual([0o600, 0o700]);

  const rows = parseCsv(await readFile(path, 'utf8'));
  if (requireTools('python')) expect(await readCsv(path), 'as Python reads it').toEqual(rows);
  expect(rows).toHaveLength(total);
  const machines = rows.filter(({ type }) => type === 'VirtualMachine');
  expect(machines).toHaveLength(2000);
  const suspended = machines.filter((row) => row['runtime.powerState'] === 'suspended');
  const inFile = suspended.map(
    (row) => `${row.name?.replace(/^'/, '')} ${formatMegabytes(Number(row['config.hardware.memoryMB']))}`,
  );
  const onScreen = names.map((name, at) => `${name} ${memory[at]}`);
  expect(inFile.sort()).toEqual(onScreen.sort());
});

test('the kind on screen alone, anonymised and compressed', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.kind('Hosts').click();
  const hosts = await dashboard.count('Hosts');
  const [name = ''] = await new Grid(page, 'Hosts').column('Name');
  const dialog = await ExportDialog.open(page);
  await dialog.choose(/^NDJSON/, 'Hosts only', 'Anonymise', 'Compress with gzip');
  await expect(dialog.root).toContainText('replaced by pseudonyms');
  const path = await dialog.export();
  expect(path).toMatch(/\/anonymised-\d{8}-\d{6}\.ndjson\.gz$/);
  const text = gunzipSync(await readFile(path)).toString('utf8');
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows).toHaveLength(hosts);
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['HostSystem']));
  for (const row of rows) expect(row.name).toMatch(/^host-[\da-f]{16}$/);
  expect(text).not.toContain(name);
});

test('a workbook is collected for, beside the rows on screen, and other programs read it', async ({
  page,
}, testInfo) => {
  testInfo.skip(!requireTools('openpyxl'), 'openpyxl is not installed');
  const dashboard = new Dashboard(page);
  await dashboard.startDemo(300);
  await dashboard.collected();
  const [vms, hosts] = [await dashboard.count('VMs'), await dashboard.count('Hosts')];
  const shown = await dashboard.collection.getAttribute('data-collection');
  const dialog = await ExportDialog.open(page);
  await dialog.choose(/^Excel workbook/);
  await expect(dialog.root.getByLabel('Hosts only').or(dialog.root.getByLabel('VMs only'))).toBeDisabled();
  const path = await dialog.export(60_000);
  const sheets = await readWithOpenpyxl(path);
  expect(sheets.vInfo?.rows).toBe(vms + (await dashboard.count('Templates')));
  expect(sheets.vHost?.rows).toBe(hosts);
  expect(sheets.vDisk?.rows).toBeGreaterThan(vms);
  expect(await dashboard.collection.getAttribute('data-collection'), 'the rows on screen are those of before').toBe(
    shown,
  );
  await expect(dashboard.phase('Collected')).toBeVisible();
});

test('an export that is cancelled leaves nothing, goes on while its dialog is closed, and can be begun again', async ({
  page,
  app,
}) => {
  const dashboard = new Dashboard(page);
  await dashboard.startDemo(20_000);
  await dashboard.collected(60_000);
  const dialog = await ExportDialog.open(page);
  await dialog.choose(/^Excel workbook/);
  await dialog.root.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.root.getByRole('status')).toHaveText(/[\d,]+ of 2\d,\d{3} rows written/, { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(dialog.root).toBeHidden();

  await ExportDialog.open(page);
  await expect(dialog.root.getByRole('progressbar', { name: 'Rows written' })).toBeVisible();
  await dialog.root.getByRole('button', { name: 'Cancel export' }).click();
  await expect(dialog.root.getByRole('status')).toHaveText('The export was cancelled; no file was left.');
  const folders = await readdir(app.home, { recursive: true });
  expect(folders.filter((name) => /exports\//.test(name))).toEqual([]);

  await dialog.choose(/^CSV/);
  expect(parseCsv(await readFile(await dialog.export(60_000), 'utf8')).length).toBeGreaterThan(20_000);
});
