// Measures the table of VMs and the overview in a browser: what scrolling, sorting, filtering, counting and closing one of two vCenters
// cost, and the memory of the window. Of scrolling and closing also the most processor time of a task: other work on the machine is not in it.
// `npm run measure:grid -- 100000`.
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/fixtures/browser.ts';
import { PageMeter } from '../e2e/fixtures/page-meter.ts';
import { startApp } from '../e2e/fixtures/running-app.ts';
import { allRows, startDemoIn } from './lib/demo-page.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';
import { scrollFrames, sortBy, timed } from './lib/page-times.mjs';
import { largestRenderer } from './lib/renderer-memory.mjs';
import { tracingTasks } from './lib/task-times.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const VMS = Number(process.argv[2] ?? 100_000);
const SECOND_VMS = Math.max(1, VMS / 10);
const STEPS = 300;
/** What a turn of a wheel by one notch scrolls; nobody turns it faster than a notch a frame for long. */
const NOTCH_PIXELS = 120;
const WIDTH = 40;
/** Most milliseconds that sorting may take, and that a frame may be held up by scrolling. */
const SORT_MS = 300;
const FRAME_MS = 50;
/** @type {string[]} */
const missed = [];

await ensureBuilt();
const app = await startApp();
const browser = await chromium.launch(browserOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(app.link);
  const meter = await PageMeter.open(page);
  await startDemoIn(page, VMS);
  await allRows(page, VMS);

  await reportScroll(page, 'scroll, a notch of the wheel a frame', NOTCH_PIXELS);
  await reportScroll(page, 'scroll, a page a frame');
  for (const column of ['Memory', 'Name', 'Power']) await reportSort(page, `sort by ${column}`, column);
  await reportSort(page, 'sort also by Memory', 'Memory', true);
  await reportScroll(page, 'scroll the sorted table, a page a frame');
  for (const text of ['kafka', '10.0.', 'no such text']) {
    report(`quick filter “${text}”`, await timed(page, filter, text));
  }
  report('clear the filter', await timed(page, filter, ''));
  report('count the overview', await timed(page, overview));
  report('overview of one cluster', await timed(page, chooseScope));
  report('check snapshots', await timed(page, checkSnapshots));
  await page.getByRole('tab', { name: 'Inventory' }).click();
  await startDemoIn(page, SECOND_VMS, { beside: true });
  await allRows(page, VMS + SECOND_VMS);
  const { result: closing, taskMs } = await tracingTasks(browser, page, () => timed(page, closeSecond));
  report(`close a second one of ${SECOND_VMS} VMs`, closing);
  say(`${''.padEnd(WIDTH)} ${taskMs.toFixed(0).padStart(6)} ms of processor time, longest task`);
  const { heapBytes, otherBytes } = await meter.memory();
  say(
    `${'window heap'.padEnd(WIDTH)} ${mebibytes(heapBytes + otherBytes)}, highest resident set ${mebibytes(await largestRenderer(browser))}`,
  );
  for (const bar of missed) say(`missed: ${bar}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await app.close();
}

/**
 * @param {Page} page
 * @param {string} what
 * @param {number} [pixels] for each frame; a page when left out.
 */
async function reportScroll(page, what, pixels) {
  report(what, await timed(page, async () => void (await scrollFrames(page, STEPS, pixels))));
  const { taskMs } = await tracingTasks(browser, page, () => scrollFrames(page, STEPS, pixels));
  say(`${''.padEnd(WIDTH)} ${taskMs.toFixed(0).padStart(6)} ms of processor time, longest task of a second time`);
  hold(what, taskMs, FRAME_MS);
}

/**
 * @param {Page} page
 * @param {string} what
 * @param {string} column
 * @param {boolean} [also]
 */
async function reportSort(page, what, column, also) {
  const result = await timed(page, sort, column, also);
  report(what, result);
  hold(what, result.seconds * 1000, SORT_MS);
}

/**
 * @param {string} what
 * @param {number} ms
 * @param {number} mostMs
 */
function hold(what, ms, mostMs) {
  if (ms > mostMs) missed.push(`${what}, ${ms.toFixed(0)} ms where ${mostMs} is the most`);
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}

/**
 * @param {string} what
 * @param {{ seconds: number, longestTaskMs: number }} result
 */
function report(what, { seconds, longestTaskMs }) {
  say(
    `${what.padEnd(WIDTH)} ${(seconds * 1000).toFixed(0).padStart(6)} ms, longest task ${longestTaskMs.toFixed(0)} ms`,
  );
}

/**
 * @param {Page} page
 * @param {string} column
 * @param {boolean} [also]
 */
async function sort(page, column, also) {
  await sortBy(page, column, also);
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function filter(page, text) {
  const field = page.getByRole('textbox', { name: 'Quick filter' });
  const before = await page.locator('.hs-toolbar-count').innerText();
  await field.fill(text);
  await page.waitForFunction((count) => document.querySelector('.hs-toolbar-count')?.textContent !== count, before, {
    timeout: 60_000,
  });
}

/** @param {Page} page */
async function overview(page) {
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('region', { name: 'Counts' }).waitFor({ timeout: 60_000 });
}

/** @param {Page} page */
async function chooseScope(page) {
  await page.getByRole('combobox', { name: 'Scope' }).selectOption({ index: 2 });
  await page.getByText('Those that VMs here lie on.').waitFor();
}

/** @param {Page} page */
async function checkSnapshots(page) {
  await page.getByRole('button', { name: 'Check snapshots' }).click();
  await page.getByRole('button', { name: /VMs with snapshots$/ }).waitFor({ timeout: 120_000 });
}

/** @param {Page} page */
async function closeSecond(page) {
  const label = `Demo estate, ${SECOND_VMS.toLocaleString('en-US')} VMs`;
  await page.getByRole('button', { name: `Close ${label}` }).click();
  const title = `VMs ${VMS.toLocaleString('en-US')}`;
  await page.getByRole('tab', { name: title, exact: true }).waitFor({ timeout: 60_000 });
}
