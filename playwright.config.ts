import { defineConfig } from '@playwright/test';
import { browserOptions } from './e2e/fixtures/browser.ts';
import { obstacleToElectron } from './e2e/fixtures/electron-program.ts';

/** Specs that run on the desktop host too whenever all tests run; `npm run test:e2e:desktop` runs all of them there, and in Electron where that can open a window. */
const DESKTOP_SPECS = ['desktop*.spec.ts'];
/** Specs of many collections or screens each, which `npm run test:long` runs. */
const LONG_SPECS = [
  'benchmark*.spec.ts',
  'export-live.spec.ts',
  'inventory-bad-names.spec.ts',
  'inventory-large.spec.ts',
  'layout*.spec.ts',
  'memory-growth.spec.ts',
  'memory-leak.spec.ts',
  'memory-charts.spec.ts',
  'notifications.spec.ts',
  'settings-effects.spec.ts',
  'several-vcenters.spec.ts',
  'theme*.spec.ts',
].map((name) => `**/${name}`);
const ALL_ON_DESKTOP = process.env.HEAPSPHERE_E2E_DESKTOP === 'all';

/** Tests tagged @web are about the web host or the browser around it, and say why; nobody can record messages, @messages, inside Electron. */
const ELECTRON = { name: 'desktop-electron', testIgnore: ['**/desktop*.spec.ts'], grepInvert: /@web|@messages/ };

/** Every test has an application of its own, so that two run beside each other. No second tries: a test that fails at times is a test to mend. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/fixtures/stage-desktop.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Far beyond what any test takes on a machine that has other work too.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    // Recording a trace of every test costs more than a quarter of the time: `npm run test:e2e -- --trace on NAME` records one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: browserOptions(),
  },
  projects: [
    { name: 'web', testIgnore: ['**/desktop*.spec.ts', ...LONG_SPECS] },
    { name: 'long', testMatch: LONG_SPECS },
    ...(ALL_ON_DESKTOP && obstacleToElectron() === undefined ? [ELECTRON] : []),
    {
      name: 'desktop',
      ...(ALL_ON_DESKTOP ? {} : { testMatch: DESKTOP_SPECS.map((name) => `**/${name}`) }),
      // Real Electron needs no double.
      testIgnore: ['**/electron.spec.ts'],
      grepInvert: /@web/,
    },
  ],
});
