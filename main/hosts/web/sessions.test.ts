import { describe, expect, test } from 'vitest';
import { Sessions } from './sessions.ts';
import { ask, openSession, openSocket, postToken, request, startHost, tokenOf, upgrade } from './web-host-fixture.ts';

/** As long as a real one, but wrong. */
const WRONG = 'A'.repeat(43);

describe('a link', () => {
  test('carries 256 bits in its fragment, which no request repeats', async () => {
    const { host, lines } = await startHost();
    const url = new URL(host.url);
    expect(`${url.origin}${url.pathname}${url.search}`).toBe(`http://127.0.0.1:${host.port}/`);
    expect(Buffer.from(tokenOf(host.url), 'base64url')).toHaveLength(32);
    expect(lines).toEqual([]);
  });

  test('opens one session and is used up by it', async () => {
    const under = await startHost();
    const token = tokenOf(under.host.url);
    const first = await postToken(under, token);
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'no-store']);
    expect((JSON.parse(first.body) as { session: string }).session).not.toBe(token);
    expect((await postToken(under, token)).status).toBe(401);
    expect((await postToken(under, token)).body).not.toContain(token);
  });

  test('opens one session, however many ask at once', async () => {
    const under = await startHost();
    const tries = Array.from({ length: 8 }, () => postToken(under, tokenOf(under.host.url)));
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
  });

  test('opens again for the window that was reloaded before it saw the answer, and for no other', async () => {
    const under = await startHost();
    const token = tokenOf(under.host.url);
    const [window, other] = ['w'.repeat(43), 'o'.repeat(43)];
    const sessionOf = ({ body }: { body: string }) => (JSON.parse(body) as { session: string }).session;
    const unseen = sessionOf(await postToken(under, token, window));
    expect((await postToken(under, token, other)).status).toBe(401);
    expect((await postToken(under, token)).status).toBe(401);
    const again = await postToken(under, token, window);
    expect(again.status).toBe(200);
    await expect(openSocket(under, sessionOf(again))).resolves.toBeDefined();
    const protocols = ['heapsphere', `session.${unseen}`];
    expect(await upgrade(under, { protocols, options: { origin: under.origin } })).toBe(401);
    expect((await postToken(under, tokenOf(under.host.newLink()), other)).status).toBe(200);
    expect((await postToken(under, token, window)).status, 'only the last exchange comes again').toBe(401);
  });

  test('can be had anew; the one before is void then, a session opened before is not', async () => {
    const under = await startHost();
    const session = await openSession(under);
    const unused = under.host.newLink();
    const fresh = under.host.newLink();
    expect((await postToken(under, tokenOf(unused))).status).toBe(401);
    const second = await openSession(under, fresh);
    for (const each of [session, second]) await expect(openSocket(under, each)).resolves.toBeDefined();
  });

  test.each([
    ['a wrong token', { token: WRONG }, 401],
    ['a token cut short', { token: 'A' }, 401],
    ['an empty token', { token: '' }, 400],
    ['a token that is a list', { token: [WRONG] }, 400],
    ['more than a token', { token: WRONG, admin: true }, 400],
    ['a window without a token', { window: WRONG }, 400],
    ['a key of a window that is too short', { token: WRONG, window: 'w' }, 400],
    ['null', null, 400],
    ['a number', 5, 400],
  ])('does not open with %s', async (_what, body, status) => {
    const under = await startHost();
    const headers = [`Origin: ${under.origin}`];
    const asked = { method: 'POST', headers, body: JSON.stringify(body) };
    expect((await ask(under.host.port, '/session', asked)).status).toBe(status);
    await expect(openSession(under)).resolves.toBeDefined();
  });

  test('does not open with what is not JSON, nor by reading', async () => {
    const { host, origin } = await startHost();
    const headers = [`Origin: ${origin}`];
    expect((await ask(host.port, '/session', { method: 'POST', headers, body: '{"token":' })).status).toBe(400);
    expect((await ask(host.port, '/session', { method: 'POST', headers })).status).toBe(400);
    expect((await ask(host.port, `/session?token=${tokenOf(host.url)}`)).status).toBe(404);
  });
});

test('after ten wrong tokens even the right one has to wait, and the log says so', async () => {
  const under = await startHost();
  for (let count = 0; count < 10; count += 1) expect((await postToken(under, WRONG)).status).toBe(401);
  const right = await postToken(under, tokenOf(under.host.url));
  expect(right.status).toBe(429);
  expect(under.lines).toEqual([expect.stringContaining('Too many wrong links')]);
  expect(under.lines.join()).not.toContain(tokenOf(under.host.url));
});

test('a minute after the wrong ones the right token opens, for it was not used up', () => {
  let now = 0;
  const sessions = new Sessions(() => now);
  const token = sessions.mint();
  for (let count = 0; count < 10; count += 1) expect(sessions.exchange(WRONG)).toBe('refused');
  now = 59_999;
  expect(sessions.exchange(token)).toBe('wait');
  now = 60_000;
  expect(sessions.exchange(token)).toEqual({ session: expect.stringMatching(/^[\w-]{43}$/) });
});

test('the ninth session ends the first one', () => {
  const sessions = new Sessions();
  const opened = Array.from({ length: 9 }, () => {
    const result = sessions.exchange(sessions.mint());
    return typeof result === 'string' ? '' : result.session;
  });
  expect(new Set(opened).size).toBe(9);
  expect(opened.map((session) => sessions.isOpen(session))).toEqual([false, ...Array(8).fill(true)]);
  expect(sessions.isOpen('')).toBe(false);
});

describe('a socket', () => {
  test('opens with a session again and again, so that a reload does not need a new link', async () => {
    const under = await startHost();
    const session = await openSession(under);
    (await openSocket(under, session)).terminate();
    const socket = await openSocket(under, session);
    expect(socket.protocol).toBe('heapsphere');
    expect(await request(socket, 1, 'collection:list', {})).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['without protocols', () => []],
    ['without a session', () => ['heapsphere']],
    ['with an empty session', () => ['heapsphere', 'session.']],
    ['with a wrong session', () => ['heapsphere', `session.${WRONG}`]],
    ['with half a session', (session: string) => ['heapsphere', `session.${session.slice(0, 20)}`]],
    ['with a session alone', (session: string) => [`session.${session}`]],
    ['with the token of the link', (_session: string, token: string) => ['heapsphere', `session.${token}`]],
  ])('does not open %s', async (_what, protocolsOf) => {
    const under = await startHost();
    const session = await openSession(under);
    const protocols = protocolsOf(session, tokenOf(under.host.newLink()));
    expect(await upgrade(under, { protocols, options: { origin: under.origin } })).toBe(401);
    expect(under.app.windows).toBe(0);
  });

  test.each(['/', '/session', '/socket/', '/socket?a=1', '/index.html'])('does not open at %s', async (path) => {
    const under = await startHost();
    const protocols = ['heapsphere', `session.${await openSession(under)}`];
    expect(await upgrade(under, { protocols, path, options: { origin: under.origin } })).toBe(404);
  });

  test('does not open beyond the number of windows, and does again when one has gone', async () => {
    const under = await startHost({ sockets: 2 });
    const session = await openSession(under);
    const asked = { protocols: ['heapsphere', `session.${session}`], options: { origin: under.origin } };
    const first = await openSocket(under, session);
    await openSocket(under, session);
    for (let count = 0; count < 20; count += 1) expect(await upgrade(under, asked)).toBe(503);
    expect(under.app.windows).toBe(2);
    first.close();
    await expect.poll(() => under.app.windows).toBe(1);
    await expect(openSocket(under, session)).resolves.toBeDefined();
  });
});
