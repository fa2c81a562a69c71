import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temporary-folder-fixture.ts';

const VMS = 100_000;
const MIB = 1024 * 1024;
/** Above what the terminal holds before it collects anything. */
const MAX_GROWTH_BYTES = 200 * MIB;

describe(`the workbook of ${VMS.toLocaleString('en-US')} VMs`, () => {
  it('takes less than 200 MB above the idle terminal', { timeout: 900_000 }, async () => {
    const path = join(await temporaryFolder(), 'estate.xlsx');
    const args = ['collect', '--demo', String(VMS), '--no-cache', '--output', path, '--json', '--memory-stats'];
    const { code, stderr, json } = await runCli(args);
    expect(code, stderr).toBe(0);
    const report = json() as { readonly objects: { readonly VirtualMachine: number }; readonly peakRssBytes: number };
    expect(report.objects.VirtualMachine).toBe(VMS);
    // With a row of a sheet for each VM at the least.
    expect((await stat(path)).size).toBeGreaterThan(VMS * 100);
    const idleBytes = Number(/^memory before: RSS ([\d.]+) MiB/m.exec(stderr)?.[1]) * MIB;
    const growth = report.peakRssBytes - idleBytes;
    expect(growth).toBeGreaterThan(0);
    expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
  });
});
