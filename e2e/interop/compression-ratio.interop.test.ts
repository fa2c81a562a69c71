import { expect, it, onTestFinished } from 'vitest';
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { CacheInfo } from '../../shared/cache-view.ts';
import { CliHome, reportOf } from './cache-cli-fixture.ts';

it('stores the rows of 10,000 VMs in a fifth of their size', async () => {
  const demo = await startDemoVcenter({ vms: 10_000, seed: 1 });
  onTestFinished(() => demo.close());
  const bytesWith = async (compress: string) => {
    const home = await CliHome.make(demo, { VSPHERE_COMPRESS_RESULTS: compress });
    const report = await home.collect();
    expect(report.objects.VirtualMachine).toBe(10_000);
    const { memory, entries } = reportOf<CacheInfo>(await home.run(['cache', 'stats', '--json']));
    expect(entries.reduce((sum, { storedBytes }) => sum + storedBytes, 0)).toBe(report.cache.storedBytes);
    // The cache says itself what it takes, manifests included.
    expect(memory.usedBytes).toBeGreaterThan(report.cache.storedBytes);
    return Number(memory.usedBytes);
  };
  const [on, off] = [await bytesWith('true'), await bytesWith('false')];
  expect(off).toBeGreaterThan(5_000_000);
  expect(on / off).toBeLessThan(0.2);
});
