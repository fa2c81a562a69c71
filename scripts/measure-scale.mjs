// Measures a collection in the terminal and a window in a browser at several sizes of the demo estate.
// `npm run measure:scale -- [--vms 1000,5000,10000,50000,100000] [--only collect|window] [--json FILE]`; the table goes to stdout.
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/fixtures/browser.ts';
import { createIsolatedHome } from '../e2e/fixtures/isolated-home.ts';
import { PageMeter } from '../e2e/fixtures/page-meter.ts';
import { startApp } from '../e2e/fixtures/running-app.ts';
import { allCollected, allRows, firstRow, startDemoIn } from './lib/demo-page.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { elapsed, say } from './lib/output.mjs';
import { scrollFrames, sortBy } from './lib/page-times.mjs';
import { DIST } from './lib/paths.mjs';
import { largestRenderer } from './lib/renderer-memory.mjs';
import { heapBars, missedBars, scaleTable } from './lib/scale-table.mjs';
import { tracingTasks } from './lib/task-times.mjs';
import { timedRun } from './lib/timed-run.mjs';

const STEPS = 300;

const { values: options } = parseArgs({
  options: {
    vms: { type: 'string', default: '1000,5000,10000,50000,100000' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const sizes = options.vms.split(',').map(Number);
if (!sizes.every((vms) => Number.isInteger(vms) && vms > 0))
  throw new Error(`--vms ${options.vms}: allowed are numbers with commas between.`);
if (![undefined, 'collect', 'window'].includes(options.only))
  throw new Error(`--only ${options.only}: allowed are collect and window.`);

await ensureBuilt();
const since = performance.now();
/** @type {import('./lib/scale-table.mjs').ScaleRow[]} */
const rows = [];
for (const vms of sizes) {
  const row = {
    vms,
    ...(options.only === 'window' ? {} : { collect: await collect(vms) }),
    ...(options.only === 'collect' ? {} : { window: await openWindow(vms) }),
  };
  rows.push(row);
  say(`${vms} VMs after ${elapsed(since)}`);
}
console.log(scaleTable(rows));
for (const { text, isHeld } of heapBars(rows)) if (isHeld) say(`Held: ${text}.`);
const missed = missedBars(rows);
for (const each of missed) say(`Missed: ${each}.`);
const machine = { cores: availableParallelism(), load: loadavg()[0], node: process.version };
if (options.json) await writeFile(options.json, `${JSON.stringify({ machine, rows, missed }, undefined, 2)}\n`);
process.exitCode = missed.length === 0 ? 0 : 1;

/** @param {number} vms */
async function collect(vms) {
  const home = await createIsolatedHome();
  try {
    const args = [join(DIST, 'main', 'cli.js'), 'collect', '--demo', String(vms), '--no-cache', '--json'];
    const { stdout } = await timedRun(process.execPath, args, home.environment);
    // As it tells itself: GNU time would tell the peak of the demo vCenter, its child, where that is higher.
    const { seconds, peakRssBytes, collector } = JSON.parse(stdout);
    return { seconds, peakRssBytes, heapPeakBytes: collector.heapPeakBytes };
  } finally {
    await home.remove();
  }
}

/** @param {number} vms */
async function openWindow(vms) {
  const app = await startApp();
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(app.link);
    const meter = await PageMeter.open(page);
    const first = await allCollected(page);
    const start = await startDemoIn(page, vms);
    await firstRow(page, first);
    const firstRowSeconds = (performance.now() - start) / 1000;
    await allRows(page, vms);
    const allRowsSeconds = (performance.now() - start) / 1000;
    const { result: frames, taskMs } = await tracingTasks(browser, page, () => scrollFrames(page, STEPS));
    const scroll = { ...frames, taskMs };
    // The first time, every distinct value gets its place.
    const { result: sortMs, taskMs: sortTaskMs } = await tracingTasks(browser, page, () => sortBy(page, 'Name'));
    const { heapBytes, otherBytes } = await meter.memory();
    const residentBytes = await largestRenderer(browser);
    return {
      firstRowSeconds,
      allRowsSeconds,
      heapBytes: heapBytes + otherBytes,
      residentBytes,
      scroll,
      sortMs,
      sortTaskMs,
    };
  } finally {
    await browser.close();
    await app.close();
  }
}
