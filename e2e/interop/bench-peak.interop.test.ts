import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunOrder, RunReport } from '../../main/benchmark/run-protocol.ts';
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { GNU_TIME, requireTools } from '../fixtures/servers/required-tools.ts';
import { temporaryFolder } from '../fixtures/temporary-folder-fixture.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/main/benchmark-process.js', import.meta.url));

/** Makes one run by hand, under the system's own measure of it. */
async function timedRun(order: RunOrder): Promise<{ readonly report: RunReport; readonly maxRssBytes: number }> {
  const child = spawn(GNU_TIME, ['-v', process.execPath, PROGRAM], {
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify(order));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const kibibytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1];
  return { report: JSON.parse(stdout) as RunReport, maxRssBytes: Number(kibibytes) * 1024 };
}

describe.runIf(requireTools('time'))('the peak of the resident set that a run reports', () => {
  it.each(['all on', 'all off'])('agrees with what the system says of the same process: %s', async (switches) => {
    const demo = await startDemoVcenter({ vms: 1000, seed: 1 });
    try {
      const on = switches === 'all on';
      const { report, maxRssBytes } = await timedRun({
        server: demo.url,
        user: demo.user,
        password: demo.password,
        datacenters: [],
        insecure: false,
        options: {
          pruning: on,
          streaming: on,
          compress: on,
          explicitGc: on,
          codec: 'gzip',
          compressionLevel: 6,
          batchSize: 50,
          memoryProfiling: false,
          cacheExpirySeconds: 3600,
          timeoutSeconds: 30,
        },
        attributes: {},
        memoryBudgetMegabytes: 0,
        cacheFolder: await temporaryFolder(),
        version: 'test',
      });
      if (report.kind !== 'finished') throw new Error(`the run reported ${JSON.stringify(report)}`);
      const { peakRssBytes } = report.result.metrics;
      expect(Math.abs(peakRssBytes / maxRssBytes - 1)).toBeLessThan(0.05);
      // Of the run, and not of some small process around it.
      expect(peakRssBytes).toBeGreaterThan(report.result.metrics.heapPeakBytes);
      expect(report.result.rows).toBeGreaterThan(1000);
    } finally {
      await demo.close();
    }
  });

  it('is not asked for an order that is not understood, which is not repeated either', async () => {
    const { report } = await timedRun({ password: 'hunter2' } as RunOrder);
    expect(report).toMatchObject({ kind: 'failed', error: { code: 'usage' } });
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });
});
