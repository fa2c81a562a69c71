// Measures the table of VMs and the overview in a browser: what scrolling, sorting, filtering, searching and counting cost. `npm run measure:grid -- 100000`.
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/fixtures/browser.ts';
import { startApp } from '../e2e/fixtures/running-app.ts';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';

const VMS = Number(process.argv[2] ?? 100_000);
const STEPS = 120;

await ensureBuilt();
const app = await startApp();
const browser = await chromium.launch(browserOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(app.link);
  await page.getByRole('button', { name: 'Connect…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect' });
  await dialog.getByRole('tab', { name: 'Demo estate' }).click();
  await dialog.getByRole('textbox', { name: 'VMs' }).fill(String(VMS));
  await dialog.getByRole('button', { name: 'Start demo' }).click();
  const title = `VMs ${VMS.toLocaleString('en-US')}`;
  await page.getByRole('tab', { name: title, exact: true }).waitFor({ timeout: 600_000 });
  await page.locator('[aria-label="Collection"][data-phase="completed"]').waitFor({ timeout: 600_000 });

  report('scroll, a page a frame', await measure(scroll));
  for (const column of ['Memory', 'Name', 'Power']) {
    report(`sort by ${column}`, await measure(sort, column));
  }
  report('sort also by Memory', await measure(sort, 'Memory', true));
  for (const text of ['kafka', '10.0.', 'no such text']) report(`quick filter “${text}”`, await measure(filter, text));
  report('clear the filter', await measure(filter, ''));
  report('count the overview', await measure(overview));
  report('overview of one cluster', await measure(chooseScope));
  report('check snapshots', await measure(checkSnapshots));
} finally {
  await browser.close();
  await app.close();
}

/**
 * @param {string} what
 * @param {{ seconds: number, longestTaskMs: number }} result
 */
function report(what, { seconds, longestTaskMs }) {
  say(`${what.padEnd(32)} ${(seconds * 1000).toFixed(0).padStart(6)} ms, longest task ${longestTaskMs.toFixed(0)} ms`);
}

/**
 * Runs something in the page and tells how long it took and the longest that the page did not answer meanwhile.
 *
 * @template {readonly unknown[]} A
 * @param {(...given: A) => Promise<void>} action
 * @param {A} given
 */
async function measure(action, ...given) {
  await page().evaluate(() => {
    const scope = /** @type {{ longest?: number, watch?: PerformanceObserver }} */ (globalThis);
    scope.longest = 0;
    scope.watch?.disconnect();
    scope.watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest ?? 0, duration);
    });
    scope.watch.observe({ type: 'longtask' });
  });
  const start = performance.now();
  await action(...given);
  const seconds = (performance.now() - start) / 1000;
  // Long tasks are told after the fact.
  await page().evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  const longestTaskMs = await page().evaluate(() => /** @type {{ longest?: number }} */ (globalThis).longest ?? 0);
  return { seconds, longestTaskMs };
}

function page() {
  const [found] = browser.contexts()[0]?.pages() ?? [];
  if (found === undefined) throw new Error('the browser has no page');
  return found;
}

async function scroll() {
  await page()
    .getByRole('grid')
    .evaluate(async (grid, steps) => {
      for (let step = 0; step < steps; step += 1) {
        grid.scrollTop += grid.clientHeight;
        await new Promise(requestAnimationFrame);
      }
      grid.scrollTop = 0;
    }, STEPS);
}

/**
 * @param {string} column
 * @param {boolean} [also]
 */
async function sort(column, also = false) {
  await page().evaluate(
    ([label, shiftKey]) => {
      const heading = document.querySelector(`[role=columnheader][aria-label="${label}"]`);
      const click = new MouseEvent('click', { bubbles: true, shiftKey: Boolean(shiftKey) });
      heading?.querySelector('button')?.dispatchEvent(click);
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    },
    /** @type {const} */ ([column, also]),
  );
}

/** @param {string} text */
async function filter(text) {
  const field = page().getByRole('textbox', { name: 'Quick filter' });
  const before = await page().locator('.hs-toolbar-count').innerText();
  await field.fill(text);
  await page().waitForFunction((count) => document.querySelector('.hs-toolbar-count')?.textContent !== count, before, {
    timeout: 60_000,
  });
}

async function overview() {
  await page().getByRole('tab', { name: 'Overview' }).click();
  await page().getByRole('region', { name: 'Counts' }).waitFor({ timeout: 60_000 });
}

async function chooseScope() {
  await page().getByRole('combobox', { name: 'Scope' }).selectOption({ index: 2 });
  await page().getByText('Those that VMs here lie on.').waitFor();
}

async function checkSnapshots() {
  await page().getByRole('button', { name: 'Check snapshots' }).click();
  await page()
    .getByRole('button', { name: /VMs with snapshots$/ })
    .waitFor({ timeout: 120_000 });
}
