import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CollectionState, RequestResult } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import { connectionHandlers } from './connection-handlers.ts';
import { connectionsIn, DRAFT, ReversingStore } from './connections/connections-fixture.ts';
import { DEMO_PASSWORD, DEMO_USER, type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import type { ConnectionScope } from './dispatch.ts';
import type { StartRequest } from './services.ts';

let demo: DemoVcenter;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 250, seed: 3 });
});
afterAll(() => demo.close());

/** One window. */
class Scope implements ConnectionScope {
  readonly #closers: (() => void)[] = [];
  push(): void {}
  onClose(closer: () => void): void {
    this.#closers.push(closer);
  }
  close(): void {
    for (const closer of this.#closers) closer();
  }
}

async function setUp(secrets = new ReversingStore()) {
  const { saved } = await connectionsIn({ secrets });
  const started: StartRequest[] = [];
  const listeners = new Set<(state: CollectionState) => void>();
  const handlers = connectionHandlers({
    connections: saved,
    services: {
      start: async (request) => {
        started.push(request);
        return { state: { id: `c${started.length}` } } as Awaited<
          ReturnType<Parameters<typeof connectionHandlers>[0]['services']['start']>
        >;
      },
    },
    onCollection: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    proxyFor: async () => undefined,
    timeoutSeconds: () => 10,
    version: '0',
  });
  const scope = new Scope();
  onTestFinished(() => scope.close());
  const tell = (state: Partial<CollectionState>) => {
    for (const listener of [...listeners]) listener(state as CollectionState);
  };
  const here = { ...DRAFT, server: demo.url, user: DEMO_USER };
  const save = async (change: Partial<typeof DRAFT> = {}) =>
    (await handlers['connections:save']({ draft: { ...here, ...change } }, scope)).id;
  const test = async (
    of: { id: string } | { draft: typeof DRAFT },
    password?: string,
  ): Promise<RequestResult<'connections:test'>> =>
    handlers['connections:test']({ testId: 't', of, ...(password === undefined ? {} : { password }) }, scope);
  return { handlers, saved, started, listeners, scope, tell, save, test, here };
}

const ABOUT = { about: { name: 'vCenter', apiVersion: '8', instanceUuid: 'u' } };

describe('a test of a connection', () => {
  it('logs in, looks around and logs out', async () => {
    const { test, here } = await setUp();
    const found = await test({ draft: { ...here, datacenters: ['Nowhere'] } }, DEMO_PASSWORD);
    expect(found).toEqual({
      server: new URL(demo.url).host,
      reached: { milliseconds: expect.any(Number) },
      login: {
        product: expect.stringContaining('vCenter'),
        apiVersion: expect.stringMatching(/^\d/),
        milliseconds: expect.any(Number),
      },
      roundTripMs: expect.any(Number),
      datacenters: { seen: expect.arrayContaining([expect.any(String)]), missing: ['Nowhere'] },
    });
    const [known = ''] = found.datacenters?.seen ?? [];
    const again = await test({ draft: { ...here, datacenters: [known] } }, DEMO_PASSWORD);
    expect(again.datacenters?.missing).toEqual([]);
    expect(demo.activity().sessions).toBe(0);
  });

  it('tells a refused login, a server that is not there, and one that is no address', async () => {
    const { test, here } = await setUp();
    expect(await test({ draft: here }, 'wrong')).toMatchObject({ error: { code: 'login-refused' } });
    const closed = await test({ draft: { ...here, server: '127.0.0.1:1' } }, 'x');
    expect(closed).toMatchObject({ server: '127.0.0.1:1', error: { code: 'cannot-connect' } });
    expect(closed).not.toHaveProperty('reached');
    expect(await test({ draft: { ...here, server: 'ftp://vc' } }, 'x')).toMatchObject({ error: { code: 'usage' } });
    expect(JSON.stringify(await test({ draft: here }, 'wrong'))).not.toContain('wrong');
  });

  it('uses a remembered password for the connection as it is saved, and for no draft', async () => {
    const { test, save, saved, here } = await setUp();
    const id = await save();
    await saved.vault.remember(await saved.get(id), DEMO_PASSWORD);
    expect(await test({ id })).toHaveProperty('login');
    const asked = await test({ draft: here });
    expect(asked).not.toHaveProperty('login');
    expect(asked).not.toHaveProperty('error');
  });

  it('is stopped on request, by the next one, and with its window', async () => {
    const { handlers, scope, here, test } = await setUp();
    const slow = { draft: { ...here, server: 'https://192.0.2.1' } };
    const cancelled = test(slow, 'x');
    await Promise.resolve();
    handlers['connections:test-cancel']({ testId: 'another' }, scope);
    handlers['connections:test-cancel']({ testId: 't' }, scope);
    expect(await cancelled).toMatchObject({ error: { code: 'cancelled' } });
    const first = test(slow, 'x');
    const second = test(slow, 'x');
    expect(await first).toMatchObject({ error: { code: 'cancelled' } });
    scope.close();
    expect(await second).toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('opening a connection', () => {
  it('starts a collection with what is saved and the password that was entered', async () => {
    const { handlers, scope, save, started } = await setUp();
    const id = await save({ timeoutSeconds: 7, proxy: 'none' });
    expect(await handlers['connections:open']({ id, password: 'pw', remember: false }, scope)).toEqual({
      collectionId: 'c1',
    });
    expect(started).toMatchObject([
      { source: { server: demo.url, user: DEMO_USER, password: 'pw', timeoutSeconds: 7, direct: true } },
    ]);
    await expect(handlers['connections:open']({ id, remember: false }, scope)).rejects.toMatchObject({
      data: { field: 'password' },
    });
  });

  it('remembers a password once vCenter has accepted it, and not before', async () => {
    const { handlers, scope, save, tell, saved, listeners, started } = await setUp();
    const id = await save();
    const origin = async () => (await saved.view()).connections[0]?.password;
    await handlers['connections:open']({ id, password: 'pw', remember: true }, scope);
    tell({ id: 'c1' });
    tell({ id: 'other', ...ABOUT });
    expect(await origin()).toBe('ask');
    tell({ id: 'c1', ...ABOUT });
    await expect.poll(origin).toBe('remembered');
    expect(listeners.size).toBe(0);
    await handlers['connections:open']({ id, remember: false }, scope);
    expect(started.at(-1)).toMatchObject({ source: { password: 'pw' } });
    expect(JSON.stringify(await saved.view())).not.toContain('"pw"');
  });

  it('forgets a remembered password that vCenter refuses, and keeps it when the network fails', async () => {
    const { handlers, scope, save, tell, saved } = await setUp();
    const id = await save();
    await saved.vault.remember(await saved.get(id), 'old');
    const origin = async () => (await saved.view()).connections[0]?.password;
    const end = async (code: 'login-refused' | 'cannot-connect', collection: string) => {
      await handlers['connections:open']({ id, remember: false }, scope);
      tell({ id: collection, endedAt: 1, error: { code, message: '', action: '' } });
    };
    await end('cannot-connect', 'c1');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await origin()).toBe('remembered');
    await end('login-refused', 'c2');
    await expect.poll(origin).toBe('ask');
  });

  it('refuses to remember where nothing keeps secrets, before anything is sent', async () => {
    const secrets = new ReversingStore();
    secrets.available = false;
    const { handlers, scope, save, started } = await setUp(secrets);
    const id = await save();
    const opened = handlers['connections:open']({ id, password: 'pw', remember: true }, scope);
    await expect(opened).rejects.toBeInstanceOf(HeapsphereError);
    await expect(opened).rejects.toThrow('Not kept.');
    expect(started).toEqual([]);
  });

  it('tells of a password that the system did not keep', async () => {
    const secrets = new ReversingStore();
    const { handlers, scope, save, tell, saved } = await setUp(secrets);
    const id = await save();
    await handlers['connections:open']({ id, password: 'pw', remember: true }, scope);
    secrets.broken = true;
    tell({ id: 'c1', ...ABOUT });
    await expect.poll(() => saved.notices).toEqual([expect.stringMatching(/“Lab”: .+did not take the password/)]);
  });
});
