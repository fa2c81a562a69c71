import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { collectErrors, expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { showAround } from './fixtures/isolated-home.ts';
import { startApp } from './fixtures/running-app.ts';
import { SettingsPage } from './fixtures/settings-page.ts';

const PROGRAM = fileURLToPath(new URL('../dist/main/cli.js', import.meta.url));
const ENVIRONMENT = {
  VSPHERE_BATCH_SIZE: '20',
  VSPHERE_EXPLICIT_GC: 'no',
  VSPHERE_PASSWORD: 'never-shown',
  VSPHERE_LIVE_UPDATES: 'false',
};

interface TerminalSetting {
  readonly value: unknown;
  readonly origin: string;
  readonly allowed: string;
}

test('a change is saved at once and is still there after a reload, with the file as its origin', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Settings');
  const settings = new SettingsPage(page);
  const batchSize = settings.field('Batch size');
  await expect(batchSize.text).toHaveValue('50');
  await expect(batchSize.origin).toHaveText('Default');
  await expect(batchSize.reset).toBeHidden();
  await expect(page.getByText('Changes apply to the next collection.')).toBeVisible();

  await batchSize.text.fill('25');
  await batchSize.text.press('Enter');
  await expect(batchSize.origin).toHaveText('File');
  await settings.toggle('Explicit garbage collection');
  await expect(settings.field('Explicit garbage collection').origin).toHaveText('File');
  await expect(page.getByText('2 changes wait for the next collection.')).toBeVisible();

  await page.reload();
  await dashboard.openScreen('Settings');
  await expect(batchSize.text).toHaveValue('25');
  await expect(batchSize.origin).toHaveText('File');
  await expect(settings.field('Explicit garbage collection').switch).not.toBeChecked();

  await batchSize.reset.click();
  await expect(batchSize.text).toHaveValue('50');
  await expect(batchSize.origin).toHaveText('Default');
  await expect(page.getByText('1 change waits for the next collection.')).toBeVisible();
});

test('a text is saved when its field is left, and put back by Escape', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.openScreen('Settings');
  const server = new SettingsPage(page).field('vCenter');
  await server.text.fill('vc.example');
  await page.keyboard.press('Tab');
  await expect(server.origin).toHaveText('File');
  await server.text.fill('other.example');
  await server.text.press('Escape');
  await expect(server.text).toHaveValue('vc.example');
  await dashboard.openConnect();
  await expect(dashboard.connectDialog.getByRole('textbox', { name: 'Server' })).toHaveValue('vc.example');
});

test('a value that is not allowed stays in its field with the reason beside it, and is not saved', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.openScreen('Settings');
  const { text, error, origin } = new SettingsPage(page).field('Batch size');
  await text.fill('5000');
  await text.press('Enter');
  const reason = 'VSPHERE_BATCH_SIZE: "5000" is not allowed. Allowed: a whole number from 1 to 1000.';
  await expect(error).toHaveText(reason);
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(text).toHaveAccessibleDescription(/Allowed: a whole number from 1 to 1000/);

  await dashboard.openScreen('Inventory');
  await dashboard.openScreen('Settings');
  await expect(text, 'nothing that was typed is lost').toHaveValue('5000');
  await expect(error).toHaveText(reason);
  await expect(origin).toHaveText('Default');

  await text.fill('500');
  await text.press('Enter');
  await expect(error).toBeHidden();
  await expect(origin).toHaveText('File');
});

test('presets say what they set and can be taken back; troubleshooting goes step by step', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.openScreen('Settings');
  const settings = new SettingsPage(page);
  await settings.presets.getByRole('button', { name: 'Apply: Fast machine' }).click();
  await expect(settings.presets.getByText('3 settings changed.')).toBeVisible();
  await expect(settings.field('Batch size').text).toHaveValue('150');
  await expect(settings.field('Compression level').text).toHaveValue('3');
  await expect(settings.field('Explicit garbage collection').switch).not.toBeChecked();
  await settings.presets.getByRole('button', { name: 'Undo' }).click();
  await expect(settings.field('Batch size').text).toHaveValue('50');
  await expect(settings.field('Explicit garbage collection').switch).toBeChecked();

  const apply = (step: string) => settings.troubleshoot.getByRole('button', { name: `Apply: ${step}` });
  await expect(apply('Compression off')).toBeDisabled();
  await apply('Garbage collection off').click();
  await expect(settings.field('Explicit garbage collection').switch).not.toBeChecked();
  await expect(apply('Streaming off')).toBeDisabled();
  await apply('Compression off').click();
  await apply('Streaming off').click();
  await expect(settings.field('Streaming').switch).not.toBeChecked();
  await settings.troubleshoot.getByRole('button', { name: 'Put all back as before' }).click();
  for (const name of ['Explicit garbage collection', 'Compression', 'Streaming']) {
    await expect(settings.field(name).switch).toBeChecked();
    await expect(settings.field(name).origin).toHaveText('Default');
  }
});

/** The settings by name, as the terminal lists them for the same environment. */
async function settingsInTerminal(home: string): Promise<Readonly<Record<string, TerminalSetting>>> {
  const env = { PATH: process.env.PATH, HOME: home, ...ENVIRONMENT };
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'settings', '--json'], { env });
  return JSON.parse(stdout);
}

test.describe('with settings in the environment', () => {
  test.use({ appOptions: { environment: ENVIRONMENT } });

  test('every setting stands there with the value and the origin that the terminal tells', async ({ app, page }) => {
    await new Dashboard(page).openScreen('Settings');
    const settings = Object.entries(await settingsInTerminal(app.home));
    expect(settings.length).toBeGreaterThanOrEqual(18);
    const fields = page.getByRole('group').filter({ has: page.getByRole('code') });
    await expect(fields).toHaveCount(settings.length);
    for (const [name, { value, origin, allowed }] of settings) {
      const field = fields.filter({ has: page.getByText(name, { exact: true }) });
      const label = origin.charAt(0).toUpperCase() + origin.slice(1);
      await expect(field.getByText(/^(Default|File|Environment|Command line)$/), name).toHaveText(label);
      const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
      if (typeof value === 'boolean') await expect(field.getByRole('switch'), name).toBeChecked({ checked: value });
      else if (await field.getByRole('radiogroup').isVisible())
        await expect(field.getByRole('radio', { checked: true }), name).toHaveText(text);
      else await expect(field.getByRole('textbox'), name).toHaveValue(text);
      const locked = await field.getByText(/set by the environment|taken from the environment/).isVisible();
      if (!locked && (await field.getByRole('textbox').isVisible())) await expect(field).toContainText(allowed);
    }
    await expect(page.getByRole('tabpanel')).not.toContainText('never-shown');
  });

  test('they are locked with the reason, and presets pass over them', async ({ page }) => {
    await new Dashboard(page).openScreen('Settings');
    const settings = new SettingsPage(page);
    const batchSize = settings.field('Batch size');
    await expect(batchSize.text).toBeDisabled();
    await expect(batchSize.text).toHaveValue('20');
    await expect(batchSize.origin).toHaveText('Environment');
    await expect(batchSize.root).toContainText('set by the environment: VSPHERE_BATCH_SIZE');
    await expect(settings.field('Explicit garbage collection').switch).toBeDisabled();
    await expect(settings.field('Password').root).toContainText('set by the environment: VSPHERE_PASSWORD');
    await expect(settings.field('Redis password').text).toBeDisabled();
    await expect(settings.field('Redis password').root).toContainText('taken from the environment only, never stored');

    await settings.presets.getByRole('button', { name: 'Apply: Small machine' }).click();
    await expect(settings.presets.getByRole('status').first()).toHaveText(
      'Nothing to change. Skipped: Explicit garbage collection (set by the environment: VSPHERE_EXPLICIT_GC), Batch size (set by the environment: VSPHERE_BATCH_SIZE).',
    );
    await expect(batchSize.text).toHaveValue('20');
  });
});

test('a settings file that is not understood is set aside, and said so until it is dismissed', async ({ context }) => {
  const own = await startApp();
  const folder = join(own.home, 'kept');
  await showAround(folder);
  await writeFile(join(folder, 'settings.json'), '{"version": 1, "settings": {"VSPHERE_BATCH_SIZE": "many"}}');
  const app = await startApp({ environment: { HEAPSPHERE_DATA_DIR: folder } });
  const blank = await context.newPage();
  const errors = collectErrors(blank);
  const page = await app.open(blank);
  const notice = page.getByRole('alert').filter({ hasText: 'The settings file was not understood' });
  await expect(notice).toContainText('VSPHERE_BATCH_SIZE: "many" from the file is not allowed');
  await expect(notice).toContainText('Set what you need anew, or mend that file and put it back.');
  await notice.getByRole('button', { name: 'Copy details' }).click();
  await expect(notice.getByRole('button', { name: 'Copied' })).toBeVisible();
  await context.grantPermissions(['clipboard-read']);
  const details = await page.evaluate(() => navigator.clipboard.readText());
  expect(details).toMatch(/^Heapsphere \d+\.\d+\.\d+, .+\n/);
  expect(details).toMatch(/^What happened: The settings file was not understood .+ put it back\.$/m);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await page.close();
  await app.close();
  await own.close();
  expect(errors).toEqual([]);
});
