import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCli, runCli, startCli } from '../fixtures/run-cli.ts';
import { type Call, type Fault, startFaultLab } from './fault-lab.ts';
import { cutOff, fallSilent, replaced, soapFault, spoiledXml, unavailable } from './faults.ts';

const BOMB =
  '<!DOCTYPE bomb [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';

const NO_VALUE =
  '<missingSet><path>name</path><fault><fault xsi:type="NotAuthenticated"/><localizedMessage/></fault></missingSet>';
/** What an ended session looks like at some servers: objects without values. */
const withoutValues = spoiledXml((answer) =>
  answer.replaceAll(/<propSet>[\s\S]*?<\/propSet>/g, '').replaceAll(/(<objects>[\s\S]*?<\/obj>)/g, `$1${NO_VALUE}`),
);

describe('an answer that is not what it should be', () => {
  let demo: RunningCli;
  let target: string;
  let login: { environment: Record<string, string> };

  beforeAll(async () => {
    demo = startCli(['demo', '--vms', '400', '--port', '0']);
    const address = await demo.written(/url=(\S+)\nuser=(\S+)\npassword=(\S+)\n/);
    target = address[1] ?? '';
    login = {
      environment: {
        VSPHERE_USER: address[2] ?? '',
        VSPHERE_PASSWORD: address[3] ?? '',
        VSPHERE_TIMEOUT: '3',
        VSPHERE_RETRIES: '0',
      },
    };
  });
  afterAll(async () => {
    demo?.kill('SIGTERM');
    await demo?.done;
  });

  /** @param faults what becomes of this page and of those after it */
  const collect = async (page: number, ...faults: readonly Fault[]) => {
    const rules = faults.map((fault, after) => ({ when: (call: Call) => call.page === page + after, fault }));
    const proxy = await startFaultLab(target, ...rules);
    try {
      const types = ['--types', 'host,vm', '--no-cache', '--json'];
      const result = await runCli(['collect', '--server', proxy.url, ...types], login);
      return { ...result, report: result.json(), calls: proxy.calls };
    } finally {
      await proxy.close();
    }
  };

  // Page 1 has the hosts; pages 2 and later the VMs, 50 each.
  it.each<[string, Fault, RegExp]>([
    [
      'HTML',
      replaced(200, 'text/html', () => '<!doctype html><html><body>Sign in</body></html>'),
      /it is an HTML page, not SOAP/,
    ],
    ['XML that ends early', spoiledXml((answer) => answer.slice(0, answer.length >> 1)), /cannot be read: broken XML/],
    [
      'an entity bomb',
      spoiledXml((answer) => answer.replace(/(<\?xml[^>]*\?>)?/, `$1${BOMB}`)),
      /declares a DTD, which is never expanded/,
    ],
    [
      'bytes that are not UTF-8',
      spoiledXml((answer) =>
        Buffer.concat([Buffer.from(answer.slice(0, -40)), Buffer.from([0xff, 0xfe]), Buffer.from(answer.slice(-40))]),
      ),
      /not valid UTF-8/,
    ],
    [
      'a value not of its type',
      spoiledXml((answer) => answer.replace(/(<name>config.hardware.memoryMB<\/name><val[^>]*>)\d+/, '$1much')),
      /config\.hardware\.memoryMB of VirtualMachine:vm-\d+: "much" is not an integer/,
    ],
    ['a fault', soapFault('SystemError'), /The server refused (Continue)?RetrievePropertiesEx: SystemError/],
    ['status 500 without a fault', replaced(500, 'text/plain', () => 'oops'), /HTTP 500 without a SOAP fault/],
    ['a cut connection', cutOff, /closed the connection/],
    ['silence', fallSilent, /did not answer in time/],
    ['status 503', unavailable(503), /HTTP 503/],
  ])('%s half way: the rows that came stay, and what is missing is listed', async (_, fault, says) => {
    const { code, stderr, report, calls } = await collect(4, fault);
    expect(report.objects).toMatchObject({ HostSystem: expect.any(Number), VirtualMachine: expect.any(Number) });
    const { VirtualMachine: vms = 0, HostSystem: hosts = 0 } = report.objects as Record<string, number>;
    expect(hosts).toBeGreaterThan(0);
    expect(vms).toBeGreaterThanOrEqual(95);
    expect(vms).toBeLessThan(400);
    expect(report.missing).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'VirtualMachine', path: '*' })]),
    );
    expect(code).toBe(5);
    expect(stderr).toMatch(says);
    expect(calls.get('Logout')).toBe(1);
    expect(calls.get('DestroyView')).toBe(calls.get('CreateContainerView'));
  });

  it('every value missing because the session has ended: logs in again, and every row comes once', async () => {
    const { code, report, calls } = await collect(4, withoutValues);
    const untouched = await collect(0);
    expect(report.objects).toEqual(untouched.report.objects);
    expect(report.missing).toEqual(untouched.report.missing);
    expect(code).toBe(untouched.code);
    expect(calls.get('Login')).toBe(2);
  });

  it('a view that is listed without values because the session has ended: is not taken for an empty one', async () => {
    const { report, calls } = await collect(4, soapFault('NoPermission'), withoutValues);
    const untouched = await collect(0);
    expect(report.objects).toEqual(untouched.report.objects);
    expect(calls.get('Login')).toBe(2);
  });

  it.each<[string, Fault]>([
    ['HTML', replaced(200, 'text/html', () => '<html></html>')],
    ['a cut connection', cutOff],
  ])('%s before the first row of a kind: the other kind is still read, or the reason told', async (_, fault) => {
    const { code, stderr, report } = await collect(1, fault);
    expect(stderr).toMatch(/cannot be read|closed the connection/);
    expect(report.missing).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'HostSystem', path: '*' })]),
    );
    expect(code).toBe(Number(report.total) > 0 ? 5 : 4);
  });
});
