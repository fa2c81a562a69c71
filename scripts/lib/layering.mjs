import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { findImports, maskSource } from './import-scan.mjs';

/**
 * @typedef {object} Violation
 * @property {string} file
 * @property {number} line
 * @property {string} found the import, or the name that was used
 * @property {string} rule
 *
 * @typedef {object} Edge
 * @property {string} file path in the repository, with forward slashes
 * @property {string} target path in the repository, or the name of a package, or node:NAME
 * @property {boolean} local whether the target is a file of ours
 * @property {boolean} typeOnly
 */

/** They put the services of their thread together, as the files directly in main/ do for the process. */
const WORKER_ROOTS = [
  'main/collector/worker.ts',
  'main/hierarchy/worker.ts',
  'main/live/worker.ts',
  'main/generations/worker.ts',
];
const ELECTRON_FOLDER = 'main/hosts/electron/';
/** Stands in for Electron in tests of the desktop application. */
const ELECTRON_DOUBLE = 'e2e/desktop/';
/** Tests and what only they use. */
const TEST_FILE = /(\.test|-fixture)\.tsx?$/;

/** @type {readonly { applies: (edge: Edge) => boolean, allows: (edge: Edge) => boolean, rule: string }[]} */
const RULES = [
  {
    applies: ({ file }) => file.startsWith('shared/'),
    allows: ({ target, local }) => (local ? target.startsWith('shared/') : packageOf(target) === 'zod'),
    rule: 'shared/ imports nothing but shared/ and zod: it runs in Node and in the window',
  },
  {
    applies: ({ file }) => file.startsWith('renderer/'),
    allows: ({ target, local }) =>
      local ? isUnder(target, ['renderer/', 'shared/']) : !target.startsWith('node:') && target !== 'electron',
    rule: 'renderer/ imports renderer/, shared/ and packages for the window: no Node, no main/',
  },
  {
    applies: ({ file, local }) => file.startsWith('main/') && local,
    allows: ({ target }) => isUnder(target, ['main/', 'shared/', 'package.json']),
    rule: 'main/ imports main/ and shared/',
  },
  {
    applies: ({ file, target }) => hostOf(file) !== undefined && target.startsWith('main/'),
    allows: ({ file, target }) =>
      isMainRoot(target) || hostOf(target) === hostOf(file) || (hostOf(file) === 'cli' && hostOf(target) === 'web'),
    rule: 'a host imports the files directly in main/, shared/ and its own folder (cli also web, to serve)',
  },
  {
    applies: ({ file, target }) => isService(file) && target.startsWith('main/'),
    allows: ({ target }) => hostOf(target) === undefined && !isMainRoot(target),
    rule: 'a service knows neither the hosts nor the files directly in main/ that put services together',
  },
  {
    applies: ({ file, target }) =>
      isService(file) && isService(target) && serviceOf(file) !== serviceOf(target) && !WORKER_ROOTS.includes(file),
    allows: ({ typeOnly }) => typeOnly,
    rule: `a service imports other services by "import type" only; the files directly in main/ and ${WORKER_ROOTS.join(' and ')} put them together`,
  },
  {
    applies: ({ target }) => target === 'electron' || target.startsWith('electron/'),
    allows: ({ file, typeOnly }) => file.startsWith(ELECTRON_FOLDER) || (typeOnly && file.startsWith(ELECTRON_DOUBLE)),
    rule: `electron is imported in ${ELECTRON_FOLDER} only: outside of Electron the import itself fails`,
  },
  {
    applies: ({ file }) => file.startsWith('e2e/'),
    allows: ({ target, local }) =>
      local
        ? isUnder(target, ['e2e/', 'shared/'])
        : ['@playwright/test', 'axe-core', 'electron'].includes(target) || target.startsWith('node:'),
    rule: 'e2e/ imports @playwright/test, axe-core, Node, shared/ and its own files: it sees the application from outside',
  },
];

/** @type {readonly { pattern: RegExp, only: string, rule: string }[]} */
const NAMES = [
  {
    pattern: /(?<![\w$])ipcMain(?![\w$])|webContents\s*\??\.\s*send(?![\w$])/g,
    only: `${ELECTRON_FOLDER}ipc.ts`,
    rule: `messages with the window go through ${ELECTRON_FOLDER}ipc.ts, where their sender is checked`,
  },
  {
    pattern: /(?<![\w$])ipcRenderer(?![\w$])/g,
    only: `${ELECTRON_FOLDER}preload.ts`,
    rule: `only ${ELECTRON_FOLDER}preload.ts speaks to main; the page has the bridge`,
  },
];

/**
 * What a file imports or names against the layering of the project. Tests may import everything.
 *
 * @param {string} file path in the repository, with forward slashes
 * @param {string} source
 * @returns {Violation[]}
 */
export function violationsIn(file, source) {
  if (TEST_FILE.test(file)) return [];
  /** @type {Violation[]} */
  const violations = [];
  for (const { specifier, line, typeOnly } of findImports(source)) {
    const edge = { file, typeOnly, ...resolve(file, specifier) };
    const broken = RULES.find(({ applies, allows }) => applies(edge) && !allows(edge));
    if (broken !== undefined) violations.push({ file, line, found: `import of '${specifier}'`, rule: broken.rule });
  }
  const masked = maskSource(source);
  for (const { pattern, only, rule } of NAMES) {
    if (file === only || file.startsWith(ELECTRON_DOUBLE)) continue;
    for (const { index, 0: name } of masked.matchAll(pattern)) {
      violations.push({ file, line: masked.slice(0, index).split('\n').length, found: `use of ${name}`, rule });
    }
  }
  return violations;
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {{ target: string, local: boolean }}
 */
function resolve(file, specifier) {
  if (specifier.startsWith('.')) {
    // A query such as "?raw" asks the bundler for another form of the same file.
    const path = specifier.replace(/\?.*$/, '');
    return { target: posix.normalize(posix.join(posix.dirname(file), path)), local: true };
  }
  const builtin = !specifier.startsWith('node:') && builtinModules.includes(specifier);
  return { target: builtin ? `node:${specifier}` : specifier, local: false };
}

/** @param {string} specifier such as "zod/v4" or "@scope/name/file" */
function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** @param {string} path @param {readonly string[]} folders */
function isUnder(path, folders) {
  return folders.some((folder) => path.startsWith(folder));
}

/** @param {string} path */
function isMainRoot(path) {
  return /^main\/[^/]+$/.test(path);
}

/** @param {string} path */
function hostOf(path) {
  return /^main\/hosts\/([^/]+)\//.exec(path)?.[1];
}

/** A folder of main/ other than hosts/. @param {string} path */
function serviceOf(path) {
  return /^main\/(?!hosts\/)([^/]+)\//.exec(path)?.[1];
}

/** @param {string} path */
function isService(path) {
  return serviceOf(path) !== undefined;
}
