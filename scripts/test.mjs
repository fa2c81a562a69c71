// npm test: all but the long tests and the faults that are not fast. `check`, `unit`, `interop`, `long`, `faults`, `e2e` and `desktop` (all specs there)
// run a part, with further arguments for its runner.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diedFiles, withAgain } from './lib/died-files.mjs';
import { elapsed, say } from './lib/output.mjs';
import { CACHE } from './lib/paths.mjs';
import { runStage, summaryOf } from './lib/stages.mjs';
import { playwrightCounts, totalLine, vitestCounts } from './lib/test-counts.mjs';
import { failureLines, playwrightFailures, vitestFailures } from './lib/test-failures.mjs';

/** @typedef {import('./lib/stages.mjs').Stage} Stage */

const LONGEST_RUN_MILLISECONDS = 30 * 60_000;
const RESULTS = join(CACHE, 'results');
const [part = 'all', ...more] = process.argv.slice(2);

/**
 * @param {string} name
 * @param {readonly string[]} [projects] patterns of names
 * @param {string} [report]
 * @param {readonly string[]} [files]
 * @returns {Stage}
 */
function vitestStage(name, projects = [`${name}*`], report = join(RESULTS, `${name}.json`), files = more) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = /** @type {const} */ (['vitest', 'run', ...projects.map((project) => `--project=${project}`)]);
  return {
    name,
    reporter: 'vitest',
    report,
    commands: [[...command, ...reporters, ...files]],
    again: (died) => vitestStage(name, projects, `${report.slice(0, -'.json'.length)}-again.json`, died),
  };
}

// Where nobody looks at a terminal, biome would colour every character by itself.
const plain = process.stdout.isTTY ? [] : ['--colors=off'];
/** @type {Stage} */
const lint = { name: 'format and lint', commands: [['biome', 'ci', '--error-on-warnings', ...plain, '.']] };
/** @type {Stage} */
const types = {
  name: 'types',
  commands: ['shared', 'main', 'renderer', 'renderer/tsconfig.test.json', 'e2e', 'scripts'].map(
    (project) => /** @type {const} */ (['tsc', '-p', project]),
  ),
};
/** @type {Stage} */
const imports = { name: 'imports', commands: [['imports']] };
/** @type {Stage} */
const build = { name: 'build', commands: [['build']] };
/** @param {string} name @param {readonly string[]} args @returns {Stage} */
function playwrightStage(name, args) {
  const report = join(RESULTS, 'e2e.json');
  return { name, reporter: 'playwright', report, commands: [['playwright', 'test', ...args, ...more]] };
}
// Whoever asks for a spec by name gets it, however long it takes.
const e2e = playwrightStage('e2e', more.length > 0 ? [] : ['--project=web', '--project=desktop']);
const desktop = playwrightStage('desktop', ['--project=desktop*']);
const longE2e = playwrightStage('long e2e', ['--project=long']);
if (part === 'desktop') process.env.HEAPSPHERE_E2E_DESKTOP = 'all';
const unit = vitestStage('unit');
const interop = vitestStage('interop');
const faults = vitestStage('faults', ['faults', 'interop faults']);
const long = vitestStage('long');

/** @type {Record<string, Stage[]>} */
const parts = {
  all: [lint, types, imports, unit, build, interop, e2e],
  check: [lint, types, imports],
  unit: [unit],
  interop: [build, interop],
  faults: [build, faults],
  e2e: [build, e2e],
  long: [build, long, longE2e],
  desktop: [build, desktop],
};

const stages = parts[part];
if (stages === undefined) {
  say(`There is no part "${part}"; the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const since = performance.now();
mkdirSync(RESULTS, { recursive: true });
/** @type {import('./lib/stages.mjs').Outcome[]} */
const outcomes = [];
let failed = false;
let broken = false;
for (const stage of stages) {
  // Tests that failed say nothing about the next tests; code that does not compile does.
  if (broken) {
    outcomes.push({ name: stage.name, result: 'not run', seconds: 0 });
    continue;
  }
  console.log(`\n=== ${stage.name} ===`);
  for (const { report } of [stage, stage.again?.([])].flatMap((each) => each ?? [])) {
    if (report !== undefined) rmSync(report, { force: true });
  }
  const started = performance.now();
  const deadline = since + LONGEST_RUN_MILLISECONDS;
  const passed = (await runStage(stage, deadline)) || (await passesAgain(stage, deadline));
  failed ||= !passed;
  broken ||= !passed && stage.report === undefined;
  outcomes.push({
    name: stage.name,
    result: passed ? 'passed' : 'failed',
    seconds: (performance.now() - started) / 1000,
  });
}

console.log(`\n=== summary ===\n${summaryOf(outcomes)}\n  ${failed ? 'FAILED' : 'Passed'} after ${elapsed(since)}.`);
const ran = stages.filter((stage) => stage.report !== undefined);
if (ran.length > 0) {
  const failures = ran.flatMap(failuresOf);
  if (failures.length > 0) console.log(failureLines(failures));
  console.log(totalLine(ran.map(countsOf)));
}
process.exitCode = failed ? 1 : 0;

/**
 * V8 seems to end a whole process now and then where threads come and go (it looks like nodejs/node issue 64500). Test files that this has cut short run
 * once more, which is said; a second time is a failure, and so is whatever else failed.
 *
 * @param {Stage} stage @param {number} deadline
 */
async function passesAgain(stage, deadline) {
  const died = stage.again ? diedFiles(reportOf(stage) ?? {}) : [];
  if (stage.again === undefined || died.length === 0) return false;
  say(`${stage.name}: a process died in ${died.join(', ')}; running that once more.`);
  return runStage(stage.again(died), deadline);
}

/** A runner that failed without a failed test in its report counts as one failure: a process of it died. One that did not run counts as none. @param {Stage} stage */
function countsOf(stage) {
  const { result } = outcomes.find(({ name }) => name === stage.name) ?? { result: 'not run' };
  const report = reportOf(stage) ?? {};
  const counts = stage.reporter === 'playwright' ? playwrightCounts(report) : vitestCounts(report);
  return { ...counts, failed: Math.max(counts.failed, result === 'failed' ? 1 : 0) };
}

/** @param {Stage} stage */
function failuresOf(stage) {
  const report = reportOf(stage);
  if (report === undefined) return [];
  return stage.reporter === 'playwright' ? playwrightFailures(report) : vitestFailures(report);
}

/** What the runner of a stage wrote, unless it wrote nothing that can be read. @param {Stage} stage */
function reportOf(stage) {
  const report = read(stage.report);
  const again = read(stage.again?.([]).report);
  return report && again ? withAgain(report, again) : report;
}

/** @param {string} [report] */
function read(report = '') {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}
