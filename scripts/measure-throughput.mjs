// Measures the hot path of a collection stage by stage on answers of the demo vCenter, beside the parser's bare speed.
// `npm run measure:throughput -- [--vms 5000] [--runs 7] [--pruning on|off] [--json FILE]`; the table goes to stdout.
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startDemo } from '../e2e/fixtures/servers/demo.ts';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { HOT_PATH } from './lib/hot-path.mjs';
import { median } from './lib/median.mjs';
import { say } from './lib/output.mjs';
import { recordAnswers } from './lib/record-answers.mjs';

/** Of saxes' bare speed, with pruning on. */
const LEAST_SHARE = 0.6;
const LAST = 'decode, prune, batch, JSON, gzip';

const { values: options } = parseArgs({
  options: {
    vms: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '7' },
    pruning: { type: 'string', default: 'on' },
    json: { type: 'string' },
  },
});
if (!['on', 'off'].includes(options.pruning)) throw new Error(`--pruning ${options.pruning}: allowed are on and off.`);
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${options.runs}: allowed are whole numbers from 1.`);

await ensureBuilt();
const demo = await startDemo(Number(options.vms));
const recording = await recordAnswers(demo, options.pruning === 'on').finally(() => demo.close());
const bytes = recording.answers.flat().reduce((sum, piece) => sum + piece.byteLength, 0);
say(`${(bytes / 1e6).toFixed(1)} MB in ${recording.answers.length} answers`);

/** CPU seconds of this thread and of V8's helpers. */
const taken = new Map(Object.keys(HOT_PATH).map((stage) => [stage, /** @type {number[]} */ ([])]));
// The first round warms V8 up; the stages take turns, so that what else the machine does touches all of them alike.
for (let run = 0; run <= runs; run += 1) {
  for (const [stage, work] of Object.entries(HOT_PATH)) {
    const before = process.cpuUsage();
    if (work(recording) <= 0) throw new Error(`"${stage}" made nothing.`);
    const { user, system } = process.cpuUsage(before);
    if (run > 0) taken.get(stage)?.push((user + system) / 1e6);
  }
}
const rows = [...taken].map(([stage, seconds]) => ({
  stage,
  megabytesPerSecond: bytes / 1e6 / median(seconds),
}));
const bare = rows[0]?.megabytesPerSecond ?? Number.NaN;
console.log('| up to | MB/s of CPU time | of saxes alone |\n|---|---|---|');
for (const { stage, megabytesPerSecond } of rows) {
  console.log(`| ${stage} | ${megabytesPerSecond.toFixed(0)} | ${((megabytesPerSecond / bare) * 100).toFixed(0)} % |`);
}
const machine = { cores: availableParallelism(), load: loadavg()[0], node: process.version };
if (options.json) await writeFile(options.json, `${JSON.stringify({ machine, bytes, rows }, undefined, 2)}\n`);
const share = (rows.find(({ stage }) => stage === LAST)?.megabytesPerSecond ?? 0) / bare;
process.exitCode = options.pruning === 'off' || share >= LEAST_SHARE ? 0 : 1;
