import type { Page } from '@playwright/test';
import { accessibleOn } from './fixtures/accessible.ts';
import { CachePage } from './fixtures/cache-page.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { fits } from './fixtures/layout.ts';
import { MemoryPage } from './fixtures/memory-page.ts';
import { SavedConnections } from './fixtures/saved-connections.ts';
import { SettingsPage } from './fixtures/settings-page.ts';
import { Tree } from './fixtures/tree.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const PASSWORD = 'horse-battery-9!';

test.use({ contextOptions: { reducedMotion: 'reduce' }, estate: { vmsPerPool: 3, password: PASSWORD } });

/** The returned function expects what is on screen to be there in whole in every size, and accessible in both themes. */
function holdsOn(page: Page): (what: string) => Promise<void> {
  const accessible = accessibleOn(page);
  return async (what) => {
    await fits(page, what);
    await page.setViewportSize({ width: 1280, height: 800 });
    await accessible(what);
  };
}

test('panels and popovers of the inventory are there in whole, and accessible', async ({ page }) => {
  test.slow();
  const holds = holdsOn(page);
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const open = async (button: string, dialog: string | RegExp) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await holds(button);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await open('Columns', 'Columns of VMs');
  await open('Filter', 'Column filter');
  await open('Saved filters', 'Saved filters of VMs');
  await open('Export…', 'Export');
  await page.getByRole('button', { name: '110 missing' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await fits(page, 'missing');
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+k');
  const search = page.getByRole('dialog', { name: 'Search' });
  await expect(search).toBeVisible();
  await holds('search');
  await search.getByRole('combobox').fill('fra');
  await expect(search.getByRole('option').first()).toBeVisible();
  await holds('search with results');
  await page.keyboard.press('Escape');

  await new Tree(page).narrowToCluster();
  await fits(page, 'tree');
});

test('dialogs of the other screens are there in whole, and accessible', async ({ page }) => {
  test.slow();
  const holds = holdsOn(page);
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.collectAgain();

  await dashboard.openScreen('Changes');
  const changes = page.getByRole('tabpanel', { name: 'Changes', exact: true });
  await changes.getByRole('button', { name: 'Generations…' }).click();
  await expect(page.getByRole('dialog', { name: 'Generations' })).toBeVisible();
  await holds('generations');
  await page.keyboard.press('Escape');
  await changes.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog', { name: 'Export changes' })).toBeVisible();
  await holds('export of changes');
  await page.keyboard.press('Escape');

  await dashboard.openScreen('Settings');
  await new SettingsPage(page).showAttributes();
  await fits(page, 'attributes');

  await dashboard.openScreen('Cache');
  const cache = new CachePage(page);
  await cache.openChunks('VMs');
  await holds('chunk');
  await page.keyboard.press('Escape');
  await cache.previewRemoval('VMs');
  await holds('removal');
  await page.keyboard.press('Escape');

  await dashboard.openScreen('Memory');
  const memory = new MemoryPage(page);
  await memory.openSnapshot();
  await holds('snapshot');
  await page.keyboard.press('Escape');
  for (const form of ['Record allocations', 'Leak check'] as const) {
    await memory.openForm(form);
    await holds(form);
    await page.keyboard.press('Escape');
  }
});

test('the dialog that connects is there in whole, and accessible, at each of its steps', async ({ page, vcsim }) => {
  test.slow();
  const holds = holdsOn(page);
  const dashboard = new Dashboard(page);
  const form = new ConnectForm(page);
  const saved = new SavedConnections(page);
  await form.submit({ ...vcsim, password: 'wrong' });
  await expect(form.connect).toBeDisabled();
  await holds('certificate to be trusted');
  await form.trust.check({ force: true });
  await form.connect.click();
  await expect(form.error).toContainText('Login refused');
  await holds('login refused');
  await page.keyboard.press('Escape');
  await expect(dashboard.connectDialog).toBeHidden();

  await saved.show();
  await holds('no connection is saved');
  await saved.add('Lab', vcsim.url, vcsim.user);
  await holds('connection to be saved');
  const old = Array.from({ length: 32 }, () => 'AB').join(':');
  await saved.editor.getByRole('radio', { name: 'One pinned certificate' }).check({ force: true });
  await saved.editor.getByRole('textbox', { name: 'SHA-256 fingerprint' }).fill(old);
  await holds('connection with a pin');
  await saved.save();
  await holds('saved connection');
  await saved.connect(PASSWORD);
  await expect(saved.changedPin.getByRole('alert')).toContainText('Nothing was sent to it.');
  await holds('changed certificate');
  await saved.changedPin.getByRole('checkbox', { name: /^I have compared/ }).check({ force: true });
  await saved.changedPin.getByRole('button', { name: 'Replace the pin' }).click();
  await saved.test(PASSWORD);
  await expect(saved.testResult.getByRole('status')).toContainText('answers and lets you in');
  await holds('test result');
  await page.keyboard.press('Escape');
  await expect(dashboard.connectDialog).toBeHidden();
  await saved.show();
  await expect(saved.list.getByRole('listitem')).toContainText([/Lab.+pinned/]);
  await saved.list.getByRole('button', { name: 'Remove Lab' }).click();
  await holds('list of saved connections');
});
