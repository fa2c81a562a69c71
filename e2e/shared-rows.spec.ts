import type { Browser } from '@playwright/test';
import { collectErrors, expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { startCli } from './fixtures/run-cli.ts';
import { startApp } from './fixtures/running-app.ts';
import { startDemo } from './fixtures/servers/demo.ts';
import { startGate } from './fixtures/servers/gate.ts';
import { startRedis } from './fixtures/servers/redis.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';

const hasRedis = requireTools('redis');

/** Starts an application and a scheduled collector that share a cache, and finds the newer rows of the collector on screen. */
async function takesNewerRows(browser: Browser, live: boolean): Promise<void> {
  const [demo, cache, queue] = await Promise.all([startDemo(200), startRedis(), startRedis()]);
  // One way to the vCenter for the window, and one for the collector.
  const [gate, changed] = [await startGate(demo.url), await startGate(demo.url)];
  const environment = {
    VSPHERE_SERVER: gate.url,
    VSPHERE_USER: demo.user,
    VSPHERE_PASSWORD: demo.password,
    REDIS_URL: cache.url,
    VSPHERE_CACHE_SECRET: 'the same on both sides',
    VSPHERE_LIVE_UPDATES: String(live),
  };
  const app = await startApp({ environment });
  const blank = await browser.newPage();
  const errors = collectErrors(blank);
  try {
    const page = await app.open(blank);
    const dashboard = new Dashboard(page);
    const grid = new Grid(page, 'VMs');
    await dashboard.collected();
    await expect(dashboard.collection.getByText('rows from cache')).toBeHidden();
    const name = await grid.name(1).innerText();
    const shown = (await dashboard.collection.getAttribute('data-collection')) ?? '';

    const isLive = page.getByRole('button', { name: 'Live changes: Live' });
    if (live) await expect(isLive).toBeVisible({ timeout: 10_000 });
    const asked = gate.requests;
    const watches = gate.calls('CreateFilter');
    expect(watches).toBe(live ? 1 : 0);
    changed.rewrite(`>${name}<`, `>${name}-renamed<`);
    const collector = startCli(['collect', '--schedule', '1h'], {
      environment: { ...environment, VSPHERE_SERVER: changed.url, HEAPSPHERE_QUEUE_URL: queue.url },
    });
    await expect(dashboard.collection).not.toHaveAttribute('data-collection', shown, { timeout: 30_000 });
    await dashboard.collected();
    await expect(dashboard.collection.getByText('rows from cache')).toBeVisible();
    await expect(page.getByText(/^cached (just now|\d+ s ago)$/)).toBeVisible();
    // What is followed is as vCenter says: here the collector alone was told another name.
    await expect(grid.name(1)).toHaveText(live ? name : `${name}-renamed`, { timeout: 10_000 });
    await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 200');
    if (live) {
      await expect(isLive).toBeVisible({ timeout: 10_000 });
      expect(gate.calls('CreateFilter') - watches, 'the watch begins again, once').toBe(1);
    } else expect(gate.requests - asked, 'a login, and no rows').toBeLessThan(8);

    // Both readings are there to be compared, though the second one was somebody else's.
    await dashboard.openScreen('Changes');
    const changes = page.getByRole('tabpanel', { name: 'Changes', exact: true });
    const vms = changes.getByRole('region', { name: 'Kinds' }).getByRole('button', { name: /^VMs / });
    await expect(vms).toHaveAccessibleDescription('0 added, 0 removed, 1 changed');
    await expect(changes.getByRole('table', { name: 'Changes' })).toContainText(`${name}-renamed`);

    collector.kill('SIGTERM');
    const { code, stderr } = await collector.done;
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Z 127\.0\.0\.1:\d+: [\d,]+ rows in .+, 1 changed/);
    expect(errors).toEqual([]);
  } finally {
    await blank.close();
    await app.close();
    await Promise.all([gate.close(), changed.close()]);
    await Promise.all([demo.close(), cache.close(), queue.close()]);
  }
}

for (const live of [false, true]) {
  const then = live ? 'and is watched anew' : 'and nothing else is asked of vCenter';
  test(`what a scheduled collector has read takes the place of older rows by itself, ${then}`, async ({
    browser,
  }, testInfo) => {
    testInfo.skip(!hasRedis, 'redis-server is not installed');
    await takesNewerRows(browser, live);
  });
}
