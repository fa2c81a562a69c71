import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPython } from '../fixtures/servers/python.ts';
import { startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { LARGE_ESTATE, startVcsim, type Vcsim } from '../fixtures/servers/vcsim.ts';

const READ_TYPES = fileURLToPath(new URL('pyvmomi/read_types.py', import.meta.url));

describe.runIf(requireTools('vcsim', 'pyvmomi'))('the simulated vCenter', () => {
  let vcsim: Vcsim;
  beforeAll(async () => {
    vcsim = await startVcsim(LARGE_ESTATE);
  });
  afterAll(() => vcsim?.close());

  it('has 66 hosts and 2,500 virtual machines, and counts what a client leaves behind', async () => {
    const { hostname, port } = new URL(vcsim.url);
    const types = ['Datacenter', 'ClusterComputeResource', 'HostSystem', 'VirtualMachine'];
    const result = await runPython(READ_TYPES, [hostname, port, vcsim.user, ...types], {
      environment: { VSPHERE_PASSWORD: vcsim.password },
    });
    expect(result.stderr).toBe('');
    const counts = Object.entries(JSON.parse(result.stdout).types as Record<string, { readonly count: number }>);
    expect(Object.fromEntries(counts.map(([type, { count }]) => [type, count]))).toEqual({
      Datacenter: 2,
      ClusterComputeResource: 8,
      HostSystem: 66,
      VirtualMachine: 2500,
    });
    expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  });

  it('counts the session and the view of a client that does not clean up, and can end them', async () => {
    const cookie = await login(vcsim, vcsim.password);
    expect(await vcsim.activity()).toEqual({ sessions: 1, views: 0 });
    const view = '<CreateContainerView xmlns="urn:vim25"><_this type="ViewManager">ViewManager</_this>'.concat(
      '<container type="Folder">group-d1</container><type>HostSystem</type><recursive>true</recursive></CreateContainerView>',
    );
    expect((await soap(vcsim.url, view, cookie)).status).toBe(200);
    expect(await vcsim.activity()).toEqual({ sessions: 1, views: 1 });

    expect(await vcsim.terminateSessions()).toBe(1);
    expect((await vcsim.activity()).sessions).toBe(0);
    const refused = await soap(vcsim.url, view, cookie);
    expect(refused.status).toBe(500);
    expect(refused.body).toContain('NotAuthenticated');
  });

  it('refuses a wrong password', async () => {
    await expect(login(vcsim, 'not-the-password')).rejects.toThrow('InvalidLogin');
  });
});

describe.runIf(requireTools('redis'))('the Redis server', () => {
  it('answers on its own port and is gone after close', async () => {
    const [first, second] = await Promise.all([startRedis(), startRedis()]);
    try {
      expect(first.port).not.toBe(second.port);
      const socket = connect(second.port, '127.0.0.1');
      socket.end('PING\r\nQUIT\r\n');
      expect(await text(socket)).toContain('+PONG');
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
    const socket = connect(first.port, '127.0.0.1');
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
  });
});

async function login(vcsim: Vcsim, password: string): Promise<string> {
  const body = `<Login xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this><userName>${vcsim.user}</userName><password>${password}</password></Login>`;
  const answer = await soap(vcsim.url, body);
  if (answer.status !== 200 || answer.cookie === undefined) throw new Error(answer.body);
  return answer.cookie;
}

async function soap(url: string, body: string, cookie?: string) {
  const call = request(url, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', ...(cookie === undefined ? {} : { cookie }) },
    // The simulator's certificate is self-signed by design.
    rejectUnauthorized: false,
  });
  call.end(`<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>${body}</Body></Envelope>`);
  const [answer] = await once(call, 'response');
  return {
    status: answer.statusCode as number,
    body: await text(answer),
    cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] as string | undefined,
  };
}
