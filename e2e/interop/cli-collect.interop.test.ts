import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCli, startCli } from '../fixtures/run-cli.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { LARGE_ESTATE, startVcsim, type Vcsim } from '../fixtures/servers/vcsim.ts';

const OBJECTS = { Datacenter: 2, ClusterComputeResource: 8, ComputeResource: 2, HostSystem: 66, VirtualMachine: 2500 };
const REPORT = [
  'server',
  'instanceUuid',
  'apiVersion',
  'objects',
  'total',
  'seconds',
  'bytesReceived',
  'requests',
  'batches',
  'peakRssBytes',
  'collector',
  'cache',
  'settings',
  'missing',
];

describe.runIf(requireTools('vcsim'))('collect, against a simulated vCenter of 2,500 VMs', () => {
  let vcsim: Vcsim;
  let folder: string;
  const login = () => ['collect', '--server', vcsim.url, '--user', vcsim.user, '--no-cache'];
  const secret = () => ({ environment: { VSPHERE_PASSWORD: vcsim.password } });

  beforeAll(async () => {
    vcsim = await startVcsim(LARGE_ESTATE);
    folder = await mkdtemp(join(tmpdir(), 'heapsphere-output-'));
  });
  afterAll(async () => {
    await vcsim?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 }));

  it.each([
    [[]],
    [['--pruning', 'off']],
    [['--streaming', 'off', '--gc', 'off']],
    [['--batch-size', '1000', '--compress', 'off']],
  ])('tells the same counts as the simulator with %j', async (switches) => {
    const { code, json } = await runCli([...login(), '--insecure', '--json', ...switches], secret());
    expect(code).toBe(0);
    expect(json()).toMatchObject({ objects: OBJECTS, missing: [], server: vcsim.url });
    expect(Object.keys(json())).toEqual(expect.arrayContaining(REPORT));
  });

  it('takes kinds, a datacenter, and a password from standard input', async () => {
    const args = [...login(), '--insecure', '--json', '--types', 'vm,host', '--datacenter', 'DC1', '--password-stdin'];
    const { code, json } = await runCli(args, { stdin: `${vcsim.password}\n` });
    expect(code).toBe(0);
    expect(json()).toMatchObject({ objects: { VirtualMachine: 1250, HostSystem: 33 }, total: 1283 });
  });

  it('trusts the pinned certificate and no other', async () => {
    const refused = await runCli([...login(), '--json'], secret());
    expect(refused.code).toBe(4);
    const shown = /SHA-256 fingerprint ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})/.exec(refused.stderr)?.[1] ?? '';
    const pinned = await runCli([...login(), '--types', 'datacenter', '--json', '--thumbprint', shown], secret());
    expect([pinned.code, pinned.json().total]).toEqual([0, 2]);
    const other = shown.replace(/^../, shown.startsWith('00') ? '11' : '00');
    const changed = await runCli([...login(), '--thumbprint', other], secret());
    expect([changed.code, changed.stderr]).toEqual([4, expect.stringContaining(shown)]);
  });

  it.each(['json', 'ndjson', 'csv', 'json.gz', 'ndjson.gz', 'csv.gz'])(
    'writes every row to a .%s file',
    async (end) => {
      const path = join(folder, `rows.${end}`);
      const types = ['--types', 'vm,host'];
      const { code } = await runCli([...login(), '--insecure', ...types, '--output', path], secret());
      expect(code).toBe(0);
      const bytes = await readFile(path);
      const content = (end.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      if (end.startsWith('csv')) {
        const [head = '', first = '', ...rest] = content.trimEnd().split('\r\n');
        expect(head).toMatch(/^type,ref,name,/);
        expect(first).toMatch(/^HostSystem,HostSystem:host-\d+,DC/);
        expect(rest.length + 1).toBe(2566);
        return;
      }
      const rows: Record<string, unknown>[] = end.startsWith('json')
        ? JSON.parse(content).objects
        : content
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
      expect(rows.length).toBe(2566);
      expect(rows.find(({ type }) => type === 'VirtualMachine')).toMatchObject({
        'config.hardware.memoryMB': 32,
        'config.template': false,
        'runtime.host': expect.stringMatching(/^HostSystem:host-/),
      });
    },
  );

  it('leaves no session, no view and no half file when it is interrupted, and says 130', async () => {
    const path = join(folder, 'interrupted.json');
    await vcsim.delay('RetrievePropertiesEx', 1500);
    try {
      const run = startCli([...login(), '--insecure', '--output', path], secret());
      await expect.poll(() => vcsim.activity(), { timeout: 20_000 }).toMatchObject({ sessions: 1, views: 1 });
      run.kill('SIGINT');
      expect(await run.done).toMatchObject({ code: 130, stderr: expect.stringContaining('Interrupted') });
    } finally {
      await vcsim.delay('RetrievePropertiesEx', 0);
    }
    expect([existsSync(path), existsSync(`${path}.partial`)]).toEqual([false, false]);
  });

  it('prints memory at every step on request', async () => {
    const { code, stderr } = await runCli([...login(), '--insecure', '--memory-stats', '--types', 'vm,host'], secret());
    expect(code).toBe(0);
    for (const step of ['before', 'HostSystem', 'VirtualMachine', 'after', 'after forced garbage collection'])
      expect(stderr).toMatch(new RegExp(`^memory ${step}: RSS [\\d.]+ MiB, heap [\\d.]+ MiB, external `, 'm'));
  });

  it('says what it cannot write to, and exits without a result', async () => {
    const path = join(folder, 'no', 'such', 'folder.json');
    const { code, stderr } = await runCli([...login(), '--insecure', '--output', path], secret());
    expect([code, stderr]).toEqual([1, expect.stringContaining(`The file ${path} cannot be written`)]);
  });
});
