import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { allowedHosts } from './request-guard.ts';
import { ask, openSession, sendRaw, startHost, tokenOf, upgrade } from './web-host-fixture.ts';

describe('the Host header', () => {
  test.each(['127.0.0.1', 'localhost'])('%s with our port is ours', async (name) => {
    const { host } = await startHost();
    expect((await ask(host.port, '/', { host: `${name}:${host.port}` })).status).toBe(200);
  });

  test.each([
    ['a rebound name', (port: number) => `rebound.example:${port}`],
    ['our address as the beginning of a name', (port: number) => `127.0.0.1.evil.example:${port}`],
    ['our name as the beginning of a name', (port: number) => `localhost.evil.example:${port}`],
    ['our name as its end', (port: number) => `evil-localhost:${port}`],
    ['a name that starts as the network does', (port: number) => `127.evil.example:${port}`],
    ['no port', () => '127.0.0.1'],
    ['another port', (port: number) => `127.0.0.1:${port + 1}`],
    ['a longer port', (port: number) => `127.0.0.1:${port}0`],
    ['an account', (port: number) => `127.0.0.1:${port}@evil.example`],
    ['another account', (port: number) => `evil@127.0.0.1:${port}`],
    ['IPv6 loopback', (port: number) => `[::1]:${port}`],
    ['mapped IPv4', (port: number) => `[::ffff:127.0.0.1]:${port}`],
    ['another loopback address', (port: number) => `127.0.0.2:${port}`],
    ['the short form of our address', (port: number) => `127.1:${port}`],
    ['the number of our address', (port: number) => `2130706433:${port}`],
    ['any address', (port: number) => `0.0.0.0:${port}`],
    ['a closing dot', (port: number) => `localhost.:${port}`],
    ['capitals', (port: number) => `LOCALHOST:${port}`],
  ])('%s is refused, for files, sessions and sockets alike', async (_what, hostOf) => {
    const under = await startHost();
    const { port, url } = under.host;
    const host = hostOf(port);
    expect((await ask(port, '/', { host })).status).toBe(421);
    const body = JSON.stringify({ token: tokenOf(url) });
    const headers = [`Origin: http://${host}`];
    expect((await ask(port, '/session', { method: 'POST', host, headers, body })).status).toBe(421);
    const session = await openSession(under);
    const options = { headers: { Host: host }, origin: `http://${host}` };
    expect(await upgrade(under, { protocols: ['heapsphere', `session.${session}`], options })).toBe(421);
    expect(under.app.windows).toBe(0);
  });

  test('a missing or empty one is refused', async () => {
    const { host } = await startHost();
    expect((await ask(host.port, '/', { host: '' })).status).toBe(421);
    expect((await ask(host.port, '/', { host: null })).status).toBe(400);
    expect((await sendRaw(host.port, ['GET / HTTP/1.0'])).status).toBe(421);
  });

  test('one beside a foreign address in the request line leads nowhere', async () => {
    const { host } = await startHost();
    expect((await ask(host.port, 'http://evil.example/')).status).toBe(404);
    expect((await ask(host.port, '//evil.example/')).status).toBe(404);
  });

  test('has no port when that is the usual one', () => {
    expect([...allowedHosts(80)]).toEqual(['127.0.0.1', 'localhost']);
  });
});

const FOREIGN_ORIGINS: readonly [string, (port: number) => string | undefined][] = [
  ['a missing one', () => undefined],
  ['an opaque one', () => 'null'],
  ['another site', () => 'https://evil.example'],
  ['another port of this machine', (port) => `http://127.0.0.1:${port + 1}`],
  ['this machine without a port', () => 'http://127.0.0.1'],
  ['another scheme', (port) => `https://127.0.0.1:${port}`],
  ['our other name', (port) => `http://localhost:${port}`],
  ['our origin as a beginning', (port) => `http://127.0.0.1:${port}.evil.example`],
  ['our origin with a path', (port) => `http://127.0.0.1:${port}/`],
  ['two of them', (port) => `http://127.0.0.1:${port} https://evil.example`],
];

describe('the Origin header', () => {
  test.each(FOREIGN_ORIGINS)('%s opens no session and leaves the token good', async (_what, originOf) => {
    const under = await startHost();
    const { port, url } = under.host;
    const origin = originOf(port);
    const headers = origin === undefined ? [] : [`Origin: ${origin}`];
    const body = JSON.stringify({ token: tokenOf(url) });
    expect((await ask(port, '/session', { method: 'POST', headers, body })).status).toBe(403);
    await expect(openSession(under)).resolves.toMatch(/^[\w-]{43}$/);
  });

  test.each(FOREIGN_ORIGINS)('%s opens no socket, even with a session', async (_what, originOf) => {
    const under = await startHost();
    const session = await openSession(under);
    const origin = originOf(under.host.port);
    const options = origin === undefined ? {} : { origin };
    expect(await upgrade(under, { protocols: ['heapsphere', `session.${session}`], options })).toBe(403);
    expect(under.app.windows).toBe(0);
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is wanted for %s on every path', async (method) => {
    const { host, origin } = await startHost();
    expect((await ask(host.port, '/', { method })).status).toBe(403);
    expect((await ask(host.port, '/', { method, headers: [`Origin: ${origin}`] })).status).toBe(405);
  });

  test('of another page reads no file, and no answer invites it', async () => {
    const { host } = await startHost();
    for (const method of ['GET', 'OPTIONS']) {
      const headers = ['Origin: https://evil.example', 'Access-Control-Request-Method: POST'];
      const answer = await ask(host.port, '/assets/index-1.js', { method, headers });
      expect(answer.status).toBe(403);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('a file asked for without an Origin', () => {
  test.each([
    ['cross-site', 'no-cors', 403],
    ['same-site', 'no-cors', 403],
    ['cross-site', 'navigate', 200],
    ['same-origin', 'no-cors', 200],
    ['none', 'navigate', 200],
  ])('from a page that is %s, in mode %s: %i', async (site, mode, status) => {
    const { host } = await startHost();
    const headers = [`Sec-Fetch-Site: ${site}`, `Sec-Fetch-Mode: ${mode}`];
    expect((await ask(host.port, '/', { headers })).status).toBe(status);
  });
});

test('nothing listens on any other address of this machine', async () => {
  const { host } = await startHost();
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
    .map(({ address }) => address);
  for (const hostname of ['127.0.0.2', ...others]) {
    const attempt = httpRequest({ hostname, port: host.port, headers: { Host: `127.0.0.1:${host.port}` } });
    attempt.end();
    const [error] = (await once(attempt, 'error')) as [NodeJS.ErrnoException];
    expect(error.code, hostname).toMatch(/^(ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH|EHOSTUNREACH)$/);
  }
});
