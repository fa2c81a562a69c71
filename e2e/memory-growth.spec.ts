import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { PageMeter } from './fixtures/page-meter.ts';
import { TickFeed } from './fixtures/tick-feed.ts';

/** Ten minutes of ticks: as many as the window keeps. */
const RING_TICKS = 2400;
/** Heap that may come and go after a forced collection without being growth. */
const NOISE_BYTES = 1024 * 1024;

// The ticks take the place of main's on the web host's socket.
test('once ten minutes are recorded, neither heap nor nodes of the window grow', { tag: '@web' }, async ({ page }) => {
  const feed = await TickFeed.install(page, Date.now());
  // The page opened its socket before there was somebody in front of it.
  await page.reload();
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const meter = await PageMeter.open(page);
  /** Memory once so many more ticks are on screen; the name is that of the collector in the last one. */
  const memoryAfter = async (ticks: number, collector: string) => {
    await feed.sendByFrame(ticks, 24);
    // Pictures may lag behind the ticks; a pause draws what came last, so that both readings are of the same state.
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('region', { name: collector, exact: true })).toBeVisible();
    const memory = await meter.memory();
    await page.getByRole('button', { name: 'Resume' }).click();
    return memory;
  };
  const full = await memoryAfter(RING_TICKS, 'collector-5');
  const later = await memoryAfter(RING_TICKS, 'collector-10');
  expect(later.heapBytes - full.heapBytes).toBeLessThan(NOISE_BYTES);
  expect(later.domNodes - full.domNodes).toBeLessThan(50);
  expect(later.listeners - full.listeners).toBeLessThan(20);
  await expect(page.getByRole('region', { name: 'Garbage collections' }).first()).toContainText('forced');
});
