import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Dashboard } from './fixtures/dashboard.ts';
import { SavedConnections } from './fixtures/saved-connections.ts';
import { recordFrames } from './fixtures/socket-frames.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const PASSWORD = 'horse-battery-9!';

test.use({ estate: { vmsPerPool: 3, password: PASSWORD }, appOptions: { environment: { VSPHERE_TIMEOUT: '20' } } });

/** What lies in the data folder of an application. */
const storedIn = (home: string) => readFile(join(home, '.local/share/heapsphere/connections.json'), 'utf8');

test('a connection is added, its certificate pinned, tested, opened and removed; its password stays nowhere', async ({
  page,
  app,
  vcsim,
}) => {
  const frames = recordFrames(page);
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
  expect(JSON.parse(await storedIn(app.home))).toMatchObject({
    connections: [{ name: 'Lab', server: vcsim.url, trust: { mode: 'pin', fingerprint256: pin } }],
  });
  expect(await storedIn(app.home)).not.toContain(PASSWORD);
  expect(frames.received.filter((frame) => frame.includes(PASSWORD))).toEqual([]);
  expect(app.output()).not.toContain(PASSWORD);

  await dashboard.openConnect();
  await expect(saved.list.getByRole('listitem')).toContainText([/Lab.+pinned/]);
  await saved.list.getByRole('button', { name: 'Remove Lab' }).click();
  await saved.list.getByRole('button', { name: 'Keep' }).click();
  await saved.list.getByRole('button', { name: 'Remove Lab' }).click();
  await saved.list.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dashboard.connectDialog).toContainText('No connection is saved');
  expect(JSON.parse(await storedIn(app.home))).toEqual({ version: 1, connections: [] });
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
