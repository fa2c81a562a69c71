import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectAll, specFor, startCollection } from '../../main/collector/collection-fixture.ts';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { type Call, startFaultLab } from './fault-lab.ts';
import { cutOff, soapFault, unavailable } from './faults.ts';
import { collectThroughLab, expectNothingLeft, expectWholeOnce } from './lab-collection-fixture.ts';

const VMS = 230;

let demo: DemoVcenter;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: VMS, seed: 3, restricted: false });
});
afterAll(() => demo?.close());

// Page 1 has the hosts; pages 2 and later the VMs, 50 each.
describe('a reading that is interrupted', () => {
  it('by a cut in the middle of a page is begun anew: every object comes once', async () => {
    const result = await collectThroughLab(demo, { rules: [{ when: ({ page }) => page === 4, fault: cutOff }] });
    expectWholeOnce(result, VMS);
    expect(result.state.retries).toBe(1);
    expectNothingLeft(demo);
  });

  it('by an object that went meanwhile is begun anew at once', async () => {
    const fault = soapFault('ManagedObjectNotFound', '<obj type="VirtualMachine">vm-1</obj>');
    const result = await collectThroughLab(demo, { rules: [{ when: ({ page }) => page === 3, fault }] });
    expectWholeOnce(result, VMS);
    expectNothingLeft(demo);
  });

  it('again and again keeps the rows that came, marks the kind and logs out', async () => {
    const { state } = await collectThroughLab(demo, {
      rules: [{ when: ({ page }) => page > 3, fault: cutOff }],
      change: { retries: 1 },
    });
    expect(state).toMatchObject({ phase: 'partial', retries: 1, finished: ['HostSystem'] });
    expect(state.error?.code).toBe('cannot-connect');
    expect(state.counts.VirtualMachine).toBeGreaterThan(100);
    expect(state.missing).toEqual([expect.objectContaining({ type: 'VirtualMachine', path: '*' })]);
    expectNothingLeft(demo);
  });

  it('is told of while it is waited for, and can be cancelled then', async () => {
    const lab = await startFaultLab(demo.url, { when: ({ page }) => page === 1, fault: unavailable(503, '100') });
    const { user, password } = demo;
    const states: CollectionState[] = [];
    const spec = specFor({ server: lab.url, user, password }, { trust: { mode: 'system' }, cacheMode: 'off' });
    const collection = startCollection(spec, (state) => {
      states.push(state);
      if (state.retry) collection.cancel();
    });
    const since = Date.now();
    expect(await collection.finished).toMatchObject({ phase: 'cancelled', error: { code: 'cancelled' } });
    const retry = states.find((state) => state.retry)?.retry;
    expect(retry).toMatchObject({ attempt: 1, limit: 5, reason: expect.stringContaining('with HTTP 503') });
    expect(retry?.at).toBeGreaterThanOrEqual(since + 100_000);
    expectNothingLeft(demo);
    await lab.close();
  });
});

describe('a login', () => {
  it('at a busy vCenter is tried again; the password is sent until it is judged, once', async () => {
    const when = ({ method, nth }: Call) => nth === 1 && (method === 'RetrieveServiceContent' || method === 'Login');
    const result = await collectThroughLab(demo, { rules: [{ when, fault: unavailable(503) }] });
    expectWholeOnce(result, VMS);
    expect(result.lab.calls.get('Login')).toBe(2);
    expectNothingLeft(demo);
  });

  it('that is refused is never tried again', async () => {
    const lab = await startFaultLab(demo.url);
    const state = await collectAll(specFor({ server: lab.url, user: demo.user, password: 'wrong' }));
    expect(state).toMatchObject({ phase: 'failed', retries: 0, error: { code: 'login-refused' } });
    expect(lab.calls.get('Login')).toBe(1);
    await lab.close();
  });
});

describe('an account that may not continue a page', () => {
  it('gets every object by reference, once, and is told which role it lacks', async () => {
    const denied = await startDemoVcenter({ vms: VMS, seed: 3, restricted: false, faults: { denyContinue: true } });
    try {
      const result = await collectThroughLab(denied, {
        change: { types: ['HostSystem', 'VirtualMachine', 'Template'] },
      });
      expectWholeOnce(result, VMS);
      expect(result.state.counts.Template).toBe(demo.counts.Template);
      expect(result.state.advice).toEqual([
        { message: expect.stringContaining('continue a page'), action: expect.stringContaining('root folder') },
      ]);
      // It is refused once, and then not asked for again.
      expect(result.lab.calls.get('ContinueRetrievePropertiesEx')).toBe(1);
      expectNothingLeft(denied);
    } finally {
      await denied.close();
    }
  });
});
