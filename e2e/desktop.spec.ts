import { test as base, type Page } from '@playwright/test';
import { type DesktopApp, startDesktop } from './desktop/desktop-app.ts';
import { collectErrors, expect } from './fixtures/app.ts';
import { arrangeTables, expectArranged } from './fixtures/arranged-tables.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { createIsolatedHome, type IsolatedHome } from './fixtures/isolated-home.ts';

/** What the desktop application does beyond the pages that every host shows, on the double of Electron (docs/security.md). */

const SMALL = { VSPHERE_BATCH_SIZE: '5' };

const test = base.extend<{ readonly home: IsolatedHome; readonly desktop: DesktopApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  home: async ({}, use) => {
    const home = await createIsolatedHome();
    await use(home);
    await home.remove();
  },
  desktop: async ({ home, page }, use, testInfo) => {
    const desktop = await startDesktop({ home, environment: SMALL });
    await desktop.open(page);
    await use(desktop);
    await desktop.close();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('application output', { body: desktop.output(), contentType: 'text/plain' });
    }
  },
});

/** What the page asks main for when something has ended behind another window; whether main took it. */
function notify(page: Page, notification: object): Promise<boolean> {
  return page.evaluate(async (params) => {
    const { heapsphere } = window as unknown as {
      heapsphere: { requests: Record<string, (params: object) => Promise<{ ok: boolean }>> };
    };
    return (await heapsphere.requests['app:notify']?.(params))?.ok === true;
  }, notification);
}

test('the page has the bridge and nothing of Node, reaches no other address, and leaves ours for none', async ({
  desktop,
  page,
}) => {
  await expect(page.getByRole('grid', { name: 'VMs' })).toBeVisible();
  const seen = await page.evaluate(async () => {
    const foreign = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    );
    const fetched = async (url: string) => {
      try {
        return (await fetch(url)).status;
      } catch {
        return 'refused';
      }
    };
    const assigned = (assign: () => void) => {
      try {
        assign();
        return 'allowed';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    };
    return {
      bridge: Object.keys(window).filter((name) => name === 'heapsphere'),
      isFrozen: Object.isFrozen((window as unknown as { heapsphere: object }).heapsphere),
      foreign,
      outside: await fetched('https://evil.example/'),
      above: await fetched('/..%2f..%2fpackage.json'),
      markup: assigned(() => {
        document.createElement('div').innerHTML = '<b>text</b>';
      }),
      policy: assigned(() =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
        ).trustedTypes.createPolicy('lenient', {}),
      ),
      permission: (await navigator.permissions.query({ name: 'notifications' as PermissionName })).state,
    };
  });
  expect(seen).toEqual({
    bridge: ['heapsphere'],
    isFrozen: true,
    foreign: [],
    outside: 'refused',
    above: 404,
    markup: 'refused',
    policy: 'refused',
    permission: 'denied',
  });

  const popup = page.waitForEvent('popup');
  await page.evaluate(() => void window.open('https://evil.example/'));
  await expect.poll(async () => (await popup).isClosed()).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://evil.example/?secret';
  });
  await expect.poll(() => desktop.output()).toContain('Stopped a navigation to https://evil.example.');
  expect(desktop.output()).toContain('Stopped a new window for https://evil.example.');
  expect(desktop.output()).not.toContain('?secret');
  await expect(page.getByRole('grid', { name: 'VMs' })).toBeVisible();
});

test('menu and notifications lead to the screens; diagnostics can be copied', async ({ desktop, page }) => {
  const errors = collectErrors(page);
  const tabs = page.getByRole('navigation', { name: 'Screens' }).getByRole('tab');
  const screens = (await desktop.menu()).filter(({ accelerator }) => /^CmdOrCtrl\+\d$/.test(accelerator ?? ''));
  expect(screens.map(({ path }) => path.at(-1))).toEqual(await tabs.allInnerTexts());
  for (const { path } of [...screens].reverse()) {
    await desktop.choose(...path);
    await expect(tabs.filter({ hasText: path.at(-1) ?? '' })).toHaveAttribute('aria-selected', 'true');
  }
  await desktop.choose('File', 'Connect…');
  await expect(page.getByRole('dialog', { name: 'Connect' })).toBeVisible();
  await page.keyboard.press('Escape');

  await desktop.choose('help', 'About and Diagnostics');
  const about = page.getByRole('dialog', { name: 'About Heapsphere' });
  await expect(about.getByRole('region', { name: 'Heapsphere' })).toContainText('Graphics');
  await about.getByRole('button', { name: 'Copy diagnostics' }).click();
  await page.context().grantPermissions(['clipboard-read']);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('Window: desktop');
  expect(copied).toContain('VSPHERE_BATCH_SIZE: 5 (environment)');
  expect(copied).not.toContain(desktop.home);
  await page.keyboard.press('Escape');

  const told = { title: 'Benchmark finished', body: '4 of 4 runs in 9.1 s.', screen: 'benchmark' };
  expect(await notify(page, told)).toBe(true);
  expect(await notify(page, { ...told, screen: 'nowhere' }), 'checked like every message').toBe(false);
  expect(await desktop.notifications()).toEqual([{ title: told.title, body: told.body }]);
  await desktop.clickNotification(0);
  await expect(tabs.filter({ hasText: 'Benchmark' })).toHaveAttribute('aria-selected', 'true');
  expect(errors).toEqual([]);
});

test('a page that crashes comes back with its rows and its tables as they were, on the screen it showed, and the collection goes on', async ({
  desktop,
  page,
  context,
}) => {
  const before = new Dashboard(page);
  await expect(before.phase('Collecting')).toBeVisible();
  const name = await arrangeTables(page);
  await before.openScreen('Memory');
  const crashed = page.waitForEvent('crash');
  desktop.crashPage();
  await crashed;
  await expect.poll(() => desktop.output()).toContain('It is loaded again in 0 s.');
  const again = await context.newPage();
  await desktop.open(again);
  await expect(again.getByRole('tab', { name: 'Memory' })).toHaveAttribute('aria-selected', 'true');
  const after = new Dashboard(again);
  await after.openScreen('Inventory');
  await expectArranged(again, name);
  await expect(after.kind('VMs')).toHaveAccessibleName('VMs 2,000');
});

test('a quit during a collection ends in order, and the next start opens where the window was', async ({
  desktop,
  home,
  page,
  context,
}) => {
  await expect(new Dashboard(page).phase('Collecting')).toBeVisible();
  const bounds = { x: 120, y: 80, width: 1300, height: 850 };
  await desktop.place(bounds, true);
  const second = await startDesktop({ home });
  expect(await second.exited, 'the one that runs is enough').toBe(0);
  await desktop.quit();
  expect(await desktop.exited).toBe(0);
  expect(desktop.output()).not.toContain('did not close in order');

  const next = await startDesktop({ home });
  await next.open(await context.newPage());
  await expect.poll(() => next.windows()).toMatchObject([{ visible: true, maximized: true, bounds }]);
  await next.close();
  expect(await next.exited).toBe(0);
});
