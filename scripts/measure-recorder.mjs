// Measures what the memory screen costs over one hour of a busy collection, in the real built page, and prints JSON.
// The hour is fed as fast as the page draws; then a stretch at the real rate tells the share of a core.
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/fixtures/browser.ts';
import { PageMeter } from '../e2e/fixtures/page-meter.ts';
import { startApp } from '../e2e/fixtures/running-app.ts';
import { TICK_MS, TICKS_PER_PUSH } from '../e2e/fixtures/simulated-ticks.ts';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { median } from './lib/median.mjs';
import { elapsed, say } from './lib/output.mjs';
import { TickProxy } from './lib/tick-proxy.mjs';

const TICKS_PER_MINUTE = 60_000 / TICK_MS;
const PUSH_MS = TICK_MS * TICKS_PER_PUSH;
/** Minutes of simulated time after which memory is read: the ring is full after the first ten. */
const READ_AT_MINUTES = [10, 30, 60];
/** In turn without and with ticks, so that both see the same machine; the medians count. */
const STRETCHES = 3;
const STRETCH_SECONDS = 20;
/** Heap that may come and go after a forced collection without being growth. */
const NOISE_BYTES = 1024 * 1024;
const MOST_CORE_SHARE = 0.01;
const LONGEST_FRAME_MS = 50;

await ensureBuilt();
const app = await startApp();
const feed = await TickProxy.open(app.link, Date.now());
const browser = await chromium.launch(browserOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const since = performance.now();
  await page.goto(feed.link);
  await page.locator('[aria-label="Collection"][data-phase="completed"]').waitFor({ timeout: 120_000 });
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('tab', { name: 'Memory' }).click();
  const meter = await PageMeter.open(page);

  const readings = [];
  await watchFrames();
  for (const minutes of READ_AT_MINUTES) {
    while (feed.sent < minutes * TICKS_PER_MINUTE) {
      feed.send(TICKS_PER_PUSH);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
    }
    readings.push({ minutes, ...(await meter.memory()) });
    say(`${minutes} simulated minutes after ${elapsed(since)}`);
  }
  const accelerated = await framesSinceWatched();

  // What the window costs without a tick is not the recorder's.
  const shares = { idle: /** @type {number[]} */ ([]), window: /** @type {number[]} */ ([]) };
  await watchFrames();
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    shares.idle.push(await coreShareOver(STRETCH_SECONDS, () => {}));
    shares.window.push(await coreShareOver(STRETCH_SECONDS, () => feed.send(TICKS_PER_PUSH)));
  }
  const realRate = await framesSinceWatched();
  const recorderShare = median(shares.window) - median(shares.idle);

  // A leak would show in the last reading most of all.
  const growthBytes = (readings.at(-1)?.heapBytes ?? 0) - (readings[0]?.heapBytes ?? 0);
  const result = {
    ticks: feed.sent,
    readings,
    growthBytes,
    coreShare: { ...shares, recorderAndCharts: recorderShare },
    longTasks: { accelerated, realRate },
    // Tasks are timed by the clock: where more runs than there are cores, they seem longer than they are.
    machine: { cores: availableParallelism(), load: loadavg()[0] },
    bars: {
      noGrowth: growthBytes <= NOISE_BYTES,
      coreShare: recorderShare < MOST_CORE_SHARE,
      frames: realRate.worstMs <= LONGEST_FRAME_MS,
    },
  };
  console.log(JSON.stringify(result, undefined, 2));
  process.exitCode = Object.values(result.bars).every(Boolean) ? 0 : 1;

  /**
   * Does something as often as main sends ticks, and tells the share of a core that the page's main thread took.
   *
   * @param {number} seconds
   * @param {() => void} tick
   */
  async function coreShareOver(seconds, tick) {
    const before = { busy: await meter.mainThreadSeconds(), at: performance.now() };
    for (let count = 0; count < (seconds * 1000) / PUSH_MS; count += 1) {
      tick();
      await wait(PUSH_MS - ((performance.now() - before.at) % PUSH_MS));
    }
    return ((await meter.mainThreadSeconds()) - before.busy) / ((performance.now() - before.at) / 1000);
  }

  /** Notes every task that held the main thread, and so a frame, up for more than 50 ms, from now on. */
  function watchFrames() {
    return page.evaluate(() => {
      const tasks = /** @type {number[]} */ ([]);
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      });
      observer.observe({ type: 'longtask' });
      const takeLongTasks = () => {
        observer.disconnect();
        return tasks;
      };
      Object.assign(window, { takeLongTasks });
    });
  }

  /** @returns {Promise<{ count: number, worstMs: number }>} */
  function framesSinceWatched() {
    return page.evaluate(() => {
      const { takeLongTasks } = /** @type {{ takeLongTasks: () => number[] }} */ (/** @type {unknown} */ (window));
      const tasks = takeLongTasks();
      return { count: tasks.length, worstMs: Math.max(0, ...tasks) };
    });
  }
} finally {
  await browser.close();
  await feed.close();
  await app.close();
}
