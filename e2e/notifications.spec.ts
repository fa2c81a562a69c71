import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { BenchmarkPage } from './fixtures/benchmark-page.ts';
import { browserOptions } from './fixtures/browser.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { SettingsPage } from './fixtures/settings-page.ts';

test.use({ permissions: ['notifications'], launchOptions: browserOptions({ whole: true }) });

/** Keeps what the page shows from now on, to be read and clicked; the browser shows it all the same. */
async function keepNotifications(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept: Notification[] = [];
    class KeptNotification extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        kept.push(this);
      }
    }
    Object.assign(window, { Notification: KeptNotification, kept });
  });
}

const shown = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    (window as unknown as { kept: Notification[] }).kept.map(({ title, body }) => `${title}: ${body}`),
  );

// The desktop's go through the operating system: desktop.spec.ts has them.
test('once switched on, the browser tells of a benchmark that ended behind another window', { tag: '@web' }, async ({
  page,
  context,
}) => {
  const dashboard = new Dashboard(page);
  await dashboard.openScreen('Settings');
  const wanted = new SettingsPage(page).field('Tell me when something ends').switch;
  await expect(wanted).not.toBeChecked();
  await wanted.click({ force: true });
  await expect(wanted).toBeChecked();
  await keepNotifications(page);

  await dashboard.openScreen('Benchmark');
  const benchmark = new BenchmarkPage(page);
  await benchmark.fill({ suite: 'All against none', vms: 100, runs: 1, resources: 'Minimal' });
  await benchmark.start();
  await benchmark.progress.waitFor();
  await dashboard.openScreen('Inventory');
  // Playwright has every page believe that it is the one that is looked at.
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await context.newPage();
  await other.bringToFront();
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false);

  await expect
    .poll(() => shown(page), { timeout: 60_000 })
    .toEqual([expect.stringMatching(/^Benchmark finished: 4 of 4 runs in .+\.$/)]);
  await page.evaluate(() => (window as unknown as { kept: Notification[] }).kept[0]?.dispatchEvent(new Event('click')));
  await expect(page.getByRole('tab', { name: 'Benchmark' })).toHaveAttribute('aria-selected', 'true');
});
