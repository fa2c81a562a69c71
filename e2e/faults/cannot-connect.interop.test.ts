import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli, startCli } from '../fixtures/run-cli.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim } from '../fixtures/servers/vcsim.ts';
import { startFaultLab } from './fault-lab.ts';

const PASSWORD = 'never-to-be-seen';
const collect = (server: string, more: readonly string[] = [], timeout = '2') =>
  runCli(['collect', '--server', server, '--user', 'op@vsphere.local', '--no-cache', ...more], {
    environment: { VSPHERE_PASSWORD: PASSWORD, VSPHERE_TIMEOUT: timeout },
  });

let listener: Server | undefined;
afterEach(() => listener?.close());

/** A server that does with a connection what it is told, and nothing else. */
async function listen(welcome: (socket: import('node:net').Socket) => void = () => {}): Promise<number> {
  listener = createServer((socket) => {
    socket.on('error', () => {});
    welcome(socket);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return (listener.address() as AddressInfo).port;
}

describe('a server that cannot be reached: exit 4, with a sentence of its own and what to do', () => {
  it('a closed port', async () => {
    const port = await listen();
    listener?.close();
    const { code, stderr, stdout } = await collect(`127.0.0.1:${port}`);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(new RegExp(`^127\\.0\\.0\\.1:${port} refuses the connection\\.\\n.*vCenter service runs`));
  });

  it('a name that is nobody’s', async () => {
    const { code, stderr } = await collect('vcenter.invalid');
    expect(code).toBe(4);
    expect(stderr).toMatch(/^vcenter\.invalid has no address: .*DNS.*\n.*DNS/);
  });

  it.each([
    ['http', /did not answer in time\.\n.*VSPHERE_TIMEOUT/],
    ['https', /does not finish the TLS handshake in time\.\n.*VSPHERE_TIMEOUT/],
  ])('silence on %s', async (scheme, says) => {
    const port = await listen();
    const { code, stderr } = await collect(`${scheme}://127.0.0.1:${port}`, [], '1');
    expect(code).toBe(4);
    expect(stderr).toMatch(says);
  });

  it('plain http where https was asked for', async () => {
    const port = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
    const { code, stderr } = await collect(`127.0.0.1:${port}`);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/does not speak TLS on this port\.\n.*https on 443/)]);
  });

  it('a connection that is closed at once', async () => {
    const port = await listen((socket) => socket.destroy());
    const { code, stderr } = await collect(`127.0.0.1:${port}`);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/closed the connection/)]);
  });

  it('a page that is not SOAP is not a vCenter: exit 1', async () => {
    const page = '<!doctype html><title>Router</title>';
    const port = await listen((socket) =>
      socket.on('data', () =>
        socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`),
      ),
    );
    const { code, stderr } = await collect(`http://127.0.0.1:${port}`);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/it is an HTML page, not SOAP/)]);
  });
});

it('a wrong password: exit 3, after exactly one login', async () => {
  const demo = startCli(['demo', '--vms', '20']);
  const [, url = ''] = await demo.written(/url=(\S+)\n/);
  const proxy = await startFaultLab(url);
  try {
    const { code, stderr, json } = await collect(proxy.url, ['--json']);
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`^Login refused for op@vsphere\\.local at ${new URL(proxy.url).host}\\.\\n`));
    expect(json()).toMatchObject({ error: { code: 'login-refused' } });
    expect(stderr + JSON.stringify(json())).not.toContain(PASSWORD);
    expect(proxy.calls.get('Login')).toBe(1);
  } finally {
    await proxy.close();
    demo.kill('SIGTERM');
    await demo.done;
  }
});

describe.runIf(requireTools('vcsim'))('a certificate that nobody vouched for', () => {
  it('exit 4 with its fingerprint, and not one request has left', async () => {
    const vcsim = await startVcsim({ vmsPerPool: 1 });
    try {
      const { code, stderr } = await collect(vcsim.url);
      expect(code).toBe(4);
      expect(stderr).toMatch(
        /certificate is not trusted.*\n.*SHA-256 fingerprint (?:[0-9A-F]{2}:){31}[0-9A-F]{2}.*--thumbprint/,
      );
      expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
    } finally {
      await vcsim.close();
    }
  });
});
