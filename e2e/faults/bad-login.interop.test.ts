import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { runCli, startCli } from '../fixtures/run-cli.ts';
import { type Call, type Fault, type FaultLab, startFaultLab } from './fault-lab.ts';
import { cutOff, fallSilent, replaced, silent, soapFault, spoiledXml } from './faults.ts';

const halfOfIt = spoiledXml((answer) => answer.slice(0, answer.length >> 1));
const invalidUtf8 = spoiledXml((answer) => {
  const bytes = Buffer.from(answer);
  bytes[bytes.indexOf('</') - 1] = 0xff;
  return bytes;
});
const withDtd = spoiledXml((answer) => answer.replace(/(<\?xml[^>]*\?>)?/, '$1<!DOCTYPE bomb [<!ENTITY a "ha">]>'));
const htmlPage = replaced(200, 'text/html', () => '<!doctype html><html>Sign in</html>');
const notAuthenticated = soapFault('NotAuthenticated');

let demo: DemoVcenter;
let proxy: FaultLab;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 60, seed: 1 });
});
afterAll(() => demo?.close());
afterEach(() => proxy.close());

const args = () => ['collect', '--server', proxy.url, '--user', demo.user, '--no-cache', '--json', '--types', 'vm'];
const nothingLeft = () => expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });

/** Collects through a proxy that answers the chosen calls badly. */
async function collect(fault: Fault, isBad: (call: Call) => boolean) {
  proxy = await startFaultLab(demo.url, { when: isBad, fault });
  // Only what waits for silence is kept short: a busy machine may take its time for anything else.
  const timeout = fault === fallSilent ? '2' : '30';
  const { code, stderr, json } = await runCli(args(), {
    environment: { VSPHERE_PASSWORD: demo.password, VSPHERE_TIMEOUT: timeout },
  });
  return { code, stderr, report: json() };
}

describe.each(['RetrieveServiceContent', 'CreateContainerView'])('%s answered badly', (method) => {
  it.each([
    ['an HTML page', htmlPage, 'it is an HTML page, not SOAP'],
    ['a DTD', withDtd, 'it declares a DTD, which is never expanded'],
    ['half of the XML', halfOfIt, `the answer to ${method} is broken XML`],
    ['bytes that are not UTF-8', invalidUtf8, 'it is not valid UTF-8'],
  ])('names %s', async (_, fault, what) => {
    const { code, stderr, report } = await collect(fault, (call) => call.method === method);
    const message = `The server's answer cannot be read: ${what}.`;
    expect(report).toMatchObject({ phase: 'failed', total: 0, error: { code: 'protocol', message } });
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    nothingLeft();
  });
});

describe('a login whose answer is lost or unreadable', () => {
  it.each([
    ['half of the XML', halfOfIt, 1, 'the answer to Login is broken XML'],
    ['bytes that are not UTF-8', invalidUtf8, 1, 'it is not valid UTF-8'],
    ['a DTD', withDtd, 1, 'it declares a DTD'],
    ['a cut', cutOff, 4, 'closed the connection'],
    ['silence in the middle', fallSilent, 4, 'did not answer in time'],
  ])('is taken back: %s', async (_, fault, exitCode, message) => {
    const { code, stderr } = await collect(fault, ({ method }) => method === 'Login');
    expect([code, stderr]).toEqual([exitCode, expect.stringContaining(message)]);
    expect([proxy.calls.get('Login'), proxy.calls.get('Logout')]).toEqual([1, 1]);
    nothingLeft();
  });
});

it('a server that never answers the logout does not hold a second Ctrl-C', async () => {
  proxy = await startFaultLab(demo.url, {
    when: ({ method, page }) => method === 'Logout' || page > 0,
    fault: silent,
  });
  const cli = startCli(args(), { environment: { VSPHERE_PASSWORD: demo.password } });
  const interrupted = cli.written(/Interrupted: logging out …/);
  await expect.poll(() => proxy.calls.get('RetrievePropertiesEx'), { timeout: 20_000 }).toBe(1);
  cli.kill('SIGINT');
  await interrupted;
  await expect.poll(() => proxy.calls.get('Logout'), { timeout: 20_000 }).toBe(1);
  cli.kill('SIGINT');
  expect(await cli.done).toMatchObject({ code: 130, stdout: '' });
  nothingLeft();
});

it('a session that the server keeps forgetting is renewed once, and not for ever', async () => {
  const { code, report } = await collect(notAuthenticated, ({ page }) => page > 0);
  expect(report.error).toMatchObject({ code: 'not-authenticated', fault: 'NotAuthenticated' });
  expect([code, proxy.calls.get('Login')]).toEqual([1, 2]);
  // The proxy only says that the first session is forgotten; the second one is logged out and its view destroyed.
  expect(demo.activity()).toMatchObject({ sessions: 1, views: 0 });
});
