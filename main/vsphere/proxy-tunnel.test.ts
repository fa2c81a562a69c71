import { once } from 'node:events';
import { request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasOpenssl } from '../../e2e/fixtures/servers/certificate.ts';
import type { HeapsphereError } from '../../shared/errors.ts';
import { openTls } from './open-tls.ts';
import { startProxy } from './proxy-fixture.ts';
import { proxyLabel } from './proxy-tunnel.ts';
import { TrustingAgent } from './trust.ts';
import { type Identity, makeIdentity, startEavesdroppingServer } from './trust-fixture.ts';

const reach = (proxy: string, port: number, timeoutMs = 5000) =>
  openTls({ host: '127.0.0.1', port }, { trust: { mode: 'system' }, timeoutMs, proxy });

describe.runIf(hasOpenssl())('through a proxy', () => {
  let vcenter: Identity;
  beforeAll(async () => {
    vcenter = await makeIdentity();
  });

  it('the server is reached, and the proxy learns its address only', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const proxy = await startProxy();
    const login = proxy.url.replace('//', '//op%40corp:p%3Aw@');
    const agent = new TrustingAgent({ mode: 'pin', fingerprint256: vcenter.fingerprint256 }, 5000, login);
    onTestFinished(() => agent.destroy());
    const status = await new Promise((resolve) => {
      const sent = request(server.url, { method: 'POST', agent }, (response) => resolve(response.statusCode));
      sent.on('error', resolve).end('never-readable');
    });
    expect(status).toBe(404);
    expect(server.heard()).toContain('never-readable');
    const authority = `127.0.0.1:${server.port}`;
    const basic = Buffer.from('op@corp:p:w').toString('base64');
    expect(proxy.heads).toEqual([
      `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`,
    ]);
    expect(proxy.passed().length).toBeGreaterThan(100);
    expect(proxy.passed()).not.toContain('never-readable');
  });

  it('a server with another certificate than the pinned hears nothing', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const { url } = await startProxy();
    const agent = new TrustingAgent({ mode: 'pin', fingerprint256: 'AA' }, 5000, url);
    onTestFinished(() => agent.destroy());
    const error = await new Promise((resolve) => {
      request(server.url, { method: 'POST', agent }, resolve).on('error', resolve).end('secret');
    });
    expect((error as HeapsphereError).data).toMatchObject({
      code: 'certificate-untrusted',
      pinnedFingerprint256: 'AA',
    });
    await expect.poll(() => server.ended).toBe(1);
    expect(server.heard()).toBe('');
  });

  it.each([
    ['wants a login', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', /wants a login/],
    ['forbids', 'HTTP/1.1 403 Forbidden\r\n\r\n', /does not let us through to 127\.0\.0\.1:\d+ \(HTTP 403\)/],
    ['is none', 'SSH-2.0-OpenSSH_9\r\n\r\n', /it does not speak HTTP/],
    ['never ends its head', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`, /it does not speak HTTP/],
  ])('that %s, the failure names it', async (_, answer, says) => {
    const proxy = await startProxy(answer);
    const failed = reach(proxy.url, 1);
    await expect(failed).rejects.toMatchObject({ data: { code: 'cannot-connect' } });
    await expect(failed).rejects.toThrow(says);
    await expect(failed).rejects.toThrow(proxyLabel(proxy.url));
  });

  it('that says nothing, or is not there, the failure names it, without its password', async () => {
    const silent = await startProxy('');
    await expect(reach(silent.url, 1, 100)).rejects.toThrow(/^The proxy 127\.0\.0\.1:\d+ did not answer in time\.$/);
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await expect(reach(`http://me:hunter2@127.0.0.1:${port}`, 1)).rejects.toThrow(
      `The proxy 127.0.0.1:${port} cannot be talked to (ECONNREFUSED).`,
    );
  });
});
