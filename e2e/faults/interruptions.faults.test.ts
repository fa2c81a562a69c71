import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../main/collector/collection-fixture.ts';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim, type Vcsim } from '../fixtures/servers/vcsim.ts';
import type { Fault } from './fault-lab.ts';
import {
  corrupted,
  cutAtTheEnd,
  cutBefore,
  cutOff,
  delayed,
  doubled,
  fallSilent,
  repeatedObjects,
  silent,
  soapFault,
  throttled,
  truncated,
  unavailable,
} from './faults.ts';
import { collectThroughLab, expectNothingLeft, expectWholeOnce } from './lab-collection-fixture.ts';

const VMS = 230;

let demo: DemoVcenter;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: VMS, seed: 3, restricted: false });
});
afterAll(() => demo?.close());

/** Interrupts one page, the fourth: the third of VMs. */
const once = (fault: Fault) => [{ when: ({ page }: { readonly page: number }) => page === 4, fault }];

describe('one page', () => {
  it.each<[string, Fault]>([
    ['cut in the middle', cutOff],
    ['cut before its last byte', cutAtTheEnd],
    ['cut before the server heard of it', cutBefore],
    ['that falls silent half way', fallSilent],
    ['that never begins', silent],
    ['refused with 429', unavailable(429)],
    ['refused with 502', unavailable(502)],
    ['refused with 503', unavailable(503)],
    ['refused with 504', unavailable(504)],
    ['that meets a deleted object', soapFault('ManagedObjectNotFound', '<obj type="VirtualMachine">vm-1</obj>')],
    ['whose view is gone', soapFault('ManagedObjectNotFound', '<obj type="ContainerView">session[1]view</obj>')],
    ['whose token nobody knows', soapFault('InvalidArgument', '<invalidProperty>token</invalidProperty>')],
  ])('%s: read anew, every object once, nothing left at the server', async (_, fault) => {
    const timeoutSeconds = fault === fallSilent || fault === silent ? 2 : 30;
    expectWholeOnce(await collectThroughLab(demo, { rules: once(fault), timeoutSeconds }), VMS);
    expectNothingLeft(demo);
  });

  it('after which the server ends the session: logged in again, every object once', async () => {
    const ending = await startDemoVcenter({
      vms: VMS,
      seed: 3,
      restricted: false,
      faults: { expireSessionAfterPages: 4 },
    });
    const result = await collectThroughLab(ending);
    expectWholeOnce(result, VMS);
    expect(result.lab.calls.get('Login')).toBe(2);
    expectNothingLeft(ending);
    await ending.close();
  });

  it.each<[string, Fault]>([
    ['half a second late', delayed(500)],
    ['in drops of 512 bytes', throttled(512, 2)],
    ['with every object twice', repeatedObjects],
  ])('%s: nothing is repeated and nothing is lost', async (_, fault) => {
    const result = await collectThroughLab(demo, { rules: once(fault) });
    expectWholeOnce(result, VMS);
    expect(result.state.retries).toBe(0);
    expectNothingLeft(demo);
  });

  it.each<[string, Fault]>([
    ['that ends half way as if that were all', truncated],
    ['with one byte of markup changed', corrupted],
    ['that comes twice in one answer', doubled],
  ])('%s: what was whole before stays, the kind is marked', async (_, fault) => {
    const { state, refs } = await collectThroughLab(demo, { rules: once(fault) });
    expect(state).toMatchObject({ phase: 'partial', error: { code: 'protocol' }, finished: ['HostSystem'] });
    expect(state.missing).toEqual([expect.objectContaining({ type: 'VirtualMachine', path: '*', reason: 'protocol' })]);
    expect(new Set(refs).size).toBe(state.rows);
    expectNothingLeft(demo);
  });

  it('refused for a path that the server does not know: read without it, and the path is listed', async () => {
    const path = 'config.version';
    const fault = soapFault('InvalidProperty', `<name>${path}</name>`);
    const { state } = await collectThroughLab(demo, { rules: [{ when: ({ body }) => body.includes(path), fault }] });
    expect(state).toMatchObject({ phase: 'completed', counts: { VirtualMachine: VMS } });
    expect(state.missing).toEqual([
      expect.objectContaining({ type: 'VirtualMachine', path, reason: 'InvalidProperty' }),
    ]);
    expectNothingLeft(demo);
  });
});

describe('a server that fails again and again', () => {
  it('is given up after the limit in a row, with what came', async () => {
    // A reading's first page comes, its second does not.
    const { state, lab } = await collectThroughLab(demo, {
      rules: [{ when: ({ method }) => method === 'ContinueRetrievePropertiesEx', fault: cutBefore }],
      change: { retries: 2 },
    });
    expect(state).toMatchObject({ phase: 'partial', retries: 2, error: { code: 'cannot-connect' } });
    expect(lab.calls.get('ContinueRetrievePropertiesEx')).toBe(3);
    expect(state.counts.VirtualMachine).toBe(50);
    expectNothingLeft(demo);
  });

  it('by asking for more patience than two minutes is not waited for', async () => {
    const { state } = await collectThroughLab(demo, {
      rules: [{ when: ({ page }) => page > 2, fault: unavailable(503, '3600') }],
    });
    expect(state).toMatchObject({ phase: 'partial', retries: 0, error: { code: 'cannot-connect' } });
  });
});

describe('a vCenter that goes away half way', () => {
  it('and comes back, its sessions forgotten: logged in again, every object once', async () => {
    // The same estate, started anew: no session, view or token of the first one is known to the second.
    const first = await startDemoVcenter({ vms: VMS, seed: 3, restricted: false });
    let second: DemoVcenter | undefined;
    const result = await collectThroughLab(first, {
      onBatch: async ({ type }) => {
        if (type !== 'VirtualMachine' || second !== undefined) return;
        await first.close();
        second = await startDemoVcenter({ vms: VMS, seed: 3, restricted: false, port: first.port });
      },
    });
    expectWholeOnce(result, VMS);
    expect(result.lab.calls.get('Login')).toBe(2);
    expect(second?.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
    await second?.close();
  });

  it('and stays away: the rows that came are kept, and nobody waits for ever', async () => {
    const result = await collectThroughLab(demo, {
      change: { retries: 2 },
      onBatch: async ({ type }, _, lab) => {
        if (type === 'VirtualMachine') await lab.goAway();
      },
    });
    expect(result.state).toMatchObject({ phase: 'partial', retries: 2, error: { code: 'cannot-connect' } });
    expect(result.refs.length).toBe(result.state.rows);
  });

  it('for as long as an operator looks, then is back: goes on by itself', async () => {
    let gone = false;
    const result = await collectThroughLab(demo, {
      onBatch: async ({ type }, _, lab) => {
        if (type !== 'VirtualMachine' || gone) return;
        gone = true;
        await lab.goAway();
        setTimeout(() => void lab.comeBack(), 1500);
      },
    });
    expectWholeOnce(result, VMS);
    expect(result.state.retries).toBeGreaterThan(0);
  });

  it('by idling sessions away while a window holds the rows back: logged in again', async () => {
    let now = Date.now();
    const idle = await startDemoVcenter({
      vms: VMS,
      seed: 3,
      restricted: false,
      sessionIdleMs: 60_000,
      now: () => now,
    });
    let held = false;
    const result = await collectThroughLab(idle, {
      change: { options: { ...DEFAULT_OPTIONS, batchSize: 10 } },
      onBatch: ({ type }) => {
        if (type !== 'HostSystem' || held) return;
        held = true;
        now += 61_000;
      },
    });
    expectWholeOnce(result, VMS);
    expect(result.lab.calls.get('Login')).toBe(2);
    await idle.close();
  });
});

describe.runIf(requireTools('vcsim'))('another vCenter implementation, over TLS', () => {
  let vcsim: Vcsim;
  beforeAll(async () => {
    vcsim = await startVcsim({ datacenters: 1, clusters: 1, hostsPerCluster: 3, vmsPerPool: 60 });
  });
  afterAll(() => vcsim?.close());

  // It has one view, and answers maxObjects as it is asked.
  it.each<[string, Fault]>([
    ['cut in the middle', cutOff],
    ['refused with 503', unavailable(503)],
    ['continued without permission', soapFault('NoPermission')],
  ])('a page %s: read anew, every object once', async (_, fault) => {
    const result = await collectThroughLab(vcsim, {
      rules: [{ when: ({ method, nth }) => method === 'ContinueRetrievePropertiesEx' && nth === 1, fault }],
    });
    expectWholeOnce(result, 120);
    expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  });
});
