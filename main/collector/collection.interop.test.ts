import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { LARGE_ESTATE, startVcsim, type Vcsim } from '../../e2e/fixtures/servers/vcsim.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { collectAll, DEFAULT_OPTIONS, specFor, startCollection } from './collection-fixture.ts';

const EXPECTED = { Datacenter: 2, ClusterComputeResource: 8, ComputeResource: 2, HostSystem: 66, VirtualMachine: 2500 };

describe.runIf(requireTools('vcsim'))('a collection of a simulated vCenter', () => {
  let vcsim: Vcsim;
  const login = () => ({ server: vcsim.url, user: vcsim.user, password: vcsim.password });

  beforeAll(async () => {
    vcsim = await startVcsim(LARGE_ESTATE);
  }, 120_000);
  afterAll(() => vcsim?.close());

  const nothingLeft = async () => expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });

  it('brings every object, typed, and leaves nothing behind', async () => {
    const batches: ColumnBatch[] = [];
    const state = await collectAll(specFor(login()), (batch) => void batches.push(batch));
    expect(state).toMatchObject({ phase: 'completed', counts: EXPECTED, missing: [] });
    expect(state.rows).toBe(batches.reduce((sum, { refs }) => sum + refs.length, 0));
    const refs = batches.flatMap((batch) => batch.refs);
    expect(new Set(refs).size).toBe(refs.length);
    const machines = batches.find(({ type }) => type === 'VirtualMachine')?.columns;
    expect(machines?.['config.hardware.memoryMB']?.[0]).toBe(32);
    expect(machines?.['config.template']?.[0]).toBe(false);
    expect(machines?.['runtime.host']?.[0]).toMatch(/^HostSystem:host-\d+$/);
    expect(machines?.datastore?.[0]).toEqual([expect.stringMatching(/^Datastore:/)]);
    expect(machines?.['guest.ipAddress']?.[0]).toBeNull();
    await nothingLeft();
  });

  it.each([
    { ...DEFAULT_OPTIONS, pruning: false },
    { ...DEFAULT_OPTIONS, pruning: false, streaming: false },
    { ...DEFAULT_OPTIONS, streaming: false, explicitGc: false, compress: false },
    { ...DEFAULT_OPTIONS, batchSize: 1000 },
  ])('brings the same objects with %o', async (options) => {
    let properties = 0;
    const state = await collectAll(specFor(login(), { options, budgetBytes: 1024 ** 3 }), ({ type, columns }) => {
      if (type === 'VirtualMachine') properties = Object.keys(columns).length;
    });
    expect(state).toMatchObject({ phase: 'completed', counts: EXPECTED });
    // All properties of a VM are far fewer columns than the leaves that pruning asks for, but whole objects.
    if (!options.pruning) expect(state.rawBytes).toBeGreaterThan(15_000_000);
    else expect(state.rawBytes).toBeLessThan(3_000_000);
    expect(properties).toBeGreaterThan(20);
    if (!options.compress) expect(state.storedBytes).toBeGreaterThan(state.rawBytes);
    if (!options.explicitGc) expect(state.collector.gc.forced).toBe(0);
    await nothingLeft();
  });

  it('stops when cancelled, keeps what came, logs out and destroys its view', async () => {
    const state = await collectAll(specFor(login()), ({ type }, collection) => {
      if (type === 'VirtualMachine') collection.cancel();
    });
    expect(state.phase).toBe('cancelled');
    expect(state.counts.VirtualMachine).toBeLessThan(2500);
    await nothingLeft();
  });

  it('leaves no session behind when it is cancelled during the login', async () => {
    await vcsim.delay('Login', 1500);
    try {
      const collection = startCollection(specFor(login()));
      // Later than all that comes before the login, and before its answer.
      setTimeout(() => collection.cancel(), 700);
      expect(await collection.finished).toMatchObject({ phase: 'cancelled', rows: 0 });
    } finally {
      await vcsim.delay('Login', 0);
    }
    await nothingLeft();
  });

  it('collects named datacenters only, and names the known ones for an unknown name', async () => {
    const state = await collectAll(specFor(login(), { datacenters: ['DC1'] }));
    expect(state).toMatchObject({
      phase: 'completed',
      counts: { Datacenter: 1, HostSystem: 33, VirtualMachine: 1250 },
    });
    const refused = await collectAll(specFor(login(), { datacenters: ['DC9'] }));
    expect(refused).toMatchObject({
      phase: 'failed',
      error: { code: 'usage', message: expect.stringContaining('"DC9"'), action: expect.stringContaining('DC0, DC1') },
    });
    await nothingLeft();
  });

  it('is refused with a wrong password, once', async () => {
    const state = await collectAll(specFor({ ...login(), password: 'wrong' }));
    const host = new URL(vcsim.url).host;
    expect(state).toMatchObject({
      phase: 'failed',
      error: { code: 'login-refused', message: `Login refused for ${vcsim.user} at ${host}.` },
    });
    await nothingLeft();
  });

  it('sends no password to a server whose certificate is not trusted', async () => {
    const untrusted = await collectAll(specFor(login(), { trust: { mode: 'system' } }));
    expect(untrusted.error).toMatchObject({
      code: 'certificate-untrusted',
      certificate: { fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) },
    });
    const fingerprint256 = untrusted.error?.certificate?.fingerprint256 ?? '';
    const pinned = await collectAll(
      specFor(login(), { trust: { mode: 'pin', fingerprint256 }, types: ['Datacenter'] }),
    );
    expect(pinned).toMatchObject({ phase: 'completed', rows: 2 });
    const other = fingerprint256.replace(/^../, fingerprint256.startsWith('00') ? '11' : '00');
    const changed = await collectAll(specFor(login(), { trust: { mode: 'pin', fingerprint256: other } }));
    expect(changed.error?.message).toContain(other);
    expect(changed.error?.message).toContain(fingerprint256);
    expect(changed).toMatchObject({ requests: 0, error: { code: 'certificate-untrusted' } });
    await nothingLeft();
  });
});

describe.runIf(requireTools('vcsim'))('a simulated vCenter that ends the session', () => {
  let vcsim: Vcsim;
  const login = () => ({ server: vcsim.url, user: vcsim.user, password: vcsim.password });

  beforeAll(async () => {
    vcsim = await startVcsim({ datacenters: 1, clusters: 1, hostsPerCluster: 3, vmsPerPool: 40 });
  }, 120_000);
  afterAll(() => vcsim?.close());

  it('logs in again when its session is ended half way, and brings every object once', async () => {
    const seen: string[] = [];
    let terminated = 0;
    // More batches than may be under way: the collector cannot be done before it is interrupted.
    const spec = specFor(login(), { options: { ...DEFAULT_OPTIONS, batchSize: 5 } });
    const state = await collectAll(spec, async ({ type, refs }) => {
      seen.push(...refs);
      if (type === 'HostSystem' && terminated === 0) terminated = await vcsim.terminateSessions();
    });
    expect(terminated).toBe(1);
    expect(state).toMatchObject({ phase: 'completed', counts: { HostSystem: 4, VirtualMachine: 80 } });
    expect(new Set(seen).size).toBe(seen.length);
    // The simulator forgets to end the views of a session it terminates; the demo vCenter's own test holds us to none.
    expect((await vcsim.activity()).sessions).toBe(0);
  });
});
