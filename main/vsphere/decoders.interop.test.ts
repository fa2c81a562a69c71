import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { startVcsim, type Vcsim } from '../../e2e/fixtures/servers/vcsim.ts';
import { decodedPages } from './decoded-pages.ts';
import type { DecodedValue } from './decoded-value.ts';
import type { ObjectContent } from './object-decoder.ts';
import { PropertyIndex } from './property-index.ts';
import { type PropertyRequest, propertyPages } from './property-pages.ts';
import { VimSession } from './session.ts';
import { ContainerView } from './views.ts';

const TYPES = [
  'Datacenter',
  'Folder',
  'ComputeResource',
  'HostSystem',
  'ResourcePool',
  'VirtualMachine',
  'Datastore',
  'Network',
  'DistributedVirtualSwitch',
];

/** Objects by reference, each with its properties by path. */
type Decoded = Map<string, Record<string, DecodedValue | undefined>>;

describe.runIf(requireTools('vcsim'))('the two ways to decode an answer', () => {
  let vcsim: Vcsim;
  let session: VimSession;

  beforeAll(async () => {
    vcsim = await startVcsim({ datacenters: 1, clusters: 1, hostsPerCluster: 2, vmsPerPool: 5, pods: 1, apps: 1 });
    session = await VimSession.open({
      server: vcsim.url,
      user: vcsim.user,
      password: vcsim.password,
      trust: { mode: 'insecure' },
      timeoutSeconds: 30,
      userAgent: 'Heapsphere test',
    });
  }, 120_000);
  afterAll(async () => {
    await session?.close();
    await vcsim?.close();
  });

  async function read(
    type: string,
    pages: (view: ContainerView, request: PropertyRequest) => AsyncGenerator<ObjectContent[]>,
  ): Promise<Decoded> {
    const view = await ContainerView.create(session, session.rootFolder, type);
    const index = new PropertyIndex([], true);
    const decoded: Decoded = new Map();
    try {
      for await (const page of pages(view, {
        type,
        paths: undefined,
        index,
        accepts: () => true,
        pageSize: 3,
        atOnce: () => 3,
      })) {
        expect(page.length).toBeLessThanOrEqual(3);
        for (const { ref, values } of page) {
          decoded.set(String(ref), Object.fromEntries(index.paths.map((path, position) => [path, values[position]])));
        }
      }
    } finally {
      await view.destroy();
    }
    return decoded;
  }

  it.each(TYPES)('agree on all properties of every %s', async (type) => {
    const streamed = await read(type, (view, request) => propertyPages(session, view.ref, request));
    const whole = await read(type, (view, request) => decodedPages(session, view.ref, request, 64 * 1024 * 1024));
    expect([...streamed.keys()]).toEqual([...whole.keys()]);
    expect(streamed.size).toBeGreaterThan(0);
    for (const [ref, properties] of streamed) {
      for (const [path, value] of Object.entries(properties)) {
        if (!isDeepStrictEqual(value, whole.get(ref)?.[path]))
          expect(whole.get(ref)?.[path], `${ref} ${path}`).toEqual(value);
      }
    }
  });

  it('refuses a full decode larger than its limit while the answer arrives', async () => {
    const reading = read('VirtualMachine', (view, request) => decodedPages(session, view.ref, request, 10_000));
    await expect(reading).rejects.toMatchObject({ data: { code: 'budget-exceeded' } });
  });

  it('reports a path that the server does not know', async () => {
    const view = await ContainerView.create(session, session.rootFolder, 'VirtualMachine');
    const paths = ['name', 'config.toaster'];
    const request = {
      type: 'VirtualMachine',
      paths,
      index: new PropertyIndex(paths),
      accepts: () => true,
      pageSize: 5,
      atOnce: () => 5,
    };
    for await (const page of propertyPages(session, view.ref, request)) {
      for (const { missing } of page) expect(missing).toEqual([{ path: 'config.toaster', fault: 'InvalidProperty' }]);
    }
    await view.destroy();
  });
});
