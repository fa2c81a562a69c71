import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { DEMO_PASSWORD, DEMO_USER, startDemoVcenter } from './demo-vcenter.ts';

const SCRIPT = fileURLToPath(new URL('../../e2e/interop/demo-pyvmomi.py', import.meta.url));

it('pyVmomi logs in, reads every type in three ways, and leaves nothing behind', { timeout: 180_000 }, async () => {
  const demo = await startDemoVcenter({ vms: 240, seed: 1 });
  try {
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [
      SCRIPT,
      '127.0.0.1',
      String(demo.port),
      DEMO_USER,
      DEMO_PASSWORD,
    ]);
    const read = JSON.parse(stdout);
    expect(read.byView).toEqual(demo.counts);
    expect(read.byWalk).toEqual(demo.counts);
    expect(read.byPages).toEqual({
      VirtualMachine: demo.counts.VirtualMachine + demo.counts.Template,
      HostSystem: demo.counts.HostSystem,
    });
    expect(read).toMatchObject({ apiVersion: '8.0.2.0', instanceUuid: demo.instanceUuid, user: DEMO_USER });
    expect(read.missing).toBeGreaterThan(0);
    expect(read.devices.VirtualDisk).toBeGreaterThan(demo.counts.VirtualMachine);
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
  } finally {
    await demo.close();
  }
});
