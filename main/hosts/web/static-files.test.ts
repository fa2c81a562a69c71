import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listStaticFiles } from './static-files.ts';
import { ask, dial, startHost, statusOf } from './web-host-fixture.ts';

const FOR_GOOD = 'private, max-age=31536000, immutable';

test.each([
  ['/', 'text/html; charset=utf-8', 'no-store', '<!doctype html><title>Heapsphere</title>'],
  ['/index.html', 'text/html; charset=utf-8', 'no-store', '<!doctype html><title>Heapsphere</title>'],
  ['/index.html?theme=dark', 'text/html; charset=utf-8', 'no-store', '<!doctype html><title>Heapsphere</title>'],
  ['/favicon.svg', 'image/svg+xml', 'no-store', '<svg/>'],
  ['/assets/index-1.js', 'text/javascript; charset=utf-8', FOR_GOOD, 'export {};'],
  ['/assets/index-1.css', 'text/css; charset=utf-8', FOR_GOOD, 'a{}'],
  ['/assets/icons-1.woff2', 'font/woff2', FOR_GOOD, 'font'],
])('%s is served as %s, cached as %s', async (path, type, caching, body) => {
  const { host } = await startHost();
  const answer = await ask(host.port, path);
  expect([answer.status, answer.body]).toEqual([200, body]);
  expect(answer.headers).toMatchObject({ 'content-type': type, 'cache-control': caching });
  const head = await ask(host.port, path, { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(body.length)]);
});

test.each([
  '/../secret.json',
  '/../../../../../../etc/passwd',
  '/assets/../../secret.json',
  '/./index.html',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..%2f..%2fetc/passwd',
  '/assets/..%2f..%2fsecret.json',
  '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/..%252fsecret.json',
  '/..%c0%afsecret.json',
  '/..%5csecret.json',
  '/..\\secret.json',
  '//etc/passwd',
  '/%2fetc%2fpasswd',
  'file:///etc/passwd',
  '/index.html%00.js',
  '/index.html/',
  '/INDEX.HTML',
  '/%',
  '/assets',
  '/assets/',
  '/assets/link.json',
  '/notes.txt',
  '/constructor',
  '/__proto__',
  '*',
])('%s is not there', async (path) => {
  const { host } = await startHost();
  const answer = await ask(host.port, path);
  expect([answer.status, answer.body]).toEqual([404, 'There is nothing here.']);
});

test.each([
  ['a file', '/', 'GET'],
  ['a file that is not there', '/unknown', 'GET'],
  ['a refusal', '/', 'POST'],
])('%s comes with the policy and without an invitation to other pages', async (_what, path, method) => {
  const { host } = await startHost();
  const { headers } = await ask(host.port, path, { method });
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(Object.keys(headers).filter((name) => /^access-control|^set-cookie$|^server$/.test(name))).toEqual([]);
});

test('a file that came after the start is not there; one that went is no end of the host', async () => {
  const { host, rendererDir, lines } = await startHost();
  await writeFile(join(rendererDir, 'later.js'), '');
  expect((await ask(host.port, '/later.js')).status).toBe(404);
  await rm(join(rendererDir, 'favicon.svg'));
  expect((await ask(host.port, '/favicon.svg')).body).toBe('');
  expect(lines).toEqual([expect.stringContaining('ENOENT')]);
  expect((await ask(host.port, '/')).status).toBe(200);
});

test('a reader that goes away half way is nothing to tell', async () => {
  const { host, lines } = await startHost({ connections: 1 }, { 'assets/large.js': new Uint8Array(32 * 1024 * 1024) });
  const socket = await dial(host.port);
  socket.write(`GET /assets/large.js HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`);
  await once(socket, 'data');
  socket.destroy();
  await expect.poll(() => statusOf(host.port)).toBe(200);
  expect(lines).toEqual([]);
});

test('a folder without a built page is an error that names it', async () => {
  const { rendererDir } = await startHost();
  await expect(listStaticFiles(join(rendererDir, 'assets'))).rejects.toThrow(/assets holds no built renderer/);
});
