import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { CollectionState } from '../../shared/contract.ts';
import { browserOptions } from '../fixtures/browser.ts';
import { Dashboard } from '../fixtures/dashboard.ts';
import { createIsolatedHome } from '../fixtures/isolated-home.ts';
import { startApp } from '../fixtures/running-app.ts';
import { startDemo } from '../fixtures/servers/demo.ts';
import { WindowClient } from './window-client-fixture.ts';

const VMS = 20_000;
const HUNG_MS = 30_000;
const MB = 1024 * 1024;

it('a window that hangs for 30 s holds its collection back, costs main next to nothing, and has every row afterwards', async () => {
  const demo = await startDemo(VMS);
  onTestFinished(() => demo.close());
  const home = await createIsolatedHome();
  onTestFinished(() => home.remove());
  const app = await startApp({ home, environment: { VSPHERE_BATCH_SIZE: '20' } });
  onTestFinished(() => app.close());
  const browser = await chromium.launch(browserOptions());
  onTestFinished(() => browser.close());
  const page = await app.open(await browser.newPage());
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const stored = await page.evaluate(() => sessionStorage.getItem('heapsphere.session') ?? '');
  const other = await WindowClient.join(app.origin, stored);
  onTestFinished(() => other.close());

  let state: CollectionState | undefined;
  other.listen('collection:changed', (now) => {
    state = now;
  });
  const rss = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'))?.[1]) * 1024;
  const { url: server, user, password } = demo;
  const { collectionId } = await other.ask('collection:start', {
    source: { kind: 'vcenter', server, user, password },
  });
  await expect
    .poll(() => dashboard.collection.innerText(), { timeout: 30_000, interval: 10 })
    .toContain(new URL(server).host);

  const hung = page.evaluate((milliseconds) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }, HUNG_MS);
  // Once what was under way is taken in by nobody, the collector stands still.
  const standing = await vi.waitFor(
    async () => {
      const before = state?.rows ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 2000));
      expect(state?.rows).toBe(before);
      return before;
    },
    { timeout: 20_000 },
  );
  const rssBefore = rss();
  const asked = performance.now();
  await other.ask('app:info', {});
  expect(performance.now() - asked, 'another window is answered meanwhile').toBeLessThan(2000);
  await hung;
  const rssAfter = rss();
  console.log(`stood at ${standing} rows; resident set ${rssBefore / MB} and ${rssAfter / MB} MB`);
  expect(standing).toBeLessThan(VMS);
  expect(rssAfter - rssBefore).toBeLessThan(60 * MB);

  await vi.waitFor(() => expect(state).toMatchObject({ id: collectionId, phase: 'completed' }), { timeout: 60_000 });
  expect(state?.counts.VirtualMachine).toBe(VMS);
  await expect.poll(() => dashboard.count('VMs'), { timeout: 60_000 }).toBeGreaterThanOrEqual(VMS);
});
