import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DEMO_PASSWORD, DEMO_USER, startDemoVcenter } from './demo-vcenter.ts';

const SCRIPT = fileURLToPath(new URL('../../e2e/interop/pyvmomi/wait_for_updates.py', import.meta.url));
const CHANGES = 12;

it('pyVmomi waits for what happens in an estate, and is told it as it is', async () => {
  const demo = await startDemoVcenter({ vms: 240, seed: 1, life: true, lifeIntervalMs: 0 });
  const client = spawn('/usr/bin/python3', [SCRIPT, String(demo.port), DEMO_USER, String(CHANGES)], {
    env: { ...process.env, VSPHERE_PASSWORD: DEMO_PASSWORD },
  });
  try {
    const errors = text(client.stderr);
    const ended = once(client, 'exit');
    const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value ?? JSON.stringify(await errors));
    expect(await next()).toEqual({ machines: demo.counts.VirtualMachine + demo.counts.Template });
    for (let count = 0; count < CHANGES; count += 1) {
      const event = demo.happen();
      const told = await next();
      expect(told).toMatchObject({ kind: event?.kind, id: `vm-${1001 + (event?.machine ?? 0)}` });
      const { values } = told;
      if (event?.kind === 'leave') expect(values).toEqual({});
      else if (event?.kind === 'enter') expect(values).toMatchObject({ 'runtime.powerState': 'poweredOff' });
      else expect(Object.keys(values)).toEqual([event?.paths.includes('name') ? 'name' : 'runtime.powerState']);
    }
    expect(await ended).toEqual([0, null]);
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, collectors: 0, filters: 0 });
  } finally {
    client.kill();
    await demo.close();
  }
});
