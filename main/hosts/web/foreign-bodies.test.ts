import { expect, test } from 'vitest';
import { ask, dial, startHost } from './web-host-fixture.ts';

/** Half a minute of sending at full speed. */
const ENDLESS = 1e12;

test.each([
  ['a file', 'GET', '/', 200],
  ['a path that takes nothing', 'POST', '/', 405],
  ['a session, from a foreign page', 'POST', '/session', 403],
])(
  'a body without an end for %s is answered and cut off, not read',
  async (_what, method, path, status) => {
    const { host, origin } = await startHost();
    const socket = await dial(host.port);
    const from = status === 403 ? 'https://evil.example' : origin;
    const head = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${host.port}`, `Origin: ${from}`];
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    // It is cut off while it is sending.
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`${[...head, `Content-Length: ${ENDLESS}`].join('\r\n')}\r\n\r\n`);
    const flood = setInterval(() => {
      if (socket.writableLength < 1024 * 1024) socket.write(Buffer.alloc(64 * 1024));
    }, 0);
    await closed.finally(() => clearInterval(flood));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await ask(host.port, '/')).status).toBe(200);
  },
  5000,
);
