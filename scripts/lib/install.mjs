import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  installEnvironment,
  isAtLeast,
  OLDEST_SYSTEM_NODE,
  reasonToInstall,
  runtimePackage,
} from './install-state.mjs';
import { clearLine, elapsed, say, sayProgress } from './output.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { withLock } from './process-lock.mjs';

/** @typedef {import('./install-state.mjs').LockFile} LockFile */

const LOCK_FILE = join(ROOT, 'package-lock.json');
const INSTALLED_FILE = join(ROOT, 'node_modules', '.package-lock.json');

/**
 * Installs the dependencies when node_modules is missing or differs from the lock file. Writes to stderr only.
 *
 * @returns {Promise<number>} the exit code: 0, or npm's own.
 */
export async function ensureInstalled() {
  const lock = readLock(LOCK_FILE);
  if (lock === undefined) {
    say(`${LOCK_FILE} is missing or damaged: restore it with "git checkout package-lock.json".`);
    return 1;
  }
  if (reasonNow(lock) === undefined) return checkRuntime(lock);
  return withLock(join(CACHE, 'install.lock'), 'another installation', async () => {
    // The process we waited for may have done it.
    const reason = reasonNow(lock);
    const code = reason === undefined ? 0 : await install(lock, reason);
    return code === 0 ? checkRuntime(lock) : code;
  });
}

/** @param {LockFile} lock */
function reasonNow(lock) {
  return reasonToInstall(lock, readLock(INSTALLED_FILE), process);
}

/**
 * @param {string} path
 * @returns {LockFile | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {LockFile} lock
 * @param {string} reason
 * @returns {Promise<number>}
 */
async function install(lock, reason) {
  const since = performance.now();
  const packages = Object.keys(lock.packages ?? {}).filter((path) => path !== '' && !lock.packages?.[path]?.optional);
  say(`Installing ${packages.length} packages, because ${reason}.`);
  const { command, args } = npmCommand();
  const child = spawn(
    command,
    [...args, 'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-fund', '--no-audit'],
    // npm's own words go to stderr: what runs after us owns stdout.
    {
      cwd: ROOT,
      env: installEnvironment(process.env),
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && args.length === 0,
    },
  );
  const progress = setInterval(
    () => {
      const there = packages.filter((path) => existsSync(join(ROOT, path))).length;
      sayProgress(`  ${there} of ${packages.length} packages, ${elapsed(since)}`);
    },
    process.stderr.isTTY ? 500 : 15_000,
  );
  // Stay on Ctrl-C until it has ended, so that the lock outlives the installation.
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      say(`npm could not be started: ${error.message}.`);
      resolve(127);
    });
    child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  process.off('SIGTERM', forward).off('SIGINT', forward);
  clearInterval(progress);
  clearLine();
  if (code === 0) say(`Installed in ${elapsed(since)}.`);
  else say(`Installing failed: npm ci ended with code ${code} after ${elapsed(since)}; its own message stands above.`);
  return code;
}

/** npm on the Node that runs npm: the Node in node_modules is about to be replaced. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm !== undefined && node !== undefined && /^npm/.test(basename(npm)) && existsSync(npm))
    return { command: node, args: [npm] };
  return { command: 'npm', args: [] };
}

/**
 * The scripts run on the Node in node_modules; where the lock file has none for this machine, on the system's.
 *
 * @param {LockFile} lock
 * @returns {number}
 */
function checkRuntime(lock) {
  const ours = runtimePackage(lock, process);
  const system = process.versions.node;
  if (ours === undefined || !existsSync(join(ROOT, ours))) {
    if (isAtLeast(system, OLDEST_SYSTEM_NODE)) return 0;
    const machine = `${process.platform} on ${process.arch}`;
    say(
      `There is no bundled Node for ${machine}, and Node ${system} is older than ${OLDEST_SYSTEM_NODE}: update Node.`,
    );
    return 1;
  }
  // It runs us already, except after an installation.
  if (process.execPath.includes(join(ROOT, 'node_modules'))) return 0;
  const program = join(ROOT, ours, lock.packages?.[ours]?.bin?.node ?? 'bin/node');
  if (spawnSync(program, ['--version']).status === 0) return 0;
  say(`${program} does not run on this system (it needs glibc and libstdc++).`);
  return 1;
}
