import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { registerScheme, servePages } from './protocol.ts';

type Handler = Parameters<Protocol['handle']>[1];

const double = vi.hoisted(() => ({ schemes: [] as CustomScheme[], handlers: new Map<string, Handler>() }));
vi.mock(import('electron'), () => {
  const protocol: Partial<Protocol> = {
    registerSchemesAsPrivileged: (schemes) => void double.schemes.push(...schemes),
    handle: (scheme, handler) => void double.handlers.set(scheme, handler),
  };
  return { protocol: protocol as Protocol };
});

let folder: string;
let page: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapsphere-protocol-'));
  page = join(folder, 'renderer');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.json'), '{}');
  await writeFile(join(page, 'index.html'), '<!doctype html>');
  await writeFile(join(page, 'assets', 'index-1.js'), 'export {};');
  await writeFile(join(page, 'assets', 'a font.woff2'), 'font');
  await writeFile(join(page, 'assets', 'program.exe'), 'MZ');
  await symlink(join(folder, 'secret.json'), join(page, 'assets', 'link.json'));
  await servePages(page);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function get(url: string, method = 'GET'): Promise<Response> {
  const handler = double.handlers.get('app');
  if (!handler) throw new Error('app:// is not handled');
  // Electron hands over the address as the page wrote it, once its own parser has been over it.
  const request: Pick<Request, 'url' | 'method'> = { url, method };
  return handler(request as Request);
}

test('the scheme has an origin, is secure and may be fetched, and is granted nothing else', () => {
  registerScheme();
  expect(double.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

describe('files of the page', () => {
  test.each([
    ['app://heapsphere/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://heapsphere/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://heapsphere/index.html?a=1#b', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://heapsphere/assets/index-1.js', 'text/javascript; charset=utf-8', 'export {};'],
    ['app://heapsphere/assets/a%20font.woff2', 'font/woff2', 'font'],
  ])('%s is served', async (url, type, body) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(body);
  });

  test('HEAD has the headers alone', async () => {
    const response = await get('app://heapsphere/index.html', 'HEAD');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('nothing but reading is allowed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await get('app://heapsphere/', method)).status).toBe(405);
  });
});

describe('everything else is not there', () => {
  test.each([
    'app://heapsphere/../secret.json',
    'app://heapsphere/assets/../../secret.json',
    'app://heapsphere/%2e%2e/secret.json',
    'app://heapsphere/..%2fsecret.json',
    'app://heapsphere/assets/..%2f..%2fsecret.json',
    'app://heapsphere/assets/%2e%2e%5c%2e%2e%5csecret.json',
    'app://heapsphere/..\\secret.json',
    'app://heapsphere//etc/passwd',
    'app://heapsphere/%2fetc%2fpasswd',
    'app://heapsphere/index.html%00.js',
    'app://heapsphere/%ff',
    'app://heapsphere/%',
    'app://heapsphere/assets',
    'app://heapsphere/assets/',
    'app://heapsphere/assets/program.exe',
    'app://heapsphere/assets/link.json',
    'app://heapsphere/unknown.html',
    'app://heapsphere/constructor',
    'app://elsewhere/index.html',
    'app://somebody@heapsphere/index.html',
    'app:index.html',
    'nonsense',
  ])('%s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('There is nothing here.');
  });

  test('a file that came after the start', async () => {
    await writeFile(join(page, 'later.js'), '');
    expect((await get('app://heapsphere/later.js')).status).toBe(404);
  });
});

test.each([
  ['app://heapsphere/', 'GET'],
  ['app://heapsphere/unknown', 'GET'],
  ['app://heapsphere/', 'POST'],
])('every answer carries the policy (%s %s)', async (url, method) => {
  const { headers } = await get(url, method);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('a folder without a page is an error that names it', async () => {
  const empty = await mkdtemp(join(folder, 'empty-'));
  await expect(servePages(empty)).rejects.toThrow(`${empty} holds no built page`);
});
