import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startWebHost } from './web-host.ts';
import {
  ask,
  closeCode,
  dial,
  openSession,
  openSocket,
  readAnswer,
  startHost,
  statusOf,
  TinyApp,
  tokenOf,
} from './web-host-fixture.ts';

describe('a request', () => {
  test('with a body larger than allowed is refused before it is read to its end', async () => {
    const { host, origin } = await startHost({ bodyBytes: 100 });
    const headers = [`Origin: ${origin}`];
    const body = JSON.stringify({ token: tokenOf(host.url) });
    const large = body.padEnd(101);
    expect((await ask(host.port, '/session', { method: 'POST', headers, body: large })).status).toBe(413);
    expect((await ask(host.port, '/session', { method: 'POST', headers, body: body.padEnd(100) })).status).toBe(200);
  });

  test('whose body has no end is refused all the same', async () => {
    const { host, origin } = await startHost();
    const socket = await dial(host.port);
    const head = ['POST /session HTTP/1.1', `Host: 127.0.0.1:${host.port}`, `Origin: ${origin}`];
    socket.write(`${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n`);
    const part = 'a'.repeat(0x1000);
    for (let count = 0; count < 4; count += 1) socket.write(`1000\r\n${part}\r\n`);
    expect((await readAnswer(socket)).status).toBe(413);
  });

  test.each([
    ['headers', ['GET / HTTP/1.1', 'Host: 127.0.0.1']],
    ['a body', ['POST /session HTTP/1.1', 'Host: HOST', 'Origin: http://HOST', 'Content-Length: 9', '', '{']],
  ])('that takes too long over %s is cut off', async (_what, lines) => {
    const { host } = await startHost({ requestMs: 100 });
    const socket = await dial(host.port);
    socket.write(lines.join('\r\n').replaceAll('HOST', `127.0.0.1:${host.port}`));
    expect((await readAnswer(socket)).status).toBe(408);
    expect((await ask(host.port, '/')).status).toBe(200);
  });

  test('that never begins is cut off', async () => {
    const { host } = await startHost({ idleMs: 100, requestMs: 100 });
    const socket = await dial(host.port);
    socket.resume();
    await once(socket, 'end');
  });

  test('whose answer is not read is cut off', async () => {
    const large = { 'assets/large.js': new Uint8Array(32 * 1024 * 1024) };
    const { host } = await startHost({ idleMs: 100, connections: 1 }, large);
    const socket = await dial(host.port);
    socket.write(`GET /assets/large.js HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`);
    await expect.poll(() => statusOf(host.port)).toBe(200);
  });

  test.each([
    ['headers without an end', `GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}`],
    ['what is no HTTP', '\x16\x03\x01\x02\x00 hello\r\n\r\n'],
    ['two lengths', 'POST /session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n',
    ],
  ])('made of %s is refused and harms nobody else', async (_what, text) => {
    const { host } = await startHost();
    const socket = await dial(host.port);
    socket.write(text);
    expect((await readAnswer(socket)).status).toBeOneOf([400, 431]);
    expect((await ask(host.port, '/')).status).toBe(200);
  });

  test('beyond the number of connections is turned away, until one of them ends', async () => {
    const { host } = await startHost({ connections: 3 });
    const held = await Promise.all([dial(host.port), dial(host.port), dial(host.port)]);
    const refused = await dial(host.port);
    refused.resume();
    await once(refused, 'end');
    held[0]?.destroy();
    await expect.poll(() => statusOf(host.port)).toBe(200);
  });
});

describe('closing', () => {
  test('ends windows, connections and the server, and may be asked for twice', async () => {
    const under = await startHost();
    const socket = await openSocket(under, await openSession(under));
    const idle = await dial(under.host.port);
    const ended = Promise.all([closeCode(socket), once(idle.resume(), 'end')]);
    await Promise.all([under.host.close(), under.host.close()]);
    await under.host.close();
    expect(under.app.windows).toBe(0);
    await ended;
    await expect(dial(under.host.port)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('does not wait for a peer whose upgrade was refused and who keeps its side open', async () => {
    const { host } = await startHost();
    const socket = await dial(host.port);
    const head = ['GET /socket HTTP/1.1', 'Host: elsewhere', 'Connection: Upgrade', 'Upgrade: websocket'];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    expect((await readAnswer(socket)).status).toBe(421);
    await host.close();
  });
});

test('a port that is taken is an error with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { rendererDir } = await startHost();
  const { port } = other.address() as { readonly port: number };
  await expect(startWebHost({ app: new TinyApp(), rendererDir, port, log: () => {} })).rejects.toMatchObject({
    code: 'usage',
    data: {
      message: `Port ${port} cannot be used (EADDRINUSE).`,
      action: 'Another program listens there; choose another port or leave --port out.',
    },
  });
});
