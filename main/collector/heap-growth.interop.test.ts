import { expect, it } from 'vitest';
import { launchDemoVcenter } from '../demo/demo-launcher.ts';
import { launchNode } from '../processes/launch-fixture.ts';
import { collectAll, specFor } from './collection-fixture.ts';

const RUNS = 3;

/**
 * Highest heapUsed of the collector, in bytes, in the best of a few collections of a demo estate of this size: other work on
 * the machine delays the collections of garbage, which only adds to the peak.
 */
async function heapPeak(vms: number): Promise<number> {
  const demo = await launchDemoVcenter({ vms, seed: 1 }, launchNode);
  try {
    const peaks: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const state = await collectAll(
        specFor({ server: demo.url, user: demo.user, password: demo.password }, { trust: { mode: 'system' } }),
      );
      expect(state).toMatchObject({ phase: 'completed', counts: { VirtualMachine: vms } });
      peaks.push(state.collector.heapPeakBytes);
    }
    return Math.min(...peaks);
  } finally {
    await demo.dispose();
  }
}

it('the collector needs no more heap for 20,000 VMs than for 2,000, within 15 %', async () => {
  const small = await heapPeak(2000);
  const large = await heapPeak(20_000);
  expect(large / small).toBeLessThan(1.15);
});
