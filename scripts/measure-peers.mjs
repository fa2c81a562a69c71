// Sets our terminal beside what people read vCenter with: the same virtual machines of one vcsim, in one run, interleaved.
// `npm run measure:peers -- [--vms 5000] [--runs 5] [--only twelve|all] [--sample 250] [--ours] [--json FILE]`; the table goes to stdout.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createIsolatedHome } from '../e2e/fixtures/isolated-home.ts';
import { buildGoProgram } from '../e2e/fixtures/servers/go-program.ts';
import { PYTHON, requireTools } from '../e2e/fixtures/servers/required-tools.ts';
import { startVcsim } from '../e2e/fixtures/servers/vcsim.ts';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { median } from './lib/median.mjs';
import { elapsed, say } from './lib/output.mjs';
import { DIST, ROOT } from './lib/paths.mjs';
import { peerTable, standings } from './lib/peer-table.mjs';
import { serverTime } from './lib/server-time.mjs';
import { timedRun } from './lib/timed-run.mjs';

/** What a small inventory script asks of a machine. Ours always reads the name and whether it is a template. */
const TWELVE = [
  'name',
  'config.template',
  'config.hardware.numCPU',
  'config.hardware.memoryMB',
  'config.guestFullName',
  'config.uuid',
  'runtime.powerState',
  'runtime.host',
  'guest.ipAddress',
  'guest.toolsRunningStatus',
  'summary.storage.committed',
  'summary.quickStats.overallCpuUsage',
];
/** Root pools of 2 datacenters with 4 clusters and a standalone host each; every one has as many machines. */
const SHAPE = { datacenters: 2, clusters: 4, hostsPerCluster: 8 };
const POOLS = 10;
const START_TIMEOUT_MS = 10 * 60_000;

const { values: options } = parseArgs({
  options: {
    vms: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    sample: { type: 'string', default: '250' },
    /** Without the others, for an estate on which they would take too long. */
    ours: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const vms = wholeNumber('vms');
const runs = wholeNumber('runs');
const sample = Math.min(wholeNumber('sample'), vms);
const suites = ['twelve', 'all'].filter((suite) => options.only === undefined || options.only === suite);
if (suites.length === 0) throw new Error(`--only ${options.only}: allowed are twelve and all.`);
if (vms % POOLS !== 0) throw new Error(`--vms ${vms}: allowed are multiples of ${POOLS}.`);
if (!requireTools('vcsim', 'pyvmomi', 'time')) process.exit(1);

await ensureBuilt();
const [govmomi, idle] = await Promise.all([
  buildGoProgram('govmomi', join(ROOT, 'scripts/peers/govmomi/main.go')),
  buildGoProgram('idle', join(ROOT, 'scripts/peers/idle/main.go')),
]);
const home = await createIsolatedHome();
const vcsim = await startVcsim({ ...SHAPE, vmsPerPool: vms / POOLS }, START_TIMEOUT_MS);
try {
  const since = performance.now();
  const data = join(home.folder, 'data');
  await mkdir(data);
  const attributes = { VirtualMachine: TWELVE };
  await writeFile(join(data, 'settings.json'), JSON.stringify({ version: 1, attributes }));
  const environment = {
    ...home.environment,
    HEAPSPHERE_DATA_DIR: data,
    VSPHERE_PASSWORD: vcsim.password,
    PYTHONPATH: join(ROOT, 'e2e/interop/pyvmomi'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const floors = {
    node: await floorOf(process.execPath, ['-e', '0']),
    go: await floorOf(idle, []),
    python: await floorOf(PYTHON, ['-c', '0']),
  };
  const results = [];
  for (const suite of suites) {
    const contenders = contendersOf(suite, floors);
    // Our first run fills the page cache and V8's; it is not measured.
    await once(contenders[0]);
    const server = [];
    for (let run = 0; run < runs; run += 1) {
      server.push(await serverTime(vcsim, suite === 'twelve' ? TWELVE : undefined));
      for (const contender of contenders) contender.runs.push(await once(contender));
      say(`${suite}: ${run + 1} of ${runs} rounds after ${elapsed(since)}`);
    }
    const rows = standings(contenders);
    results.push({ suite, vms, sample, floors, server, standings: rows, contenders });
    console.log(`${peerTable(suite === 'twelve' ? '12 properties' : 'all properties', rows)}\n`);
    const [megabytes, first, last] = [
      median(server.map(({ bytes }) => bytes / 1e6)),
      median(server.map(({ firstByteSeconds }) => firstByteSeconds)),
      median(server.map(({ seconds }) => seconds)),
    ];
    console.log(
      `vcsim itself: ${first.toFixed(2)} s to the first byte, ${last.toFixed(2)} s to the last of ${megabytes.toFixed(1)} MB.\n`,
    );
  }
  console.log(
    `Floors: ${Object.entries(floors)
      .map(([name, bytes]) => `${name} ${Math.round(bytes / 1024 / 1024)} MiB`)
      .join(', ')}.`,
  );
  const machine = { cores: availableParallelism(), load: loadavg()[0], node: process.version };
  if (options.json) await writeFile(options.json, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);

  /**
   * @param {string} suite
   * @param {{ node: number, go: number, python: number }} floor
   */
  function contendersOf(suite, floor) {
    const { hostname, port } = new URL(vcsim.url);
    const paths = suite === 'twelve' ? TWELVE : [];
    const login = ['--server', vcsim.url, '--user', vcsim.user, '--insecure', '--no-cache', '--types', 'vm'];
    const pruning = ['--pruning', suite === 'twelve' ? 'on' : 'off'];
    const collect = [join(DIST, 'main', 'cli.js'), 'collect', ...login, ...pruning, '--json'];
    const file = join(home.folder, 'rows.ndjson');
    const script = (/** @type {string} */ name) => join(ROOT, 'scripts/peers/pyvmomi', name);
    const python = [hostname, port, vcsim.user];
    const ours = [
      contender('Heapsphere', process.execPath, collect, floor.node),
      contender('Heapsphere, to an NDJSON file', process.execPath, [...collect, '--output', file], floor.node),
    ];
    if (options.ours) return ours;
    return [
      ...ours,
      contender('govmomi', govmomi, [vcsim.url, vcsim.user, ...paths], floor.go),
      contender(
        'pyVmomi, one RetrieveContents',
        PYTHON,
        [script('container_view.py'), ...python, ...paths],
        floor.python,
      ),
      contender(
        'pyVmomi, a request for each property',
        PYTHON,
        [script('property_reads.py'), '--machines', String(sample), ...python, ...paths],
        floor.python,
        sample,
      ),
    ];
  }

  /**
   * @param {string} name
   * @param {string} command
   * @param {readonly string[]} args
   * @param {number} floorBytes
   * @param {number} objects how many it reads.
   */
  function contender(name, command, args, floorBytes, objects = vms) {
    const label = objects < vms ? `${name} (${objects} machines, times ${vms / objects})` : name;
    const usages = /** @type {import('./lib/timed-run.mjs').Usage[]} */ ([]);
    return { name: label, command, args, floorBytes, scale: vms / objects, objects, runs: usages };
  }

  /** @param {ReturnType<typeof contendersOf>[number] | undefined} contender */
  async function once(contender) {
    if (contender === undefined) throw new Error('there is nobody to run');
    const { name, command, args, objects } = contender;
    const { usage, stdout, stderr } = await timedRun(command, args, environment);
    // With other settings than ours it would read something else.
    if (stderr.includes('set aside')) throw new Error(stderr);
    const answer = JSON.parse(stdout);
    const found = answer.total ?? answer.objects;
    if (found !== objects) throw new Error(`${name} read ${found} machines instead of ${objects}.`);
    return usage;
  }
} finally {
  await vcsim.close();
  await home.remove();
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function floorOf(command, args) {
  return (await timedRun(command, args)).usage.peakBytes;
}

/** @param {'vms' | 'runs' | 'sample'} name */
function wholeNumber(name) {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} ${options[name]}: allowed are whole numbers from 1.`);
}
