import { test as base, type Page } from '@playwright/test';
import { collectErrors, expect } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { createIsolatedHome, type IsolatedHome } from './fixtures/isolated-home.ts';
import { startApp } from './fixtures/running-app.ts';
import { type DemoServer, startDemo } from './fixtures/servers/demo.ts';
import { type Gate, startGate } from './fixtures/servers/gate.ts';
import { type RedisServer, startRedis } from './fixtures/servers/redis.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';

/** What a collector asks first when it comes to the VMs. */
const ASKS_FOR_VMS = /CreateContainerView[\s\S]*VirtualMachine/;

const hasRedis = requireTools('redis');

interface WarmStart {
  /** The way to the vCenter. */
  readonly gate: Gate;
  /** Starts Heapsphere, always in the same home folder, opens its window, and closes both afterwards. */
  readonly heapsphere: (look: Look, environment?: Readonly<Record<string, string>>) => Promise<void>;
}

type Look = (page: Page, dashboard: Dashboard) => Promise<void>;

interface Surroundings {
  readonly demo: DemoServer;
  readonly home: IsolatedHome;
  readonly redis: RedisServer;
}

const test = base.extend<WarmStart & Surroundings>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  demo: async ({}, use) => {
    const demo = await startDemo(1000);
    await use(demo);
    await demo.close();
  },
  gate: async ({ demo }, use) => {
    const gate = await startGate(demo.url);
    await use(gate);
    gate.release();
    await gate.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  home: async ({}, use) => {
    const home = await createIsolatedHome();
    await use(home);
    await home.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  redis: async ({}, use, testInfo) => {
    testInfo.skip(!hasRedis, 'redis-server is not installed');
    const redis = await startRedis();
    await use(redis);
    await redis.close();
  },
  heapsphere: async ({ demo, gate, home, browser }, use) => {
    await use(async (look, more = {}) => {
      const { user, password } = demo;
      const environment = { VSPHERE_SERVER: gate.url, VSPHERE_USER: user, VSPHERE_PASSWORD: password, ...more };
      const app = await startApp({ environment, home });
      const blank = await browser.newPage();
      const errors = collectErrors(blank);
      try {
        const page = await app.open(blank);
        await look(page, new Dashboard(page));
      } finally {
        await blank.close();
        await app.close();
      }
      expect(errors).toEqual([]);
    });
  },
});

const collected = (_page: Page, dashboard: Dashboard): Promise<void> => dashboard.collected();

test('cached rows are there at once with their age, and make way for those of vCenter', async ({
  gate,
  heapsphere,
}) => {
  await heapsphere(collected);
  gate.rewrite('>kafkabe0000<', '>kafkabe0000-renamed<');
  gate.hold(ASKS_FOR_VMS);
  await heapsphere(async (page, dashboard) => {
    const panel = page.getByRole('tabpanel', { name: 'VMs', exact: true });
    const grid = new Grid(page, 'VMs');
    await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 1,000');
    await expect(panel.getByText(/^cached (just now|\d+ s ago)$/)).toBeVisible();
    await expect(dashboard.phase('Collecting')).toBeVisible();
    await expect(dashboard.collection.getByText('rows from cache')).toBeVisible();
    await expect(grid.name(1)).toHaveText('kafkabe0000');
    await expect(panel.getByText(/changed/)).toBeHidden();

    await grid.sortBy('Name', 'ascending');
    await grid.sortBy('Name', 'descending');
    await page.getByRole('textbox', { name: 'Quick filter' }).fill('kafka');
    const shown = await panel.getByText(/^\d+ of 1,000$/).innerText();
    const before = await grid.column('Name');
    const place = before.indexOf('kafkabe0000') + 1;
    await grid.name(place).click();
    expect(await grid.activeCell()).toEqual({ row: place, column: 1 });

    gate.release();
    await dashboard.collected();
    await expect(panel.getByText('1 changed', { exact: true })).toBeVisible();
    await expect(panel.getByText(/^cached/)).toBeHidden();
    await expect(panel.getByText(shown), 'the filter is kept').toBeVisible();
    const after = await grid.column('Name');
    expect(after).toEqual(
      before
        .map((name) => (name === 'kafkabe0000' ? 'kafkabe0000-renamed' : name))
        .toSorted((a, b) => new Intl.Collator('en', { numeric: true }).compare(b, a)),
    );
    await expect(grid.heading('Name'), 'so is the order').toHaveAttribute('aria-sort', 'descending');
    const { row } = await grid.activeCell();
    expect(after[row - 1], 'and the selected object').toBe('kafkabe0000-renamed');
    await dashboard.kind('Hosts').click();
    await expect(page.getByText('nothing changed', { exact: true })).toBeVisible();
  });
});

test('what was added and removed since is told, and the rows follow', async ({ gate, heapsphere }) => {
  await heapsphere(collected);
  // Another object under the same name.
  gate.rewrite('>vm-1001<', '>vm-900001<');
  await heapsphere(async (page, dashboard) => {
    await dashboard.collected();
    await expect(page.getByText('1 added, 1 removed', { exact: true })).toBeVisible();
    await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 1,000');
  });
});

test('a vCenter that cannot be reached leaves the rows that were cached, and says how old they are', async ({
  gate,
  heapsphere,
}) => {
  await heapsphere(collected);
  await gate.close();
  await heapsphere(async (page, dashboard) => {
    await expect(dashboard.phase('Partial')).toBeVisible();
    await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 1,000');
    await expect(page.getByText(/^stale, \d+ s old: vCenter cannot be reached$/)).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('The rows below are those that were cached before.');
    await expect(new Grid(page, 'VMs').name(1)).toHaveText('kafkabe0000');
    await dashboard.kind('Hosts').click();
    await expect(page.getByText(/^stale, \d+ s old/)).toBeVisible();
    await dashboard.openScreen('Cache');
    await expect(page.getByRole('row').filter({ hasText: 'VMs' })).toContainText('fresh for 59 min');
  });
});

// On the desktop there is no second one for the same home.
test('a second Heapsphere waits for the one that reads the same vCenter, and takes its rows', { tag: '@web' }, async ({
  gate,
  heapsphere,
  redis,
}) => {
  const shared = { REDIS_URL: redis.url, VSPHERE_CACHE_SECRET: 'the same on both sides' };
  gate.hold(ASKS_FOR_VMS);
  await heapsphere(async (_, first) => {
    await expect(first.kind('Hosts')).toHaveAccessibleName(/^Hosts [1-9]/);
    await heapsphere(async (page, second) => {
      await expect(second.collection.getByText('waiting for another collector')).toBeVisible();
      gate.release();
      await second.collected();
      await expect(page.getByText(/^cached (just now|\d+ s ago)$/)).toBeVisible();
      await expect(second.kind('VMs')).toHaveAccessibleName('VMs 1,000');
    }, shared);
    await first.collected();
  }, shared);
});
