import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../fixtures/run-cli.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim, type Vcsim } from '../fixtures/servers/vcsim.ts';

const OLD_PIN = Array.from({ length: 32 }, () => 'AB').join(':');

describe.runIf(requireTools('vcsim'))('saved connections at the terminal', () => {
  let vcsim: Vcsim;
  let home: string;
  const folder = () => join(home, '.local/share/heapsphere');
  const run = (...args: readonly string[]) =>
    runCli(args, { home, environment: { VSPHERE_PASSWORD: vcsim.password, VSPHERE_TIMEOUT: '10' } });

  beforeAll(async () => {
    vcsim = await startVcsim({ datacenters: 2, vmsPerPool: 1 });
    home = await mkdtemp(join(tmpdir(), 'heapsphere-home-'));
    await mkdir(folder(), { recursive: true });
    const refused = await run('collect', '--server', vcsim.url, '--user', vcsim.user, '--no-cache', '--json');
    const { error } = refused.json() as { error: { certificate: { fingerprint256: string } } };
    const connection = { server: vcsim.url, user: vcsim.user, timeoutSeconds: 20, proxy: 'none' };
    const pinned = (fingerprint256: string) => ({ trust: { mode: 'pin', fingerprint256 } });
    const connections = [
      { ...connection, ...pinned(error.certificate.fingerprint256), id: 'a', name: 'Lab', datacenters: ['DC1'] },
      { ...connection, ...pinned(OLD_PIN), id: 'b', name: 'Old', datacenters: [] },
    ];
    await writeFile(join(folder(), 'connections.json'), JSON.stringify({ version: 1, connections }));
  });
  afterAll(async () => {
    await vcsim.close();
    await rm(home, { recursive: true, force: true });
  });

  it('are listed', async () => {
    const { code, stdout } = await run('connections');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Lab .+pinned certificate.+DC1\nOld .+all datacenters\n$/),
    ]);
    const { connections } = (await run('connections', '--json')).json() as { connections: object[] };
    expect(connections).toMatchObject([
      { name: 'Lab', server: vcsim.url, trust: 'pin', datacenters: ['DC1'], timeoutSeconds: 20, proxy: 'none' },
      { name: 'Old', fingerprint256: OLD_PIN },
    ]);
  });

  it('are collected from by name, with what they say', async () => {
    const { code, json } = await run(
      'collect',
      '--connection',
      'lab',
      '--types',
      'datacenter,vm',
      '--no-cache',
      '--json',
    );
    expect(code).toBe(0);
    expect(json()).toMatchObject({ server: vcsim.url, objects: { Datacenter: 1 } });
    const other = await run(
      'collect',
      '--connection',
      'Lab',
      '--datacenter',
      'DC0',
      '--types',
      'vm',
      '--no-cache',
      '--json',
    );
    expect(other.json()).toMatchObject({ server: vcsim.url, phase: 'completed' });
    expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
  });

  it('refuse a certificate that is no longer the pinned one: exit 4 with both fingerprints', async () => {
    const { code, json } = await run('collect', '--connection', 'Old', '--no-cache', '--json');
    expect(code).toBe(4);
    expect(json()).toMatchObject({ error: { code: 'certificate-untrusted', pinnedFingerprint256: OLD_PIN } });
  });

  it('exit 2 for an unknown name, naming the known ones, and for options that contradict', async () => {
    const unknown = await run('collect', '--connection', 'Lba');
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Known connections: "Lab", "Old".')]);
    const both = await run('collect', '--connection', 'Lab', '--insecure');
    expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/--connection and --insecure contradict/)]);
    const silent = await runCli(['collect', '--connection', 'Lab'], { home });
    expect([silent.code, silent.stderr]).toEqual([2, expect.stringContaining('No password for')]);
  });

  it('set a file aside that is not understood, and say so', async () => {
    const bad = await mkdtemp(join(tmpdir(), 'heapsphere-home-'));
    try {
      await mkdir(join(bad, '.local/share/heapsphere'), { recursive: true });
      await writeFile(join(bad, '.local/share/heapsphere/connections.json'), '{');
      const { code, stdout, stderr } = await runCli(['connections', '--json'], { home: bad });
      expect([code, JSON.parse(stdout)]).toEqual([0, { connections: [] }]);
      expect(stderr).toMatch(
        /The connections file was not understood \(it is not JSON\), so it was set aside as .+\.bad/,
      );
    } finally {
      await rm(bad, { recursive: true, force: true });
    }
  });
});
