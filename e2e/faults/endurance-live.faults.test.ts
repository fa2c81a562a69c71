import { expect, it, onTestFinished, vi } from 'vitest';
import type { LiveState } from '../../shared/live-view.ts';
import { createIsolatedHome } from '../fixtures/isolated-home.ts';
import { startApp } from '../fixtures/running-app.ts';
import { type Footprint, footprintOf } from './process-footprint.ts';
import { startWatchedDemo } from './watched-demo-fixture.ts';
import { WindowClient } from './window-client-fixture.ts';

/** Two hours at the demo's pace: something happens every 4 s, and the rows in view are polled every 20 s. */
const EVENTS = (2 * 3600) / 4;
const EVENTS_PER_POLL = 5;
const WARM_UP = EVENTS / 6;
/** What V8 learns of the code moves the heap by some 300 kB. */
const HEAP_BYTES = 1024 * 1024;
/** The recorder keeps ten minutes of ticks, packed and outside of the heap; it goes on filling up, by less than 1 kB a tick. */
const RECORDED_BYTES = 2 * 1024 * 1024;

it('two hours of live changes, as fast as they are taken in, leave nothing behind', async () => {
  const demo = await startWatchedDemo(400, true);
  onTestFinished(() => demo.close());
  const home = await createIsolatedHome();
  onTestFinished(() => home.remove());
  const app = await startApp({ home, environment: { VSPHERE_LIVE_UPDATES: 'true', VSPHERE_POLL_SECONDS: '3600' } });
  onTestFinished(() => app.close());
  const client = await WindowClient.open(app.link);
  onTestFinished(() => client.close());

  const machines: string[] = [];
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

  let told = 0;
  let polled = 0;
  let state: LiveState | undefined;
  client.listen('live:state', (now) => {
    state = now;
  });
  client.listen('live:changes', ({ seq, group, rows, left }) => {
    if (group === 'stats') polled += 1;
    else told += left.length + rows.length;
    for (const { type, refs } of rows) if (type === 'VirtualMachine' && machines.length < 50) machines.push(...refs);
    void client.request('live:credit', { collectionId, seq });
  });
  await client.ask('live:open', { collectionId });
  await vi.waitFor(() => expect(state?.phase).toBe('live'), { timeout: 20_000 });

  const happen = async (count: number): Promise<void> => {
    for (let event = 1; event <= count; event += 1) {
      const before = told;
      if ((await demo.happen()) === null) continue;
      await vi.waitFor(() => expect(told).toBeGreaterThan(before), { timeout: 20_000, interval: 5 });
      if (event % EVENTS_PER_POLL > 0 || machines.length === 0) continue;
      const polledBefore = polled;
      await client.ask('live:visible', { collectionId, refs: machines.slice(-40) });
      await vi.waitFor(() => expect(polled).toBeGreaterThan(polledBefore), { timeout: 20_000, interval: 5 });
    }
  };
  const settled = async (): Promise<Footprint> => footprintOf(app.pid, client);

  await happen(WARM_UP);
  const before = await settled();
  const heldBefore = await demo.activity();
  await happen(EVENTS - WARM_UP);
  const after = await settled();
  const heldAfter = await demo.activity();
  console.log(`after ${WARM_UP} and ${EVENTS} events:`, before, after, heldBefore, heldAfter, { told, polled });

  expect(state?.phase).toBe('live');
  expect(told).toBeGreaterThan(EVENTS / 2);
  expect(polled).toBeGreaterThan(EVENTS / EVENTS_PER_POLL / 2);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(HEAP_BYTES);
  expect(after.externalBytes - before.externalBytes).toBeLessThan(RECORDED_BYTES);
  expect(after.threads).toBeLessThanOrEqual(before.threads);
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 1);
  const open = ({ sessions, views, tokens, collectors, filters }: typeof heldAfter) => ({
    sessions,
    views,
    tokens,
    collectors,
    filters,
  });
  expect(open(heldAfter)).toEqual(open(heldBefore));

  await client.ask('live:close', { collectionId });
  await vi.waitFor(
    async () =>
      expect(open(await demo.activity())).toEqual({ sessions: 0, views: 0, tokens: 0, collectors: 0, filters: 0 }),
    { timeout: 20_000 },
  );
  await vi.waitFor(async () => expect((await settled()).isolates).toEqual(['main']), { timeout: 20_000 });
});
