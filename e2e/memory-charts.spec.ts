import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { Chart } from './fixtures/chart.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import type { RunningApp } from './fixtures/running-app.ts';
import { TICKS_PER_PUSH } from './fixtures/simulated-ticks.ts';

/** Milliseconds between two samples. */
const SAMPLE = 250;

async function openMemory(page: Page): Promise<void> {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
}

/** Opens the memory screen; the returned function resolves once so many more samples have come. */
async function openWatched(app: RunningApp, page: Page): Promise<(samples: number) => Promise<void>> {
  const { received } = app.record(page);
  const ticks = () => received.filter((message) => message.includes('"memory:ticks"')).length * TICKS_PER_PUSH;
  await page.reload();
  await openMemory(page);
  return async (samples) => {
    const before = ticks();
    await expect.poll(ticks, { timeout: 30_000 }).toBeGreaterThanOrEqual(before + samples);
  };
}

test('the charts draw every curve, and move with the samples', async ({ page }) => {
  await openMemory(page);
  const heap = new Chart(page, 'JavaScript heap');
  const lanes = new Chart(page, 'Stages of the batches');
  const rss = new Chart(page, 'Resident set of the processes');
  await expect.poll(() => heap.pixelsOf('--hs-series-0'), 'the heap of main').toBeGreaterThan(20);
  await expect.poll(() => heap.pixelsOf('--hs-series-1'), 'the heap of the collector').toBeGreaterThan(5);
  await expect.poll(() => lanes.pixelsOf('--hs-gc-forced'), 'forced collections of garbage').toBeGreaterThan(5);
  await expect.poll(() => rss.pixelsOf('--hs-series-7'), 'the resident set').toBeGreaterThan(20);
  for (const chart of [heap, lanes, rss, heap]) {
    const before = await chart.picture();
    await expect.poll(() => chart.picture()).not.toBe(before);
  }
});

test('a pause freezes the picture while recording goes on', { tag: '@messages' }, async ({ app, page }) => {
  const moreSamples = await openWatched(app, page);
  const heap = new Chart(page, 'JavaScript heap');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('paused, still recording')).toBeVisible();
  const frozen = await heap.momentAt(0);
  const picture = await heap.picture();
  await moreSamples(5);
  expect(await heap.picture()).toBe(picture);
  expect(await heap.momentAt(0)).toBe(frozen);

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('paused, still recording')).toBeHidden();
  await expect.poll(() => heap.momentAt(0)).toBeGreaterThanOrEqual(frozen + 5 * SAMPLE);
  expect(await heap.picture()).not.toBe(picture);

  // The arrow keys pause too, and tell what the pointer would.
  await page.mouse.move(0, 0);
  const moment = heap.figure.getByRole('slider', { name: 'Moment in JavaScript heap' });
  await expect(moment).toHaveAttribute('aria-valuetext', 'now');
  await moment.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(heap.tooltip).toContainText(/MiB/);
  const later = await moment.getAttribute('aria-valuetext');
  const told = await heap.tooltip.innerText();
  await moment.press('Shift+ArrowLeft');
  await expect(moment).not.toHaveAttribute('aria-valuetext', later ?? '');
  await expect.poll(() => heap.tooltip.innerText()).not.toBe(told);
  await moment.press('End');
  await moment.press('Escape');
  await expect(heap.tooltip).toBeHidden();
});

test('the window is one, five or ten minutes wide, or what was dragged out', { tag: '@messages' }, async ({
  app,
  page,
}) => {
  const moreSamples = await openWatched(app, page);
  await moreSamples(12);
  const heap = new Chart(page, 'JavaScript heap');
  await page.getByRole('button', { name: 'Pause' }).click();
  const width = await heap.width();
  const newest = await heap.momentAt(0);
  const windows = page.getByRole('radiogroup', { name: 'Time window' });
  await expect(windows.getByRole('radio', { name: '1 min', exact: true })).toBeChecked();
  for (const minutes of [5, 10, 1]) {
    const option = windows.getByRole('radio', { name: `${minutes} min`, exact: true });
    await option.click();
    await expect(option).toBeChecked();
    const msPerPixel = (minutes * 60_000) / width;
    // About three seconds back, which is another number of pixels in every window.
    const pixels = Math.round(3000 / msPerPixel);
    await expect
      .poll(async () => Math.abs(newest - (await heap.momentAt(pixels)) - pixels * msPerPixel))
      .toBeLessThanOrEqual(1.5 * SAMPLE + msPerPixel);
  }

  const [from, to] = [await heap.momentAt(48), await heap.momentAt(16)];
  expect(to - from, 'two seconds of a minute').toBeGreaterThan(1000);
  await heap.drag(48, 16);
  const reset = page.getByRole('button', { name: 'Reset zoom' });
  await expect(reset).toBeVisible();
  await expect.poll(async () => Math.abs((await heap.momentAt(width - 2)) - from)).toBeLessThanOrEqual(SAMPLE);
  await expect.poll(async () => Math.abs((await heap.momentAt(0)) - to)).toBeLessThanOrEqual(SAMPLE);
  await heap.doubleClick();
  await expect(reset).toBeHidden();
  await expect.poll(() => heap.momentAt(0)).toBe(newest);
});

test('lanes that were drawn bit by bit look as if they had been drawn at once', { tag: '@messages' }, async ({
  app,
  page,
}) => {
  const moreSamples = await openWatched(app, page);
  const dashboard = new Dashboard(page);
  await dashboard.collectAgain();
  await moreSamples(8);
  const lanes = new Chart(page, 'Stages of the batches');
  await page.getByRole('button', { name: 'Pause' }).click();
  // The picture of the moment it was paused at is drawn in the next frame; this takes longer.
  await lanes.momentAt(0);
  const changed = await lanes.remember();
  const windows = page.getByRole('radiogroup', { name: 'Time window' });
  await windows.getByRole('radio', { name: '5 min', exact: true }).click();
  await expect.poll(changed).toBeGreaterThan(50);
  await windows.getByRole('radio', { name: '1 min', exact: true }).click();
  await expect.poll(changed).toBe(0);
});

test('the legend switches curves off and on, in the chart and under the pointer', async ({ page }) => {
  await openMemory(page);
  const heap = new Chart(page, 'JavaScript heap');
  const rss = new Chart(page, 'Resident set of the processes');
  await page.getByRole('button', { name: 'Pause' }).click();
  await heap.point(8);
  await expect(heap.tooltip).toContainText(/main used\s*[\d.]+ MiB/);
  await expect(heap.tooltip).toContainText(/main process\s*[\d.]+ MiB/);

  const legend = page.getByRole('complementary', { name: 'Legend' });
  const used = legend.getByRole('checkbox', { name: 'main used' });
  // What is told late of the time on screen may still be added to the picture.
  await expect(async () => {
    const picture = await heap.picture();
    await used.uncheck({ force: true });
    await expect.poll(() => heap.picture()).not.toBe(picture);
    await used.check({ force: true });
    await expect.poll(() => heap.picture(), { message: 'the very same curve as before', timeout: 3000 }).toBe(picture);
  }).toPass();

  await used.uncheck({ force: true });
  await legend.getByRole('checkbox', { name: 'main process' }).uncheck({ force: true });
  await expect.poll(() => rss.pixelsOf('--hs-series-7')).toBe(0);
  await heap.point(8);
  await expect(heap.tooltip).toContainText('main total');
  await expect(heap.tooltip).not.toContainText(/main used|main process/);

  await used.check({ force: true });
  await legend.getByRole('checkbox', { name: 'main process' }).check({ force: true });
  await expect.poll(() => rss.pixelsOf('--hs-series-7')).toBeGreaterThan(20);
  await page.getByRole('heading', { name: 'Memory', exact: true }).hover();
  await expect(heap.tooltip).toBeHidden();
});
