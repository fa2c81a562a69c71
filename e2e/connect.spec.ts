import { once } from 'node:events';
import { connect } from 'node:tls';
import { ConnectForm } from './fixtures/connect-form.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { currentHost } from './fixtures/host.ts';
import { expect, test } from './fixtures/vcsim-test.ts';
import { requestsIn } from './fixtures/window-messages.ts';

const PASSWORD = 'horse-battery-9!';

const ESTATE = {
  datacenters: 2,
  clusters: 2,
  hostsPerCluster: 2,
  vmsPerPool: 3,
  datastores: 2,
  portgroups: 2,
  pools: 1,
};

test.use({ estate: { ...ESTATE, password: PASSWORD } });

/** SHA-256 fingerprint of the certificate that a server presents, read without the application. */
async function fingerprintOf(url: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

test('a vCenter is collected once its certificate is trusted', async ({ page, vcsim }) => {
  const dashboard = new Dashboard(page);
  const form = new ConnectForm(page);
  await form.submit(vcsim);
  await expect(form.certificate.last()).toHaveText(await fingerprintOf(vcsim.url));
  await expect(form.connect).toBeDisabled();
  expect((await vcsim.activity()).sessions, 'nothing was sent yet').toBe(0);

  await form.trust.check({ force: true });
  await expect(form.connect).toBeEnabled();
  await form.server.fill('vcenter.example.com');
  await expect(form.certificate, 'trust is for one server').toHaveCount(0);
  await form.server.fill(vcsim.url);
  await form.connect.click();
  await expect(form.trust).not.toBeChecked();
  await expect(form.connect).toBeDisabled();
  await form.trust.check({ force: true });
  await form.connect.click();

  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  await expect(dashboard.collection).toContainText(new URL(vcsim.url).host);
  await expect(page.getByRole('region', { name: 'Demo estate' })).toBeHidden();
  const counts = {
    VMs: 18,
    Templates: 0,
    Hosts: 10,
    Clusters: 4,
    'Standalone hosts': 2,
    'Resource pools': 10,
    vApps: 0,
    Datastores: 4,
    'Datastore clusters': 0,
    Networks: 2,
    'Port groups': 6,
    'Distributed switches': 2,
    Datacenters: 2,
    Folders: 8,
  };
  for (const [kind, count] of Object.entries(counts)) {
    await expect(dashboard.kind(kind)).toHaveAccessibleName(`${kind} ${count}`);
  }
  expect(await new Grid(page, 'VMs').column('Name')).toContain('DC1_C1_RP0_VM2');
  await expect.poll(() => vcsim.activity()).toEqual({ sessions: 0, views: 0 });
});

test('the password leaves the window once, and stays nowhere', { tag: '@messages' }, async ({ page, app, vcsim }) => {
  const messages = app.record(page);
  const posted: string[] = [];
  page.on('request', (request) => posted.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.reload();
  const dashboard = new Dashboard(page);
  const form = new ConnectForm(page);
  await form.submit(vcsim);
  await expect(form.connect).toBeDisabled();
  expect(
    messages.sent.filter((message) => message.includes(PASSWORD)),
    'before the certificate is trusted',
  ).toEqual([]);
  await form.trust.check({ force: true });
  await form.connect.click();
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();

  const carrying = messages.sent.filter((message) => message.includes(PASSWORD));
  expect(requestsIn(carrying)).toEqual([
    {
      name: 'collection:start',
      params: { source: expect.objectContaining({ kind: 'vcenter', server: vcsim.url, password: PASSWORD }) },
    },
  ]);
  expect(messages.received.length).toBeGreaterThan(10);
  expect(messages.received.filter((message) => message.includes(PASSWORD))).toEqual([]);
  expect(posted.filter((request) => request.includes(PASSWORD))).toEqual([]);
  const remains = await page.evaluate(() => ({
    document: document.documentElement.outerHTML,
    storage: JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
  }));
  expect(remains.document).not.toContain(PASSWORD);
  if (currentHost() === 'web') expect(remains.storage).toContain('heapsphere.session');
  expect(remains.storage).not.toContain(PASSWORD);
  expect(app.output()).not.toContain(PASSWORD);

  await dashboard.openConnect();
  await expect(form.password).toHaveValue('');
});

test('only the named datacenters are collected', async ({ page, vcsim }) => {
  const dashboard = new Dashboard(page);
  await new ConnectForm(page).submitTrusting({ ...vcsim, datacenters: ' DC1 ' });
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  await expect(dashboard.kind('Datacenters')).toHaveAccessibleName('Datacenters 1');
  await expect(dashboard.kind('Hosts')).toHaveAccessibleName('Hosts 5');
  const names = await new Grid(page, 'VMs').column('Name');
  expect(names).toHaveLength(9);
  expect(names.filter((name) => !name.startsWith('DC1_'))).toEqual([]);
});

test('a password that was typed is gone when the dialog is closed, however soon it opens again', async ({ page }) => {
  const form = new ConnectForm(page);
  await new Dashboard(page).openConnect();
  await form.password.fill(PASSWORD);
  const button = await page.getByRole('button', { name: 'Connect…' }).elementHandle();
  await page.keyboard.press('Escape');
  // By script, since the dialog still fades away above it.
  await button?.evaluate((element: HTMLElement) => element.click());
  await expect(form.password).toHaveValue('');
  await expect(page.getByRole('dialog', { name: 'Connect' })).toBeVisible();
});
