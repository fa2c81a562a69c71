import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { browserOptions } from './fixtures/browser.ts';

/** A name that an attacker's own DNS gives, and that leads to this machine. */
const REBOUND = 'rebound.example';

/** A page of somebody else, served on another port of this machine; ends with the test. */
async function serveForeignPage(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Foreign page</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

// Against the web host: the desktop application listens at no address.
test('a foreign page in the same browser reads nothing, opens no socket and frames no window', { tag: '@web' }, async ({
  app,
  page,
  context,
}) => {
  await expect(page.getByRole('grid', { name: 'VMs' })).toBeVisible();
  const stored = await page.evaluate(() => JSON.stringify(sessionStorage));
  const session = /[\w-]{43}/.exec(stored)?.[0] ?? '';
  expect(session, 'the session that the attack is given').not.toBe('');
  const { server, origin } = await serveForeignPage();
  const attacker = await context.newPage();
  await attacker.goto(origin);
  const seen = await attacker.evaluate(
    async ({ target, session }) => {
      const read = async (init?: RequestInit) => {
        try {
          return (await fetch(`${target}/session`, init)).status;
        } catch {
          return 'unreadable';
        }
      };
      const socket = new WebSocket(target.replace('http', 'ws').concat('/socket'), [
        'heapsphere',
        `session.${session}`,
      ]);
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      });
      const load = (element: HTMLScriptElement | HTMLImageElement | HTMLIFrameElement, src: string) =>
        new Promise((resolve) => {
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.src = src;
          document.body.append(element);
        });
      const frame = document.createElement('iframe');
      await load(frame, `${target}/`);
      return {
        get: await read(),
        post: await read({ method: 'POST', body: JSON.stringify({ token: 'a' }) }),
        simple: await read({ method: 'POST', mode: 'no-cors', body: '{"token":"a"}' }),
        socket: opened,
        image: await load(document.createElement('img'), `${target}/favicon.svg`),
        // A frame that was blocked shows an error page of the browser, which no page can look into either.
        frame: frame.contentDocument === null ? 'closed' : 'readable',
        session: sessionStorage.length,
      };
    },
    { target: app.origin, session },
  );
  expect(seen).toEqual({
    get: 'unreadable',
    post: 'unreadable',
    simple: 'unreadable',
    socket: 'refused',
    image: 'refused',
    frame: 'closed',
    session: 0,
  });
  const framed = attacker.frames().find((each) => each !== attacker.mainFrame());
  expect(await framed?.getByRole('grid').count()).toBe(0);
  server.close();
});

test('a name that was rebound to this machine gets neither page, session nor socket', { tag: '@web' }, async ({
  app,
}) => {
  const { args, ...options } = browserOptions();
  const browser = await chromium.launch({
    ...options,
    args: [...args, `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`],
  });
  const page = await browser.newPage();
  const { port, hash } = new URL(app.link);
  const answer = await page.goto(`http://${REBOUND}:${port}/`);
  expect([answer?.status(), await page.innerText('body')]).toEqual([421, 'This address is not served here.']);
  // The page is same-origin with what it attacks: nothing but the host's own check stands in the way.
  const status = await page.evaluate(
    async (token) => {
      const response = await fetch('/session', { method: 'POST', body: JSON.stringify({ token }) });
      return response.status;
    },
    new URLSearchParams(hash.slice(1)).get('token'),
  );
  expect(status).toBe(421);
  await browser.close();
});

test.describe('text that would be markup, or the address of a script', () => {
  test.use({
    expectedErrors: [/requires 'Trusted\w+' assignment|TrustedTypePolicy|Trusted Type/],
  });

  // The desktop's page has the same test in desktop.spec.ts.
  test('stays text in the running page, and nobody can make a policy that lets it through', { tag: '@web' }, async ({
    page,
  }) => {
    const response = await page.reload();
    const policy = (await response?.headerValue('content-security-policy')) ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]),
    );
    await expect(page.getByRole('grid', { name: 'VMs' })).toBeVisible();
    const assigned = await page.evaluate(() => {
      const outcome = (act: () => unknown): string => {
        try {
          act();
          return 'allowed';
        } catch (error) {
          return error instanceof TypeError ? 'refused' : String(error);
        }
      };
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): void };
      };
      return {
        markup: outcome(() => {
          document.body.innerHTML = '<b>x</b>';
        }),
        address: outcome(() => {
          document.createElement('script').src = '/assets/other.js';
        }),
        policy: outcome(() => trustedTypes.createPolicy('lenient', {})),
      };
    });
    expect(assigned).toEqual({ markup: 'refused', address: 'refused', policy: 'refused' });
    await expect(page.getByRole('grid', { name: 'VMs' })).toBeVisible();
  });
});
