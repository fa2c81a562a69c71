import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Dashboard } from './fixtures/dashboard.ts';
import { SavedConnections } from './fixtures/saved-connections.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const PASSWORD = 'horse-battery-9!';

test.use({
  estate: { vmsPerPool: 3, password: PASSWORD },
  appOptions: { environment: { VSPHERE_TIMEOUT: '20', VSPHERE_COMPRESS_RESULTS: 'false' } },
});

const savedIn = async (folder: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'connections.json'), 'utf8'));

/** Paths of the files below a folder whose bytes contain a text. */
async function filesHolding(text: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const held = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(text)));
  return paths.filter((_, index) => held[index]);
}

test('a connection is added, its certificate pinned, tested, opened and removed; its password stays nowhere', {
  tag: '@messages',
}, async ({ page, app, vcsim }) => {
  const messages = app.record(page);
  await page.reload();
  const dashboard = new Dashboard(page);
  const saved = new SavedConnections(page);
  await saved.show();
  await saved.add('Lab', vcsim.url, vcsim.user);
  await saved.editor.getByRole('button', { name: 'Test' }).click();
  await saved.editor.getByRole('checkbox', { name: 'Trust this certificate' }).check({ force: true });
  const pin = await saved.editor.getByRole('textbox', { name: 'SHA-256 fingerprint' }).inputValue();
  expect(pin).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect((await vcsim.activity()).sessions, 'nobody has logged in').toBe(0);
  await saved.save();

  await saved.test('wrong');
  await expect(saved.testResult.getByRole('alert')).toContainText(`Login refused for ${vcsim.user}`);
  await saved.test(PASSWORD);
  await expect(saved.testResult.getByRole('status')).toContainText('answers and lets you in');
  await expect(saved.testResult).toContainText('directly');
  await expect(saved.testResult).toContainText(pin);
  await expect(saved.testResult).toContainText(/VMware vCenter.+API/);
  await expect(saved.testResult).toContainText('DC0');
  await expect.poll(() => vcsim.activity()).toEqual({ sessions: 0, views: 0 });

  await saved.connect(PASSWORD);
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  await expect(dashboard.collection).toContainText(new URL(vcsim.url).host);
  expect(await savedIn(app.dataFolder)).toMatchObject({
    connections: [{ name: 'Lab', server: vcsim.url, trust: { mode: 'pin', fingerprint256: pin } }],
  });
  expect(await filesHolding('"Lab"', app.home), 'the search finds what is saved').not.toEqual([]);
  expect(await filesHolding('DC0_', app.home), 'and rows that are cached, since they are not compressed').not.toEqual(
    [],
  );
  expect(await filesHolding(PASSWORD, app.home)).toEqual([]);
  expect(messages.received.length).toBeGreaterThan(10);
  expect(messages.received.filter((message) => message.includes(PASSWORD))).toEqual([]);
  expect(app.output()).not.toContain(PASSWORD);

  await dashboard.openConnect();
  await expect(saved.list.getByRole('listitem')).toContainText([/Lab.+pinned/]);
  await saved.list.getByRole('button', { name: 'Remove Lab' }).click();
  await saved.list.getByRole('button', { name: 'Keep' }).click();
  await saved.list.getByRole('button', { name: 'Remove Lab' }).click();
  await saved.list.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dashboard.connectDialog).toContainText('No connection is saved');
  expect(await savedIn(app.dataFolder)).toEqual({ version: 1, connections: [] });
});

test('a certificate that is no longer the pinned one stands in the way until its pin is replaced', async ({
  page,
  vcsim,
}) => {
  const dashboard = new Dashboard(page);
  const saved = new SavedConnections(page);
  await dashboard.openConnect();
  await dashboard.connectDialog.getByRole('textbox', { name: 'Server' }).fill(vcsim.url);
  await dashboard.connectDialog.getByRole('textbox', { name: 'User' }).fill(vcsim.user);
  await dashboard.connectDialog.getByRole('button', { name: 'Save for later…' }).click();
  await expect(saved.editor.getByRole('textbox', { name: 'Server' })).toHaveValue(vcsim.url);
  const old = Array.from({ length: 32 }, () => 'AB').join(':');
  await saved.editor.getByRole('radio', { name: 'One pinned certificate' }).check({ force: true });
  await saved.editor.getByRole('textbox', { name: 'SHA-256 fingerprint' }).fill(old.replaceAll(':', ''));
  await saved.save();

  await saved.connect(PASSWORD);
  await expect(saved.changedPin.getByRole('alert')).toContainText('Nothing was sent to it.');
  await expect(saved.changedPin.getByRole('region', { name: 'Pinned', exact: true })).toContainText(old);
  const presented = saved.changedPin.getByRole('region', { name: 'Presented now' }).getByRole('definition').last();
  await expect(presented).toHaveText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  const replace = saved.changedPin.getByRole('button', { name: 'Replace the pin' });
  await expect(replace).toBeDisabled();
  await saved.changedPin.getByRole('button', { name: 'Keep the old pin' }).click();
  await saved.connect(PASSWORD);
  const fingerprint = (await presented.textContent()) ?? '';
  await saved.changedPin.getByRole('checkbox', { name: /^I have compared/ }).check({ force: true });
  await replace.click();

  await expect(saved.opened).toContainText(fingerprint);
  await saved.connect(PASSWORD);
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  await expect(dashboard.collection).toContainText(new URL(vcsim.url).host);
});
