import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnapshotSource } from '../../main/open-snapshot-source.ts';
import { SnapshotChecks } from '../../main/snapshots/snapshot-checks.ts';
import { runPython } from '../fixtures/servers/python.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim, type Vcsim } from '../fixtures/servers/vcsim.ts';

const CREATE_SNAPSHOTS = fileURLToPath(new URL('pyvmomi/create_snapshots.py', import.meta.url));

describe.runIf(requireTools('vcsim', 'pyvmomi'))('snapshots that another client took', () => {
  let vcsim: Vcsim;
  beforeAll(async () => {
    vcsim = await startVcsim({ clusters: 1, vmsPerPool: 150 });
  });
  afterAll(() => vcsim?.close());

  it('are counted by VM, with the age of the oldest', async () => {
    const { hostname, port } = new URL(vcsim.url);
    const { stdout, stderr } = await runPython(CREATE_SNAPSHOTS, [hostname, port, vcsim.user, '3', '0', '1'], {
      environment: { VSPHERE_PASSWORD: vcsim.password },
    });
    expect(stderr).toBe('');
    const told = JSON.parse(stdout) as Readonly<Record<string, readonly string[]>>;
    const session = {
      server: vcsim.url,
      user: vcsim.user,
      password: vcsim.password,
      trust: { mode: 'insecure' },
      timeoutSeconds: 30,
      userAgent: 'test',
    } as const;
    const checks = new SnapshotChecks({
      expected: () => 300,
      open: (_, signal) => openSnapshotSource(session, [], async () => {}, signal),
    });
    const { id } = checks.start('c1');
    await expect.poll(() => checks.check?.phase, { timeout: 20_000 }).toBe('done');
    expect(checks.check).toMatchObject({ checked: 300, found: 2, unknown: 0 });
    const { refs, counts, oldest } = checks.page(id, 0);
    expect(Object.fromEntries(refs.map((ref, index) => [ref, [counts[index], oldest[index]]]))).toEqual(
      Object.fromEntries(
        Object.entries(told).map(([moId, times]) => [
          `VirtualMachine:${moId}`,
          [times.length, Math.min(...times.map((time) => Date.parse(time)))],
        ]),
      ),
    );
    expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  });
});
