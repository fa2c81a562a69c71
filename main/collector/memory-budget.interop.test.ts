import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../demo/demo-vcenter.ts';
import { collectAll, DEFAULT_OPTIONS, specFor } from './collection-fixture.ts';
import type { CollectionSpec } from './protocol.ts';

const MB = 1024 * 1024;
const VMS = 1200;
/** All properties in batches of 1000: about 30 MB of XML for the first. */
const OPTIONS = { ...DEFAULT_OPTIONS, pruning: false, batchSize: 1000 };

let demo: DemoVcenter;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: VMS, seed: 1 });
});
afterAll(() => demo?.close());

function spec(change: Partial<CollectionSpec>): CollectionSpec {
  const { url: server, user, password } = demo;
  return specFor({ server, user, password }, { trust: { mode: 'system' }, options: OPTIONS, ...change });
}

describe('a collection with a memory budget', () => {
  it('keeps its batches where there is room', async () => {
    const state = await collectAll(spec({ types: ['VirtualMachine'] }));
    expect(state).toMatchObject({ phase: 'completed', counts: { VirtualMachine: VMS } });
    expect(state.reducedBatchSize).toBeUndefined();
    // More than the small budget of the next test: that one is really in need.
    expect(state.collector.heapPeakBytes).toBeGreaterThan(64 * MB);
  }, 120_000);

  it('makes them smaller within a small one, and brings every row', async () => {
    let largest = 0;
    const state = await collectAll(spec({ budgetBytes: 64 * MB, types: ['VirtualMachine'] }), ({ refs }) => {
      largest = Math.max(largest, refs.length);
    });
    expect(state).toMatchObject({ phase: 'completed', counts: { VirtualMachine: VMS } });
    expect(state.reducedBatchSize).toBeLessThan(1000);
    expect(state.reducedBatchSize).toBeGreaterThanOrEqual(1);
    expect(largest).toBeLessThan(1000);
    expect(state.collector.heapPeakBytes).toBeLessThan(64 * MB);
    expect(demo.activity().sessions).toBe(0);
  }, 120_000);

  it('stops in order before it decodes what cannot fit, names the place and keeps the rows that came', async () => {
    // One answer of 30 MB and more: decoded in one piece it takes four times that.
    let rows = 0;
    const change = { budgetBytes: 100 * MB, options: { ...OPTIONS, streaming: false } };
    const state = await collectAll(spec(change), ({ refs }) => {
      rows += refs.length;
    });
    expect(state).toMatchObject({ phase: 'partial', rows, counts: { HostSystem: expect.any(Number) } });
    expect(state.counts.VirtualMachine).toBeUndefined();
    expect(state.error?.code).toBe('budget-exceeded');
    expect(state.error?.message).toMatch(
      /^The memory budget of 100 MB was exceeded at batch \d+ of VirtualMachine \(heap in use: \d+ MB\)\.$/,
    );
    expect(state.missing).toContainEqual(expect.objectContaining({ type: 'VirtualMachine', path: '*' }));
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0 });
  }, 120_000);

  it('stops in order where even single rows do not fit', async () => {
    const state = await collectAll(spec({ budgetBytes: 20 * MB }));
    expect(state.error?.message).toMatch(
      /^The memory budget of 20 MB was exceeded at (batch \d+ of \w+|the login) \(heap in use: \d+ MB\)\.$/,
    );
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0 });
  }, 120_000);
});
