import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli, startCli } from '../fixtures/run-cli.ts';

const SERVER = ['--server', '127.0.0.1:1', '--user', 'me'];
const PASSWORD = { VSPHERE_PASSWORD: 'not-to-be-seen' };

describe('a command that is used wrongly exits with 2 and says what is allowed', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['an unknown option', ['collect', '--colour'], {}, /unknown option '--colour'/],
    ['an unknown command', ['fetch'], {}, /unknown command 'fetch'/],
    [
      'a batch size of 0',
      ['collect', '--demo', '5', '--batch-size', '0'],
      {},
      /VSPHERE_BATCH_SIZE: "0".*\n.*1 to 1000/,
    ],
    ['a batch size of 1001', ['collect', '--demo', '5', '--batch-size', '1001'], {}, /"1001"/],
    [
      'a bad variable',
      ['collect', '--demo', '5'],
      { VSPHERE_BATCH_SIZE: 'many' },
      /VSPHERE_BATCH_SIZE: "many" from the environment/,
    ],
    [
      'a bad switch',
      ['collect', '--demo', '5', '--gc', 'maybe'],
      {},
      /VSPHERE_EXPLICIT_GC: "maybe" from the command line/,
    ],
    ['an unknown kind', ['collect', '--demo', '5', '--types', 'vm,printer'], {}, /"printer" is no kind.*\n.*template/],
    ['an impossible demo', ['collect', '--demo', '0'], {}, /"0" is no size/],
    ['no vCenter', ['collect'], {}, /No vCenter to collect from/],
    ['no user', ['collect', '--server', 'vc'], {}, /No user/],
    ['no password', ['collect', ...SERVER], {}, /No password for me/],
    ['an empty password', ['collect', ...SERVER, '--password-stdin'], {}, /no password came/],
    ['two kinds of trust', ['collect', ...SERVER, '--insecure', '--thumbprint', 'AA'], PASSWORD, /contradict/],
    ['half a fingerprint', ['collect', ...SERVER, '--thumbprint', 'AA:BB'], PASSWORD, /not a SHA-256 fingerprint/],
    [
      'an unknown format',
      ['collect', '--demo', '5', '--output', 'rows.pdf'],
      {},
      /known format.*\n.*\.json, \.ndjson, \.csv/,
    ],
    [
      'gzip without compression',
      ['collect', '--demo', '5', '--output', 'a.csv.gz', '--compress', 'off'],
      {},
      /compression is off/,
    ],
    [
      'a workbook of some kinds',
      ['collect', '--demo', '5', '--output', 'a.xlsx', '--types', 'vm'],
      {},
      /--types and an \.xlsx contradict.*\n.*Leave out --types/,
    ],
    ['a gzipped workbook', ['collect', '--demo', '5', '--output', 'a.xlsx.gz'], {}, /known format/],
    ['pseudonyms for no file', ['collect', '--demo', '5', '--anonymise'], {}, /--anonymise is for files.*\n.*--output/],
    [
      'a name for no variable',
      ['collect', '--demo', '5', '--terraform-env', '--terraform-prefer', 'VM_ID=x'],
      {},
      /"VM_ID=x" is no VARIABLE=PATTERN.*\n.*TEMPLATE_UUID/,
    ],
    [
      'variables of no kind that is read',
      ['collect', '--demo', '5', '--terraform-env', '--types', 'vm'],
      {},
      /kinds that --types leaves out: pool, datastore.*\n.*--types/,
    ],
    [
      'a bad pattern',
      ['collect', '--demo', '5', '--terraform-env', '--terraform-prefer', 'NETWORK_ID=('],
      {},
      /"\(" is no regular expression/,
    ],
    ['plain http elsewhere', ['collect', '--server', 'http://vc.example', '--user', 'me'], PASSWORD, /uses http/],
    ['a bad Redis address', ['cache', 'stats'], { REDIS_URL: 'redis://a,b' }, /REDIS_URL \(not shown\)/],
    ['a taken port', ['demo', '--port', 'x'], {}, /--port: "x"/],
  ])('%s', async (_, args, environment, says) => {
    const { code, stdout, stderr } = await runCli(args, { environment });
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain('not-to-be-seen');
  });

  it('and prints one JSON object with --json', async () => {
    const { code, json } = await runCli(['collect', '--json', '--demo', '5', '--batch-size', '0']);
    expect([code, json()]).toMatchObject([2, { error: { code: 'usage', field: 'batchSize' } }]);
  });
});

describe('the other commands', () => {
  it('settings tells every value with its origin, and no secret', async () => {
    const environment = { VSPHERE_BATCH_SIZE: '70', VSPHERE_PASSWORD: 'not-to-be-seen', REDIS_URL: 'redis://:hush@h' };
    const { code, stdout, json } = await runCli(['settings', '--json'], { environment });
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      VSPHERE_BATCH_SIZE: { value: 70, origin: 'environment' },
      VSPHERE_DATA_PRUNING: { value: true, origin: 'default' },
      VSPHERE_PASSWORD: { value: 'set', origin: 'environment' },
      REDIS_URL: { value: 'set' },
    });
    expect(stdout).not.toMatch(/not-to-be-seen|hush/);
  });

  it('demo serves until it is told to stop', async () => {
    const demo = startCli(['demo', '--vms', '30']);
    await demo.written(/password=/);
    demo.kill('SIGTERM');
    const { code, stdout } = await demo.done;
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^url=http:\/\/127\.0\.0\.1:\d+\/sdk\nuser=\S+\npassword=\S+\n$/),
    ]);
  });

  it('serve prints its link and ends cleanly', async () => {
    const serve = startCli(['serve', '--no-open']);
    await serve.written(/Ctrl-C to stop/);
    serve.kill('SIGINT');
    const { code, stdout } = await serve.done;
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Heapsphere is at http:\/\/127\.0\.0\.1:\d+\/#token=\S+\n$/),
    ]);
  });

  it('collect --datacenter restricts a demo estate too, and names the known ones', async () => {
    const demo = ['collect', '--demo', '300', '--types', 'datacenter,vm', '--no-cache', '--json'];
    const unknown = await runCli([...demo, '--datacenter', 'Berlin, East']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('no datacenter "Berlin, East"')]);
    const [name = '', ...others] = (/Known datacenters: (.+)\./.exec(unknown.stderr)?.[1] ?? '').split(', ');
    expect(others.length).toBeGreaterThan(0);
    const { code, json } = await runCli([...demo, '--datacenter', name]);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ objects: { Datacenter: 1 } });
    expect((json() as { objects: { VirtualMachine: number } }).objects.VirtualMachine).toBeLessThan(300);
  });

  it('collect --terraform-env names objects that are there', async () => {
    const environment = await runCli(['collect', '--demo', '300', '--terraform-env', '--no-cache']);
    const rows = await runCli(['collect', '--demo', '300', '--types', 'template', '--terraform-env', '--no-cache']);
    const value = (name: string) => new RegExp(`^${name}=(\\S+) # (.+)$`, 'm').exec(environment.stdout);
    expect(environment.code).toBe(0);
    expect(value('RESOURCE_POOL_ID')?.[1]).toMatch(/^resgroup-\d+$/);
    expect(value('DATASTORE_ID')?.[1]).toMatch(/^datastore-\d+$/);
    expect(value('NETWORK_ID')?.[1]).toMatch(/^(network|dvportgroup)-/);
    expect(value('TEMPLATE_UUID')?.[1]).toMatch(/^42[0-9a-f]{6}-/);
    expect(rows.stdout).toContain(value('TEMPLATE_UUID')?.[0]);
  });

  it('collect --terraform-env chooses the same without pruning, and nothing that cannot be used', async () => {
    const home = await mkdtemp(join(tmpdir(), 'heapsphere-home-'));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    const collect = ['collect', '--demo', '300', '--no-cache', '--terraform-env'];
    const file = join(home, 'rows.json');
    const pruned = await runCli([...collect, '--output', file], { home });
    const { objects } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly objects: readonly Readonly<Record<string, unknown>>[];
    };
    const lost = objects.find((each) => each.type === 'Datastore' && each['summary.accessible'] === false);
    const uplink = objects.find((each) => each['config.uplink'] === true);
    expect(lost).not.toHaveProperty(['summary.capacity']);
    const prefer = ['--terraform-prefer', `DATASTORE_ID=^${lost?.name}$`, `NETWORK_ID=^${uplink?.name}$`];
    const whole = await runCli([...collect, '--pruning', 'off', ...prefer], { home });
    expect([pruned.code, whole.code]).toEqual([0, 0]);
    const picked = (stdout: string, name: string) => new RegExp(`^${name}=(\\S+)`, 'm').exec(stdout)?.[1];
    for (const name of ['RESOURCE_POOL_ID', 'TEMPLATE_UUID'])
      expect(picked(whole.stdout, name)).toBe(picked(pruned.stdout, name));
    expect(whole.stdout).toMatch(/^DATASTORE_ID=datastore-/m);
    expect(whole.stdout).not.toContain(String(lost?.ref).replace('Datastore:', '='));
    expect(whole.stdout).not.toContain(String(uplink?.ref).replace('DistributedVirtualPortgroup:', '='));
  });

  it('collect --terraform-env takes the name that is preferred, and the template its own UUID', async () => {
    const home = await mkdtemp(join(tmpdir(), 'heapsphere-home-'));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    const collect = ['collect', '--demo', '300', '--no-cache'];
    await runCli([...collect, '--types', 'template', '--output', join(home, 'templates.json')], { home });
    const { objects } = JSON.parse(await readFile(join(home, 'templates.json'), 'utf8')) as {
      readonly objects: readonly Readonly<Record<string, string>>[];
    };
    const wanted = objects.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '')).at(-1);
    const prefer = ['--terraform-prefer', `TEMPLATE_UUID=^${wanted?.name}$`];
    const { code, stdout } = await runCli([...collect, '--terraform-env', ...prefer], { home });
    expect(code).toBe(0);
    expect(stdout).toContain(`TEMPLATE_UUID=${wanted?.['config.uuid']} # ${wanted?.name}\n`);
  });
});
