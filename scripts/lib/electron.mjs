import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './output.mjs';
import { ROOT } from './paths.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const DOWNLOAD_HOST = 'https://github.com';
const REACH_MILLISECONDS = 5_000;
const DOWNLOAD_MILLISECONDS = 180_000;

/**
 * The Electron program, fetched first when it has not been; or why there is none.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ program: string } | { reason: string }>}
 */
export async function findElectron(environment) {
  const obstacle = obstacleTo(environment);
  if (obstacle !== undefined) return { reason: obstacle };
  const present = installedProgram(environment);
  if (present !== undefined) return { program: present };
  if (!(await canReachDownload(environment)))
    return { reason: 'Electron is not installed and cannot be downloaded from here' };
  say('Fetching Electron, about 120 MB, once…');
  const fetched = await install(environment);
  const program = installedProgram(environment);
  return fetched && program !== undefined ? { program } : { reason: 'Electron could not be downloaded' };
}

/**
 * What stands against a window at all.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
function obstacleTo(environment) {
  if (process.platform !== 'linux') return undefined;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  return undefined;
}

/** @param {NodeJS.ProcessEnv} environment */
function installedProgram(environment) {
  const pathFile = join(PACKAGE, 'path.txt');
  const path = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const folder = environment.ELECTRON_OVERRIDE_DIST_PATH;
  // The same rules as the electron package's own index.js.
  const program = folder ? join(folder, path ?? 'electron') : path && join(PACKAGE, 'dist', path);
  return program && existsSync(program) ? program : undefined;
}

/**
 * A closed network may swallow packets: ask briefly before a download is left to wait. A mirror or a proxy answers for itself.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export async function canReachDownload(environment) {
  const arranged = /^(https?_proxy|all_proxy|electron_mirror|npm_config_electron_mirror|npm_config_https_proxy)$/i;
  if (Object.keys(environment).some((name) => arranged.test(name) && environment[name])) return true;
  try {
    await fetch(DOWNLOAD_HOST, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_MILLISECONDS) });
    return true;
  } catch {
    return false;
  }
}

/**
 * The package's own installation, which checks what it downloads.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<boolean>}
 */
function install(environment) {
  const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
    env: environment,
    stdio: ['ignore', 2, 'ignore'],
    timeout: DOWNLOAD_MILLISECONDS,
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
