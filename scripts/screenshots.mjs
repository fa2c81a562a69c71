// Takes the pictures of docs/images: every screen, dark and light, in three sizes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { BenchmarkPage } from '../e2e/fixtures/benchmark-page.ts';
import { browserOptions } from '../e2e/fixtures/browser.ts';
import { Dashboard } from '../e2e/fixtures/dashboard.ts';
import { startApp } from '../e2e/fixtures/running-app.ts';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';
import { ROOT } from './lib/paths.mjs';

const FOLDER = join(ROOT, 'docs', 'images');
const SIZES = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const SCREENS = /** @type {const} */ (['Overview', 'Inventory', 'Changes', 'Memory', 'Benchmark', 'Cache', 'Settings']);
const THEMES = /** @type {const} */ (['dark', 'light']);
/** Large enough to tell the scenarios apart, small enough to wait for. */
const BENCHMARK = { suite: 'Each optimisation', vms: 1000, runs: 3 };
const BENCHMARK_MS = 600_000;
/** So often the chart must have been redrawn with another picture, which takes seconds each: it then shows curves and batches. */
const CHART_CHANGES = 2;

await ensureBuilt();
mkdirSync(FOLDER, { recursive: true });
// Machines of the demo estate change while somebody watches, which the benchmark takes long enough for.
const app = await startApp({ environment: { VSPHERE_LIVE_UPDATES: 'true' } });
const browser = await chromium.launch(browserOptions());
try {
  const page = await browser.newPage({ viewport: SIZES[0] ?? null });
  await page.goto(app.link);
  await page.locator('[aria-label="Collection"][data-phase="completed"]').waitFor({ timeout: 120_000 });
  const dashboard = new Dashboard(page);
  await measure();
  // A second generation to compare with, that differs.
  await dashboard.collectAgain();

  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    for (const screen of SCREENS) {
      await openScreen(screen);
      // The minute on screen then has a collection in it.
      if (screen === 'Memory') await dashboard.collectAgain();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        // Nothing looks pointed at.
        await page.mouse.move(0, 0);
        if (screen === 'Memory') await waitUntilChartMoved();
        await drawn();
        const name = `${screen.toLowerCase()}-${theme}-${size.width}x${size.height}.png`;
        await page.screenshot({ path: join(FOLDER, name), animations: 'disabled' });
        say(`docs/images/${name}`);
      }
    }
  }

  /** @param {typeof SCREENS[number]} screen */
  async function openScreen(screen) {
    await dashboard.openScreen(screen);
    // Something drawn of the data: rows, or a chart that is not blank.
    if (screen === 'Inventory') await page.getByRole('gridcell').first().waitFor();
    else if (screen === 'Overview')
      await page.getByRole('region', { name: 'Datastores by fill' }).getByRole('listitem').first().waitFor();
    else if (screen === 'Changes') {
      // Since the first collection, which is long enough ago for something to have changed.
      const from = page.getByRole('combobox', { name: 'From' });
      await from.selectOption({ index: (await from.getByRole('option').count()) - 1 });
      await page.getByRole('table', { name: 'Changes' }).getByRole('row').nth(1).waitFor();
    } else if (screen === 'Memory')
      await page.waitForFunction(() => document.querySelector('canvas')?.getContext('2d') != null);
    else if (screen === 'Benchmark')
      await page
        .getByRole('img', { name: /^Time, / })
        .first()
        .waitFor();
    else if (screen === 'Cache') await page.getByRole('table').first().waitFor();
    else await page.getByRole('switch').first().waitFor({ state: 'attached' });
  }

  async function drawn() {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  async function measure() {
    await dashboard.openScreen('Benchmark');
    const benchmark = new BenchmarkPage(page);
    await benchmark.fill(BENCHMARK);
    await benchmark.start();
    await benchmark.result.waitFor({ timeout: BENCHMARK_MS });
  }

  async function waitUntilChartMoved() {
    const chart = page.locator('canvas').first();
    let before = '';
    for (let changes = 0; changes < CHART_CHANGES; changes += 1) {
      const handle = await page.waitForFunction(
        ([canvas, last]) => {
          const picture = /** @type {HTMLCanvasElement} */ (canvas).toDataURL();
          return picture !== last && picture;
        },
        /** @type {const} */ ([await chart.elementHandle(), before]),
        { timeout: 30_000 },
      );
      before = String(await handle.jsonValue());
    }
  }
} finally {
  await browser.close();
  await app.close();
}
