import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveChanges, LiveState } from '../shared/live-view.ts';
import { type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import { openSettings } from './open-settings.ts';
import { createServices, type Services } from './services.ts';

/** An estate in which things happen when a test says so, and the services of an application that has collected it. */
interface Setup {
  readonly demo: DemoVcenter;
  readonly services: Services;
  readonly id: string;
  end(): Promise<void>;
}

async function start(environment: Readonly<Record<string, string>>): Promise<Setup> {
  const demo = await startDemoVcenter({ vms: 250, seed: 3, life: true, lifeIntervalMs: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'live-'));
  const { store } = await openSettings({ environment, folder });
  const services = await createServices({
    version: '0.0.0',
    current: () => ({ settings: store.resolved.settings, attributes: store.attributes }),
    cacheFolder: undefined,
    memoryTier: false,
  });
  const { url: server, user, password } = demo;
  const source = { kind: 'vcenter' as const, server, user, password, datacenters: [] };
  const collection = await services.start({ source, retain: true, cacheMode: 'off' });
  await collection.finished;
  const end = async () => {
    await services.dispose();
    await demo.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { demo, services, id: collection.state.id, end };
}

/** A window that follows a collection; it credits what it is told at once unless it is slow. */
function viewer({ services, id }: Setup, busy = false) {
  const holder = {};
  let slow = busy;
  const told: LiveChanges[] = [];
  const states: LiveState[] = [];
  const first = services.live.open(id, holder, {
    changes: (changes) => {
      told.push(changes);
      if (!slow) services.live.get(id)?.credit(holder, changes.seq);
    },
    state: (state) => states.push(state),
  });
  const refs = () => told.flatMap(({ rows }) => rows).flatMap((batch) => batch.refs);
  const isLive = () => vi.waitFor(() => expect(states.at(-1)?.phase).toBe('live'), { timeout: 20_000 });
  /** It has taken in what it was told, and is slow no longer. */
  const catchUp = () => {
    slow = false;
    for (const { seq } of [...told]) services.live.get(id)?.credit(holder, seq);
  };
  return { holder, told, states, first, refs, isLive, catchUp };
}

function happens({ demo }: Setup, kind: 'enter' | 'modify' | 'leave'): string {
  for (;;) {
    const event = demo.happen();
    if (event?.kind === kind) return `VirtualMachine:vm-${1001 + event.machine}`;
  }
}

describe('a watched collection', () => {
  let setup: Setup;
  beforeAll(async () => {
    setup = await start({ VSPHERE_POLL_SECONDS: '5' });
  });
  afterAll(() => setup?.end());

  it('has nothing to tell while nothing happens, then each change, and leaves nothing at the server', async () => {
    const one = viewer(setup);
    expect(one.first.phase).toBe('starting');
    await one.isLive();
    expect(one.told).toEqual([]);
    expect(setup.demo.activity()).toMatchObject({ sessions: 1, views: 1, filters: 1 });
    const modified = happens(setup, 'modify');
    await vi.waitFor(() => expect(one.refs()).toContain(modified));
    setup.services.live.leave(setup.id, one.holder);
    await vi.waitFor(() =>
      expect(setup.demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0, collectors: 0, filters: 0 }),
    );
  });

  it('goes at the pace of the slowest window, queues nothing for it, and tells a later one all that differs', async () => {
    const slow = viewer(setup, true);
    await slow.isLive();
    await vi.waitFor(() => expect(slow.told).toHaveLength(1));
    const before = slow.refs();
    for (let count = 0; count < 30; count += 1) {
      happens(setup, 'modify');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const last = happens(setup, 'modify');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slow.told.length).toBeLessThanOrEqual(2);
    expect(slow.refs()).not.toContain(last);
    slow.catchUp();
    await vi.waitFor(() => expect(slow.refs()).toContain(last));
    const later = viewer(setup);
    await later.isLive();
    await vi.waitFor(() => expect(later.refs()).toEqual(expect.arrayContaining([...before, last])));
    expect(setup.demo.activity().sessions).toBe(1);
    for (const { holder } of [slow, later]) setup.services.live.leave(setup.id, holder);
  });

  it('tells a paused window afterwards what it missed', async () => {
    const { live } = setup.services;
    const [one, two] = [viewer(setup), viewer(setup)];
    await Promise.all([one.isLive(), two.isLive()]);
    expect(live.pause(setup.id, one.holder, true).phase).toBe('paused');
    const made = happens(setup, 'enter');
    await vi.waitFor(() => expect(two.refs()).toContain(made));
    expect(one.refs()).not.toContain(made);
    expect(live.pause(setup.id, one.holder, false).phase).toBe('starting');
    await vi.waitFor(() => expect(one.refs()).toContain(made), { timeout: 20_000 });
    for (const { holder } of [one, two]) live.leave(setup.id, holder);
    expect(() => live.pause(setup.id, one.holder, true)).toThrow('Nobody follows');
  });

  it('polls the rows in view at once, and again after the set time', async () => {
    const { live } = setup.services;
    const one = viewer(setup);
    await one.isLive();
    live.get(setup.id)?.look(one.holder, ['VirtualMachine:vm-1001', 'HostSystem:host-12']);
    const polls = () => one.told.filter(({ group }) => group === 'stats');
    await vi.waitFor(() => expect(polls()).toHaveLength(1));
    expect(new Set(polls()[0]?.rows.map(({ type }) => type))).toEqual(new Set(['VirtualMachine', 'HostSystem']));
    await vi.waitFor(() => expect(polls()).toHaveLength(2), { timeout: 10_000 });
    live.leave(setup.id, one.holder);
  });
});

describe('other collections', () => {
  it('that kept whole properties are compared just as well', async () => {
    const setup = await start({ VSPHERE_DATA_PRUNING: 'false' });
    const one = viewer(setup);
    await one.isLive();
    expect(one.refs()).toEqual([]);
    const modified = happens(setup, 'modify');
    await vi.waitFor(() => expect(one.refs()).toContain(modified));
    await setup.end();
    expect(setup.demo.activity()).toMatchObject({ sessions: 0 });
  });

  it('are not watched where the setting says no, and while rows still come', async () => {
    const setup = await start({ VSPHERE_LIVE_UPDATES: 'false' });
    expect(viewer(setup).first).toMatchObject({ phase: 'off', reason: { code: 'usage' } });
    expect(setup.demo.activity().sessions).toBe(0);
    const source = { kind: 'demo' as const, vms: 20, seed: 1, datacenters: [] };
    const running = await setup.services.start({ source, retain: true, cacheMode: 'off' });
    expect(() => viewer({ ...setup, id: running.state.id })).toThrow('still reads its rows');
    await setup.end();
  });
});
