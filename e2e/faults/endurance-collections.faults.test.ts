import { expect, it, onTestFinished, vi } from 'vitest';
import type { CollectionState } from '../../shared/contract.ts';
import { createIsolatedHome } from '../fixtures/isolated-home.ts';
import { startApp } from '../fixtures/running-app.ts';
import { type Footprint, footprintOf } from './process-footprint.ts';
import { startWatchedDemo } from './watched-demo-fixture.ts';
import { WindowClient } from './window-client-fixture.ts';

const CYCLES = 500;
const WARM_UP = 100;
/** Collections that run beside each other. */
const BESIDE = 2;
/**
 * A collection that is held by anything at all takes some 15 kB with its log, state and thread: 6 MB for those after the
 * warm-up. What V8 learns of the code moves the heap by some 100 kB.
 */
const HEAP_BYTES = 1024 * 1024;
/** The recorder keeps ten minutes of ticks, packed and outside of the heap; it goes on filling up, by 1 to 1.5 kB a tick. */
const RECORDED_BYTES = 2 * 1024 * 1024;

it(`${CYCLES} collections, finished and cancelled at all moments, leave nothing behind`, async () => {
  const demo = await startWatchedDemo(60);
  onTestFinished(() => demo.close());
  const home = await createIsolatedHome();
  onTestFinished(() => home.remove());
  const app = await startApp({ home });
  onTestFinished(() => app.close());
  const client = await WindowClient.open(app.link);
  onTestFinished(() => client.close());

  const ended = new Map<string, (state: CollectionState) => void>();
  const begun = new Map<string, () => void>();
  client.listen('collection:changed', (state) => {
    if (state.endedAt !== undefined) ended.get(state.id)?.(state);
  });
  client.listen('inventory:chunk', ({ collectionId, seq }) => {
    begun.get(collectionId)?.();
    void client.request('inventory:credit', { collectionId, seq });
  });

  const phases = new Map<string, number>();
  /** Every third is left alone, every third cancelled with its first rows, every third at once. */
  const cycle = async (number: number): Promise<void> => {
    const { url: server, user, password } = demo;
    const { collectionId } = await client.ask('collection:start', {
      source: { kind: 'vcenter', server, user, password },
    });
    const cancel = () => client.ask('collection:cancel', { collectionId });
    const end = new Promise<CollectionState>((resolve) => ended.set(collectionId, resolve));
    if (number % 3 === 1) begun.set(collectionId, () => void cancel());
    await client.ask('inventory:open', { collectionId });
    if (number % 3 === 2) await cancel();
    // It may have ended before anybody listened.
    const state = (await client.ask('collection:list', {})).find(({ id }) => id === collectionId);
    const { phase } = state?.endedAt === undefined ? await end : state;
    phases.set(phase, (phases.get(phase) ?? 0) + 1);
    ended.delete(collectionId);
    begun.delete(collectionId);
  };
  const cycles = async (from: number, to: number): Promise<void> => {
    let next = from;
    const runner = async () => {
      while (next < to) await cycle(next++);
    };
    await Promise.all(Array.from({ length: BESIDE }, runner));
  };
  const nothingOpen = { sessions: 0, views: 0, tokens: 0, collectors: 0, filters: 0 };
  const settled = async (): Promise<Footprint> => {
    await vi.waitFor(async () => expect(await demo.activity()).toMatchObject(nothingOpen), { timeout: 20_000 });
    return vi.waitFor(
      async () => {
        const footprint = await footprintOf(app.pid, client);
        expect(footprint.isolates).toEqual(['main']);
        return footprint;
      },
      { timeout: 20_000, interval: 250 },
    );
  };

  await cycles(0, WARM_UP);
  const before = await settled();
  await cycles(WARM_UP, CYCLES);
  const after = await settled();
  console.log(`after ${WARM_UP} and ${CYCLES} collections:`, before, after, Object.fromEntries(phases));

  expect([...phases.values()].reduce((sum, count) => sum + count, 0)).toBe(CYCLES);
  expect(phases.get('completed')).toBeGreaterThanOrEqual(CYCLES / 3 - 1);
  expect(phases.get('cancelled')).toBeGreaterThanOrEqual(CYCLES / 3 - 1);
  expect([...phases.keys()].sort()).toEqual(['cancelled', 'completed']);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(HEAP_BYTES);
  expect(after.externalBytes - before.externalBytes).toBeLessThan(RECORDED_BYTES);
  expect(after.threads).toBeLessThanOrEqual(before.threads);
  expect(after.sockets).toBeLessThanOrEqual(before.sockets);
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors);
});
