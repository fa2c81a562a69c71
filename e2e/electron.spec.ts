import { test as base, expect, type Page } from '@playwright/test';
import { startElectron } from './fixtures/electron-app.ts';
import { obstacleToElectron } from './fixtures/electron-program.ts';

const test = base.extend<{ readonly desktop: Page }>({
  desktop: async ({ page }, use, testInfo) => {
    testInfo.skip(obstacleToElectron() !== undefined, obstacleToElectron() ?? '');
    const app = await startElectron();
    await use(await app.open(page));
    await app.close();
  },
});

test.beforeAll(() => {
  if (obstacleToElectron() !== undefined) {
    console.info(`Tests of the real desktop window are skipped: ${obstacleToElectron()}.`);
  }
});

test('the desktop window shows the VMs of the demo estate', async ({ desktop }) => {
  expect(desktop.url()).toBe('app://heapsphere/index.html');
  await expect(desktop.getByRole('tab', { name: 'VMs 2,000' })).toBeVisible({ timeout: 30_000 });
  await expect(desktop.getByRole('row').nth(1)).toBeVisible();
});

test('the page has the bridge of the contract, and nothing of Node or Electron', async ({ desktop }) => {
  const globals = await desktop.evaluate(() => ({
    bridge: Object.keys(window).filter((name) => name === 'heapsphere'),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
  }));
  expect(globals).toEqual({ bridge: ['heapsphere'], node: [] });
});
