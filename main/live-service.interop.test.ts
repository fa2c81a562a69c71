import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectTruth, happenMany, happens, type Setup, shownRows, start, viewer } from './live-service-fixture.ts';

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
    const slow = viewer(setup, { busy: true });
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
    await one.isLive();
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

describe('a window that shows more than the collected rows', () => {
  it('is told all that differs when it comes back, whatever it was told before', async () => {
    const setup = await start({});
    const rows = await shownRows(setup);
    for (let turn = 0; turn < 3; turn += 1) {
      const shown = viewer(setup, { rows });
      await shown.isLive();
      await expectTruth(setup, rows);
      happenMany(setup);
      await expectTruth(setup, rows);
      setup.services.live.leave(setup.id, shown.holder);
      happenMany(setup);
    }
    await setup.end();
  });

  it('is told all that differs when it goes on beside others, and so is one that comes meanwhile', async () => {
    const setup = await start({});
    const { live } = setup.services;
    const rows = [await shownRows(setup), await shownRows(setup)] as const;
    const [one, two] = [viewer(setup, { rows: rows[0] }), viewer(setup, { rows: rows[1] })];
    await Promise.all([one.isLive(), two.isLive()]);
    happenMany(setup);
    await expectTruth(setup, rows[0]);
    live.pause(setup.id, one.holder, true);
    happenMany(setup);
    await expectTruth(setup, rows[1]);
    const { views } = setup.demo.activity();
    happenMany(setup);
    live.pause(setup.id, one.holder, false);
    const late = await shownRows(setup);
    const third = viewer(setup, { rows: late });
    await Promise.all([one.isLive(), third.isLive()]);
    for (const shown of [...rows, late]) await expectTruth(setup, shown);
    expect(setup.demo.activity().views, 'the same watch').toBe(views);
    await setup.end();
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
