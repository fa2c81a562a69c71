import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type ElectronApplication, _electron as electron, expect } from '@playwright/test';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOREIGN_SETTING = /^(VSPHERE|REDIS|TF|HEAPSPHERE)_|^ELECTRON_RUN_AS_NODE$/;

/** The Electron program, found by the rules of the electron package itself; it is never downloaded for a test. */
function findProgram(): string | undefined {
  const folder = join(ROOT, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

const program = findProgram();

/** Why there is no window to test here; undefined when there can be one. */
function obstacle(): string | undefined {
  if (program === undefined) return 'Electron is not installed';
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return process.platform === 'linux' && !display ? 'there is no display to open its window on' : undefined;
}

/** Chromium's sandbox does not run as root, which is what containers of continuous integration often are. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const test = base.extend<{ readonly desktop: ElectronApplication }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  desktop: async ({}, use, testInfo) => {
    testInfo.skip(obstacle() !== undefined, obstacle() ?? '');
    const home = await mkdtemp(join(tmpdir(), 'heapsphere-desktop-'));
    const environment = Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !FOREIGN_SETTING.test(entry[0]),
    );
    const desktop = await electron.launch({
      ...(program === undefined ? {} : { executablePath: program }),
      args: [ROOT, `--user-data-dir=${home}`, ...sandbox],
      env: Object.fromEntries(environment),
    });
    await use(desktop);
    await desktop.close();
    await rm(home, { recursive: true, force: true });
  },
});

test.beforeAll(() => {
  if (obstacle() !== undefined) console.info(`Tests of the desktop window are skipped: ${obstacle()}.`);
});

test('the desktop window shows the VMs of the demo estate', async ({ desktop }) => {
  const page = await desktop.firstWindow();
  expect(page.url()).toBe('app://heapsphere/index.html');
  await expect(page.getByRole('tab', { name: 'VMs 2,000' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('the page has the bridge of the contract, and nothing of Node or Electron', async ({ desktop }) => {
  const page = await desktop.firstWindow();
  const globals = await page.evaluate(() => ({
    bridge: Object.keys(window).filter((name) => name === 'heapsphere'),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
  }));
  expect(globals).toEqual({ bridge: ['heapsphere'], node: [] });
});
