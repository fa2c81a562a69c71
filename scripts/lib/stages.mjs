import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { say } from './output.mjs';
import { ROOT } from './paths.mjs';

const MODULES = join(ROOT, 'node_modules');

/** The tools by their own scripts: no shell, and the Node that runs us. */
const TOOLS = /** @type {const} */ ({
  biome: join(MODULES, '@biomejs', 'biome', 'bin', 'biome'),
  tsc: join(MODULES, 'typescript', 'bin', 'tsc'),
  vitest: join(MODULES, 'vitest', 'vitest.mjs'),
  playwright: join(MODULES, '@playwright', 'test', 'cli.js'),
  imports: join(ROOT, 'scripts', 'check-imports.mjs'),
  build: join(ROOT, 'scripts', 'build.mjs'),
});

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly (readonly [keyof typeof TOOLS, ...string[]])[]} commands run one after the other
 * @property {string} [report] where the last command writes its results as JSON
 * @property {'vitest' | 'playwright'} [reporter]
 * @property {(files: readonly string[]) => Stage} [again] the same for some files alone
 *
 * @typedef {object} Outcome
 * @property {string} name
 * @property {'passed' | 'failed' | 'not run'} result
 * @property {number} seconds
 */

/**
 * Runs the commands of a stage, the first failing one being the last.
 *
 * @param {Stage} stage
 * @param {number} deadline in milliseconds of performance.now(); what still runs then is ended and has failed.
 * @returns {Promise<boolean>} whether all of them passed
 */
export async function runStage(stage, deadline) {
  for (const [tool, ...args] of stage.commands) {
    const code = await runTool(tool, args, deadline);
    if (code === 0) continue;
    say(`${stage.name}: ${tool} ended with ${code}.`);
    return false;
  }
  return true;
}

const GRACE_MILLISECONDS = 15_000;

/**
 * @param {keyof typeof TOOLS} tool
 * @param {readonly string[]} args
 * @param {number} deadline
 * @returns {Promise<number | string>} its exit code, or why it has none
 */
function runTool(tool, args, deadline) {
  const child = spawn(process.execPath, [TOOLS[tool], ...args], { cwd: ROOT, stdio: 'inherit' });
  let late = false;
  /** @type {NodeJS.Timeout | undefined} */
  let kill;
  const end = setTimeout(
    () => {
      late = true;
      // The runners end what they started; only a stuck one is killed.
      child.kill('SIGTERM');
      kill = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS);
    },
    Math.max(0, deadline - performance.now()),
  );
  // Ctrl-C reaches the runner by itself; wait for it, so that the summary is the last word.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      clearTimeout(end);
      clearTimeout(kill);
      process.off('SIGINT', wait);
      resolve(late ? 'no end in the time it had' : (code ?? signal ?? 1));
    });
  });
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {string} one line for each stage
 */
export function summaryOf(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  return outcomes
    .map(({ name, result, seconds }) => {
      const time = result === 'not run' ? '' : `${seconds.toFixed(1)} s`;
      return `  ${name.padEnd(width)}  ${result.padEnd(7)}  ${time.padStart(8)}`.trimEnd();
    })
    .join('\n');
}
