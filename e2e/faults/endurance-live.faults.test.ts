import { expect, it, onTestFinished, vi } from 'vitest';
import type { LiveState } from '../../shared/live-view.ts';
import { createIsolatedHome } from '../fixtures/isolated-home.ts';
import { startApp } from '../fixtures/running-app.ts';
import { fastTime, leftIn } from './fast-time-fixture.ts';
import { openIn } from './process-footprint.ts';
import { startWatchedDemo } from './watched-demo-fixture.ts';
import { WindowClient } from './window-client-fixture.ts';

const MINUTE = 60_000;
/** Longer than the ten minutes that the recorder keeps: what it holds is all there by then. */
const WARM_UP = 20 * MINUTE;
const DURATION = 120 * MINUTE;
/** An hour is a minute. */
const FACTOR = 60;
/** The demo lets something happen every 4 s; the window has its rows polled every 20 s. */
const EVENTS = DURATION / 4000;
const EVENTS_A_MINUTE = 15;
const POLLS = DURATION / 20_000;
/** Isolates that a window needs for as long as it looks at changes and tree. */
const ENDING = ['live-1', 'tree-1'];
const ISOLATES = ['cache', 'main', ...ENDING].sort();
/** Some 400 bytes an event. What V8 notes of the code takes as much, and so do the objects that the tree has heard of, 5,000 at most. */
const HEAP_BYTES = 768 * 1024;
/** A few buffers. */
const EXTERNAL_BYTES = 256 * 1024;
/** What is under way at the moment that is looked at, such as a question to an isolate or a connection that is kept for a while. */
const UNDER_WAY = 8;

it('two hours of live changes, in a time that goes faster, leave nothing behind', async () => {
  const home = await createIsolatedHome();
  onTestFinished(() => home.remove());
  const time = fastTime(home.folder, FACTOR);
  const { nodeArgs } = time;
  const demo = await startWatchedDemo(400, { life: true, nodeArgs });
  onTestFinished(() => demo.close());
  const environment = { VSPHERE_LIVE_UPDATES: 'true', VSPHERE_POLL_SECONDS: '20' };
  const app = await startApp({ home, nodeArgs, environment });
  onTestFinished(() => app.close());
  const client = await WindowClient.open(app.link);
  onTestFinished(() => client.close());

  client.listen('inventory:chunk', ({ collectionId, seq }) => {
    void client.request('inventory:credit', { collectionId, seq });
  });
  const { url: server, user, password } = demo;
  const { collectionId } = await client.ask('collection:start', {
    source: { kind: 'vcenter', server, user, password },
  });
  await client.ask('inventory:open', { collectionId });
  await vi.waitFor(
    async () => {
      const [state] = (await client.ask('collection:list', {})).filter(({ id }) => id === collectionId);
      expect(state?.phase).toBe('completed');
    },
    { timeout: 30_000 },
  );

  // The tree on screen, with every folder of machines open.
  const openFolders = async (tree: string, ref: string): Promise<void> => {
    const { nodes } = await client.ask('hierarchy:expand', { tree, view: 'machines', ref });
    for (const node of nodes) if (['Datacenter', 'Folder'].includes(node.kind)) await openFolders(tree, node.ref);
  };
  const { tree } = await client.ask('hierarchy:open', { collectionId, view: 'machines' });
  await openFolders(tree, 'root');
  const counted = { told: 0, polled: 0, branches: 0, lost: 0 };
  client.listen('hierarchy:event', ({ kind }) => {
    if (kind === 'completed') counted.branches += 1;
  });

  let state: LiveState | undefined;
  client.listen('live:state', (now) => {
    if (now.phase === 'reconnecting') counted.lost += 1;
    state = now;
  });
  /** The machines that something happened to last; the window is scrolled to them once a minute. */
  let machines: string[] = [];
  client.listen('live:changes', ({ seq, group, rows, left }) => {
    void client.request('live:credit', { collectionId, seq });
    if (group === 'stats') {
      counted.polled += 1;
      return;
    }
    counted.told += 1;
    const gone = new Set(left.flatMap(({ refs }) => refs));
    const changed = rows.flatMap(({ type, refs }) => (type === 'VirtualMachine' ? refs : []));
    machines = [...new Set([...machines, ...changed])].filter((ref) => !gone.has(ref)).slice(-40);
    if (counted.told % EVENTS_A_MINUTE === 1) void client.request('live:visible', { collectionId, refs: machines });
  });
  await client.ask('live:open', { collectionId });

  /** The time of the application, as it confirms that its rows are current. */
  const untilTime = (at: number) =>
    vi.waitFor(() => expect(state?.confirmedAt).toBeGreaterThanOrEqual(at), { timeout: 240_000, interval: 100 });
  const atServer = async () => {
    const { requests: _, ...open } = await demo.activity();
    return open;
  };
  /** While the window holds changes back, nothing is under way. */
  const settled = async () => {
    await client.ask('live:pause', { collectionId, paused: true });
    await vi.waitFor(
      async () => expect(await atServer()).toEqual({ sessions: 2, views: 1, tokens: 0, collectors: 1, filters: 1 }),
      { timeout: 20_000 },
    );
    const left = await leftIn(app, ISOLATES);
    const open = openIn(app.pid);
    await client.ask('live:pause', { collectionId, paused: false });
    return { left, open };
  };

  const from = time.now();
  await untilTime(from + WARM_UP);
  const before = await settled();
  const countedBefore = { ...counted };
  const settledAt = time.now();
  await untilTime(settledAt + DURATION);
  const after = await settled();
  console.log(JSON.stringify({ before, after, countedBefore, counted }, null, 1));

  expect(counted.lost).toBe(0);
  expect(counted.told - countedBefore.told).toBeGreaterThan(EVENTS / 2);
  expect(counted.polled - countedBefore.polled).toBeGreaterThan(POLLS / 2);
  expect(counted.branches - countedBefore.branches).toBeGreaterThan(EVENTS / 4);
  expect(Object.keys(after.left).sort()).toEqual(ISOLATES);
  for (const isolate of ISOLATES) {
    const [first, last] = [before.left[isolate], after.left[isolate]];
    if (!first || !last) throw new Error(`${isolate} is not there`);
    expect(last.heapBytes - first.heapBytes, `heap of ${isolate}`).toBeLessThan(HEAP_BYTES);
    expect(last.externalBytes - first.externalBytes, `external memory of ${isolate}`).toBeLessThan(EXTERNAL_BYTES);
    expect(last.timers - first.timers, `timers of ${isolate}`).toBeLessThanOrEqual(UNDER_WAY);
    expect(last.handles - first.handles, `handles of ${isolate}`).toBeLessThanOrEqual(UNDER_WAY);
  }
  expect(after.open.threads).toBeLessThanOrEqual(before.open.threads);
  expect(after.open.descriptors).toBeLessThanOrEqual(before.open.descriptors + 1);
  expect(after.open.sockets).toBeLessThanOrEqual(before.open.sockets + 1);

  await client.ask('live:close', { collectionId });
  await client.ask('hierarchy:close', {});
  // The tree logs out when nobody has opened anything for a while.
  await vi.waitFor(
    async () => expect(await atServer()).toEqual({ sessions: 0, views: 0, tokens: 0, collectors: 0, filters: 0 }),
    { timeout: 20_000 },
  );
  await vi.waitFor(() => expect(openIn(app.pid).threads).toBe(after.open.threads - ENDING.length), {
    timeout: 20_000,
  });
});
