import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cell, ColumnBatch } from '../../shared/inventory.ts';
import { type DemoVcenter, startDemoVcenter } from '../demo/demo-vcenter.ts';
import { type Shipment, type TestRun, testRun } from './live-fixture.ts';

const DEMO = { vms: 250, seed: 3, life: true, lifeIntervalMs: 0 } as const;

let demo: DemoVcenter;
let watching: TestRun[];
beforeEach(async () => {
  demo = await startDemoVcenter(DEMO);
  watching = [];
});
afterEach(async () => {
  await Promise.all(watching.map((test) => test.stop()));
  await demo.close();
});

function watch(before?: readonly Shipment[], options: Parameters<typeof testRun>[1] = {}): TestRun {
  const test = testRun(demo, options);
  for (const { rows } of before ?? []) for (const batch of rows) test.comparison.remember(batch);
  watching.push(test);
  test.start();
  return test;
}

const rowsIn = (shipments: readonly Shipment[]) => shipments.flatMap(({ rows }) => rows);
const refsIn = (shipments: readonly Shipment[]) => rowsIn(shipments).flatMap(({ refs }) => refs);
const leftIn = (shipments: readonly Shipment[]) => shipments.flatMap(({ left }) => left).flatMap(({ refs }) => refs);
const cellOf = (batch: ColumnBatch | undefined, path: string): Cell | undefined => batch?.columns[path]?.[0];
const isLive = (test: TestRun) =>
  vi.waitFor(() => expect(test.reports.at(-1)?.phase).toBe('live'), { timeout: 10_000 });

/** A wait that has only just begun may not be cancelled: then it ends by itself, after ten seconds. */
const SOON = { timeout: 15_000 };

/** Rows of the estate as they are, as a collection would have them. */
async function collected(): Promise<readonly Shipment[]> {
  const first = watch();
  await isLive(first);
  await first.stop();
  watching.splice(watching.indexOf(first), 1);
  return first.shipments;
}

/** Lets things happen until one of a kind did. */
function untilHappens(kind: 'enter' | 'modify' | 'leave'): string {
  for (;;) {
    const event = demo.happen();
    // Those that were there from the beginning, where it is about one that leaves.
    if (event?.kind === kind && (kind !== 'leave' || event.machine === event.base))
      return `VirtualMachine:vm-${1001 + event.machine}`;
  }
}

describe('LiveRun', () => {
  it('reads the full state over several truncated versions, and ships all of it where nothing was known', async () => {
    const test = watch();
    await isLive(test);
    const total = Object.values(demo.counts).reduce((sum, count) => sum + count, 0);
    expect(new Set(refsIn(test.shipments)).size).toBe(total);
    expect(test.known.size).toBe(total);
    // Whole rows, with what is not pushed.
    const machine = rowsIn(test.shipments).find(({ type }) => type === 'VirtualMachine');
    expect(Object.keys(machine?.columns ?? {})).toEqual(
      expect.arrayContaining(['name', 'summary.quickStats.overallCpuUsage']),
    );
    expect(demo.activity()).toMatchObject({ sessions: 1, views: 1, collectors: 1, filters: 1 });
    await test.stop();
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0, collectors: 0, filters: 0 });
  });

  it('ships only what differs from the rows that the windows show', async () => {
    const before = await collected();
    const unchanged = watch(before);
    await isLive(unchanged);
    expect(unchanged.shipments).toEqual([]);
    await unchanged.stop();
    const gone = untilHappens('leave');
    const modified = untilHappens('modify');
    const made = untilHappens('enter');
    const later = watch(before);
    await isLive(later);
    expect(refsIn(later.shipments)).toEqual(expect.arrayContaining([modified, made]));
    expect(leftIn(later.shipments)).toContain(gone);
    expect(refsIn(later.shipments).length).toBeLessThan(30);
  });

  it('tells what is modified, made and deleted while it waits', async () => {
    const test = watch(await collected());
    await isLive(test);
    const modified = untilHappens('modify');
    await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(modified));
    const made = untilHappens('enter');
    await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(made));
    const batch = rowsIn(test.shipments).findLast(({ refs }) => refs.includes(made));
    expect(batch?.columns['runtime.powerState']?.[batch.refs.indexOf(made)]).toBe('poweredOff');
    const gone = untilHappens('leave');
    await vi.waitFor(() => expect(leftIn(test.shipments)).toContain(gone));
    expect(test.known.get(gone)).toBeUndefined();
  });

  it('asks for nothing more before what it shipped is acknowledged', async () => {
    const test = watch(await collected());
    await isLive(test);
    test.credits = false;
    for (let count = 0; count < 2; count += 1) {
      const modified = untilHappens('modify');
      await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(modified));
    }
    expect(test.gate.underWay).toBe(2);
    await vi.waitFor(() => expect(test.reports.at(-1)?.phase).toBe('live'));
    const { requests } = demo.activity();
    const shipped = test.shipments.length;
    for (let count = 0; count < 50; count += 1) demo.happen();
    const last = untilHappens('modify');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(demo.activity().requests).toBe(requests);
    expect(test.shipments).toHaveLength(shipped);
    // The server has put all of it together meanwhile.
    test.credits = true;
    test.gate.acknowledge(shipped - 1);
    await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(last));
    expect(test.shipments.length).toBeLessThanOrEqual(shipped + 2);
  });

  it('holds still while it is paused, and goes on from the same version', async () => {
    const test = watch(await collected());
    await isLive(test);
    test.run.setPaused(true);
    const shipped = test.shipments.length;
    const modified = untilHappens('modify');
    expect(await test.run.poll([modified], new AbortController().signal)).toEqual([]);
    expect(test.shipments).toHaveLength(shipped);
    test.run.setPaused(false);
    await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(modified));
    expect(test.pauses).toEqual([]);
  });

  it('tells again what it is asked to, as it is now, also when it was held meanwhile', async () => {
    const test = watch(await collected());
    await isLive(test);
    const modified = untilHappens('modify');
    await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(modified));
    const gone = 'VirtualMachine:vm-999999';
    const told = [{ type: 'VirtualMachine' as const, refs: [modified, gone] }];
    test.shipments.length = 0;
    test.run.recheck(1, told);
    await vi.waitFor(() => expect(test.rechecked).toEqual([1]), SOON);
    expect([refsIn(test.shipments), leftIn(test.shipments)]).toEqual([[modified], [gone]]);
    test.run.setPaused(true);
    test.run.recheck(2, told);
    test.run.setPaused(false);
    await vi.waitFor(() => expect(test.rechecked).toEqual([1, 2]), SOON);
    expect(refsIn(test.shipments)).toEqual([modified, modified]);
    expect(test.pauses).toEqual([]);
  });

  it('reads everything anew when the server has forgotten its version', async () => {
    const test = watch(await collected());
    await isLive(test);
    test.run.setPaused(true);
    await vi.waitFor(() => expect(demo.activity().filters).toBe(1));
    const gone = untilHappens('leave');
    for (let count = 0; count < 5000; count += 1) demo.happen();
    test.run.setPaused(false);
    await vi.waitFor(() => expect(leftIn(test.shipments)).toContain(gone), { timeout: 10_000 });
    expect(test.pauses).toEqual([]);
  });

  it('comes back by itself after the server was away, and tells what happened meanwhile', async () => {
    const test = watch(await collected());
    await isLive(test);
    await demo.close();
    await vi.waitFor(() => expect(test.reports.at(-1)?.phase).toBe('reconnecting'), { timeout: 10_000 });
    expect(test.reports.at(-1)).toMatchObject({ reason: { code: 'cannot-connect' } });
    await vi.waitFor(() => expect(test.pauses.length).toBeGreaterThanOrEqual(3), { timeout: 10_000 });
    expect(test.pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
    demo = await startDemoVcenter({ ...DEMO, port: demo.port });
    const modified = untilHappens('modify');
    await isLive(test);
    await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(modified));
    expect(Math.max(...test.pauses)).toBeLessThanOrEqual(60_000);
  });

  it('logs in again after its session was ended, and no more after a login was refused', async () => {
    const test = watch(await collected());
    await isLive(test);
    await demo.close();
    demo = await startDemoVcenter({ ...DEMO, port: demo.port, password: 'another' });
    await vi.waitFor(
      () => expect(test.reports.at(-1)).toMatchObject({ phase: 'off', reason: { code: 'login-refused' } }),
      {
        timeout: 10_000,
      },
    );
    const { requests } = demo.activity();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(demo.activity().requests).toBe(requests);
  });

  it('watches the wanted datacenters only, themselves included', async () => {
    await demo.close();
    demo = await startDemoVcenter({ ...DEMO, vms: 600 });
    const test = watch(undefined, { datacenters: ['Frankfurt'] });
    await isLive(test);
    const datacenters = rowsIn(test.shipments).filter(({ type }) => type === 'Datacenter');
    expect(datacenters.map((batch) => cellOf(batch, 'name'))).toEqual(['Frankfurt']);
    const machines = rowsIn(test.shipments).filter(({ type }) => type === 'VirtualMachine');
    expect(machines.flatMap(({ refs }) => refs).length).toBeLessThan(600);
  });

  it('remembers no more than there is, however much happens', async () => {
    const test = watch(await collected());
    await isLive(test);
    const bytes = test.known.tableBytes;
    for (let turn = 0; turn < 15; turn += 1) {
      for (let count = 0; count < 100; count += 1) demo.happen();
      const last = untilHappens('enter');
      await vi.waitFor(() => expect(refsIn(test.shipments)).toContain(last));
      test.shipments.length = 0;
    }
    const { VirtualMachine: machines, ...others } = demo.counts;
    const rest = Object.values(others).reduce((sum, count) => sum + count, 0);
    // At most forty are made and not deleted again.
    expect(test.known.size).toBeLessThanOrEqual(machines + 40 + rest);
    expect(test.known.tableBytes).toBeLessThanOrEqual(bytes * 2);
  });

  it('polls what the server does not push, and nothing else', async () => {
    const before = await collected();
    const test = watch(before);
    await isLive(test);
    const refs = refsIn(before)
      .filter((ref) => ref.startsWith('VirtualMachine:'))
      .slice(0, 200);
    demo.happen();
    const polled = await test.run.poll([...refs, 'VirtualMachine:vm-999999'], new AbortController().signal);
    const machines = polled.find(({ type }) => type === 'VirtualMachine');
    expect(polled.flatMap((batch) => batch.refs).length).toBeGreaterThan(190);
    expect(Object.keys(machines?.columns ?? {})).toContain('summary.quickStats.overallCpuUsage');
    expect(Object.keys(machines?.columns ?? {})).not.toContain('name');
  });

  it('polls no sizes of datastores that are not accessible', async () => {
    const before = await collected();
    const test = watch(before);
    await isLive(test);
    const refs = refsIn(before).filter((ref) => ref.startsWith('Datastore:'));
    const [polled] = await test.run.poll(refs, new AbortController().signal);
    const { 'summary.accessible': accessible = [], 'summary.freeSpace': free = [] } = polled?.columns ?? {};
    expect(accessible).toContain(false);
    expect(free.map((cell) => cell !== null)).toEqual(accessible);
  });
});
