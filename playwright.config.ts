import { defineConfig } from '@playwright/test';
import { browserOptions } from './e2e/fixtures/browser.ts';

/** One browser, one worker, no second tries: a test that fails at times is a test to mend. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    // A film of every test would cost a quarter of the time; the trace keeps the document of every step.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: browserOptions(),
  },
});
