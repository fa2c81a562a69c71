import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkUsedError, openSession } from './web-session.ts';

const servers: Server[] = [];

/** A host that answers every sign-in with the same status. */
async function host(status: number, session = 'fresh'): Promise<{ origin: string; tokens: unknown[] }> {
  const tokens: unknown[] = [];
  const server = createServer(async (request, response) => {
    tokens.push([request.method, request.url, await json(request)]);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ session }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens };
}

function page(origin: string, hash: string, remembered?: string) {
  const stored = new Map(remembered === undefined ? [] : [['heapsphere.session', remembered]]);
  let cleared = false;
  return {
    stored,
    isCleared: () => cleared,
    hash,
    origin,
    clearHash: () => {
      cleared = true;
    },
    storage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    },
  };
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('openSession', () => {
  it('exchanges the token once, takes it out of the address bar, and remembers the session', async () => {
    const { origin, tokens } = await host(200);
    const window = page(origin, '#token=one-time');
    expect(await openSession(window)).toBe('fresh');
    const key = window.stored.get('heapsphere.window');
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(tokens).toEqual([['POST', '/session', { token: 'one-time', window: key }]]);
    expect(window.isCleared()).toBe(true);
    expect(window.stored.get('heapsphere.session')).toBe('fresh');
  });

  it('goes on with the remembered session after a reload, without asking', async () => {
    const { origin, tokens } = await host(200);
    expect(await openSession(page(origin, '', 'earlier'))).toBe('earlier');
    expect(tokens).toEqual([]);
  });

  it('keeps the token until it has an answer, and repeats the exchange with the same key after a reload', async () => {
    const refusing = await host(503);
    const before = page(refusing.origin, '#token=one-time');
    await expect(openSession(before)).rejects.toThrow('503');
    expect(before.isCleared()).toBe(false);
    const answering = await host(200);
    const after = { ...page(answering.origin, '#token=one-time'), storage: before.storage };
    expect(await openSession(after)).toBe('fresh');
    expect(answering.tokens).toEqual(refusing.tokens);
  });

  it('says that a link was used, unless this window used it', async () => {
    const { origin } = await host(401);
    await expect(openSession(page(origin, '#token=old'))).rejects.toThrow(LinkUsedError);
    expect(await openSession(page(origin, '#token=old', 'mine'))).toBe('mine');
  });

  it('does not open without a link', async () => {
    await expect(openSession(page('http://127.0.0.1:1', ''))).rejects.toThrow('opened without a link');
  });

  it('rejects when the host answers with something else', async () => {
    const { origin } = await host(503);
    await expect(openSession(page(origin, '#token=x'))).rejects.toThrow('Heapsphere answered 503');
  });
});
