import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { ConnectForm } from './fixtures/connect-form.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { expect, test } from './fixtures/vcsim-test.ts';
import { requestsIn } from './fixtures/window-messages.ts';

const LOGIN = { user: 'operator@vsphere.local', password: 'not-used' };

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createTcpServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

test('a refused login is named and not repeated, can be copied, and a second try may do better', {
  tag: '@messages',
}, async ({ page, app, context, vcsim }) => {
  const { sent } = app.record(page);
  await page.reload();
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const form = new ConnectForm(page);
  await form.submitTrusting({ ...vcsim, password: 'wrong' });
  const { host } = new URL(vcsim.url);
  await expect(form.error).toContainText(`Login refused for ${vcsim.user} at ${host}.`);
  await expect(form.error).toContainText('nothing was retried');
  await expect(form.password).toHaveValue('');
  await form.error.getByRole('button', { name: 'Copy details' }).click();
  await expect(form.error.getByRole('button', { name: 'Copied' })).toBeVisible();
  await context.grantPermissions(['clipboard-read']);
  const details = await page.evaluate(() => navigator.clipboard.readText());
  expect(details).toMatch(/^Heapsphere \d+\.\d+\.\d+, (web host|desktop), /);
  expect(details).toContain('Error: login-refused\nFault: InvalidLogin\n');
  expect(details).toContain(`What happened: Login refused for ${vcsim.user} at ${host}.`);
  expect(details).toContain('What to do: ');
  expect(details).not.toContain('wrong');
  expect(requestsIn(sent).filter(({ name }) => name === 'collection:start')).toHaveLength(1);
  expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  await expect(dashboard.kind('VMs'), 'the rows before stay').toHaveAccessibleName('VMs 2,000');

  await form.password.fill(vcsim.password);
  await form.connect.click();
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 4');
});

test('a datacenter that does not exist is answered with the known ones', async ({ page, vcsim }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const form = new ConnectForm(page);
  await form.submitTrusting({ ...vcsim, datacenters: 'Frankfurt' });
  await expect(form.error).toContainText('There is no datacenter "Frankfurt" at this vCenter.');
  await expect(form.error).toContainText('Known datacenters: DC0.');
  await expect(dashboard.kind('VMs'), 'the rows before stay').toHaveAccessibleName('VMs 2,000');
  await expect.poll(() => vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  // The button that was pressed was disabled meanwhile, and nothing has the focus.
  await page.keyboard.press('Escape');
  await expect(dashboard.connectDialog).toBeHidden();
});

test('a login that takes long can be given up', async ({ page, vcsim }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await vcsim.delay('Login', 5000);
  const form = new ConnectForm(page);
  await form.submitTrusting(vcsim);
  const stop = dashboard.connectDialog.getByRole('button', { name: 'Stop' });
  await stop.click();
  await expect(stop).toBeHidden();
  await expect(form.connect).toBeEnabled();
  await expect(form.error).toHaveCount(0);
  await expect(dashboard.kind('VMs'), 'the rows before stay').toHaveAccessibleName('VMs 2,000');

  await vcsim.delay('Login', 0);
  await form.password.fill(vcsim.password);
  await form.connect.click();
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 4');
});

test('no server, and servers that are no vCenter, are told apart', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const website = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Intranet</title><p>Welcome<br>');
  }).listen(0, '127.0.0.1');
  await once(website, 'listening');
  const html = `127.0.0.1:${(website.address() as AddressInfo).port}`;
  const closed = `127.0.0.1:${await closedPort()}`;
  const failures = [
    ['', 'Enter the server.'],
    [closed, `${closed} refuses the connection. Check the port, and that the vCenter service runs.`],
    ['vcenter.example.invalid', 'vcenter.example.invalid has no address: '],
    [`http://${html}/sdk`, "The server's answer cannot be read: it is an HTML page, not SOAP."],
    [`https://${html}/sdk`, `${html} does not speak TLS on this port.`],
  ] as const;
  const form = new ConnectForm(page);
  for (const [url, sentence] of failures) {
    await form.submit({ ...LOGIN, url });
    await expect(form.error).toContainText(sentence);
    await expect(form.error).not.toContainText('Please report this');
  }
  website.close();
  await expect(dashboard.kind('VMs'), 'the rows before stay').toHaveAccessibleName('VMs 2,000');
});

test.describe('a vCenter that dies', () => {
  test.use({
    estate: { clusters: 3, hostsPerCluster: 8, vmsPerPool: 40 },
    appOptions: { environment: { VSPHERE_RETRIES: '1' } },
  });

  test('leaves the rows that came, marked as partial', async ({ page, vcsim }) => {
    const dashboard = new Dashboard(page);
    await vcsim.delay('RetrievePropertiesEx', 300);
    await new ConnectForm(page).submitTrusting(vcsim);
    await expect(dashboard.connectDialog).toBeHidden();
    await expect(dashboard.kind('Hosts')).toHaveAccessibleName('Hosts 25');
    process.kill(vcsim.pid, 'SIGKILL');

    await expect(dashboard.phase('Partial')).toBeVisible({ timeout: 30_000 });
    await expect(dashboard.kind('Hosts')).toHaveAccessibleName('Hosts 25');
    await expect(page.getByRole('alert')).toContainText(/127\.0\.0\.1:\d+ (closed|refuses) the connection/);
    await expect(page.getByRole('alert')).toContainText('The rows below are kept; some values or kinds are missing.');
    await expect(page.getByRole('tabpanel', { name: 'VMs' })).toContainText('No VMs arrived');
    await expect.poll(() => dashboard.shownRows()).toBe(await dashboard.rows());
    expect(await dashboard.rows()).toBeGreaterThan(25);
    await page.getByRole('button', { name: /^\d kinds missing$/ }).click();
    const cells = page.getByRole('table').getByRole('row', { name: /^VMs / }).getByRole('cell');
    await expect(cells, 'nobody knows how many').toHaveText(['VMs', 'whole objects', 'cannot-connect', '–', '']);
  });
});
