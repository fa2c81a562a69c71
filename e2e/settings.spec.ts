import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';

const PROGRAM = fileURLToPath(new URL('../dist/main/cli.js', import.meta.url));
const ENVIRONMENT = { VSPHERE_BATCH_SIZE: '20', VSPHERE_EXPLICIT_GC: 'no', VSPHERE_PASSWORD: 'never-shown' };

interface Setting {
  readonly value: unknown;
  readonly origin: string;
  readonly allowed: string;
}

/** The settings by name, as the terminal lists them for the same environment. */
async function settingsInTerminal(home: string): Promise<Readonly<Record<string, Setting>>> {
  const env = { PATH: process.env.PATH, HOME: home, ...ENVIRONMENT };
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'settings', '--json'], { env });
  return JSON.parse(stdout);
}

test.use({ appOptions: { environment: ENVIRONMENT } });

test('every setting is listed with its value and where it came from', async ({ app, page }) => {
  await new Dashboard(page).openScreen('Settings');
  const table = page.getByRole('table', { name: 'Settings' });
  await expect(table.getByRole('columnheader')).toHaveText(['Setting', 'Value', 'Origin', 'Allowed']);
  const cells = (name: string) => table.getByRole('row', { name: new RegExp(`\\b${name}\\b`) }).getByRole('cell');

  const settings = Object.entries(await settingsInTerminal(app.home));
  expect(settings.length).toBeGreaterThanOrEqual(18);
  await expect(table.getByRole('rowheader')).toHaveCount(settings.length);
  for (const [name, { value, origin, allowed }] of settings) {
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
    const label = origin.charAt(0).toUpperCase() + origin.slice(1);
    await expect(cells(name), name).toHaveText([text || 'not set', label, allowed]);
  }

  await expect(cells('VSPHERE_BATCH_SIZE')).toHaveText(['20', 'Environment', 'a whole number from 1 to 1000']);
  await expect(cells('VSPHERE_EXPLICIT_GC').nth(0)).toHaveText('false');
  await expect(cells('VSPHERE_DATA_PRUNING').nth(1)).toHaveText('Default');
  await expect(cells('VSPHERE_PASSWORD').nth(0)).toHaveText('set');
  await expect(table).not.toContainText('never-shown');
});
