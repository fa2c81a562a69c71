import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { findImports } from './import-scan.mjs';

/** Where the desktop application begins, in dist/. */
export const DESKTOP_ENTRY = 'main/electron.js';
const PAGE = 'renderer/index.html';
const PAGE_FOLDER = 'renderer';

/** Files and folders beside a program that it finds by its own address. */
const BESIDE = /new URL\(\s*(["'`])(\.{1,2}\/[^"'`]*)\1\s*,\s*import\.meta\.url\s*\)/g;

/**
 * The files of a build that the desktop application loads, from its entry on: imports, the programs that are started as
 * threads and processes, the preload script, and the page with everything that it names. Source maps of programs belong
 * to them, since allocations are told by their places in the sources; maps of the page do not.
 *
 * @param {string} dist the built folder, an absolute path
 * @returns {string[]} paths in dist/ with forward slashes, sorted
 * @throws {Error} when a file that is named does not exist
 */
export function desktopFiles(dist) {
  /** @type {Set<string>} */
  const found = new Set();
  const waiting = [DESKTOP_ENTRY];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    waiting.push(...programParts(dist, path).filter((each) => each !== PAGE_FOLDER));
    if (existsSync(posix.join(dist, `${path}.map`)) && !path.startsWith('preload/')) found.add(`${path}.map`);
  }
  for (const path of pageFiles(dist)) found.add(path);
  return [...found].sort();
}

/**
 * What a program imports and what it finds beside itself.
 *
 * @param {string} dist
 * @param {string} path
 */
function programParts(dist, path) {
  const source = readFileSync(posix.join(dist, path), 'utf8');
  const imported = findImports(source)
    .map(({ specifier }) => specifier)
    .filter((specifier) => specifier.startsWith('.'));
  const beside = [...source.matchAll(BESIDE)].map(([, , target = '']) => target);
  return [...imported, ...beside].flatMap((target) => {
    const part = posix.normalize(posix.join(posix.dirname(path), target));
    // The other half of "as a source, or built": and the folder that places are told from.
    if (part.endsWith('.ts') || part.startsWith('..') || part.endsWith('/')) return [];
    if (!existsSync(posix.join(dist, part))) throw new Error(`dist/${path} loads ${target}, which was not built.`);
    return [part];
  });
}

/**
 * The page and what is named in it: the bundler gives every file a name of its own, so that a file whose name stands
 * nowhere is loaded by nobody.
 *
 * @param {string} dist
 */
function pageFiles(dist) {
  const all = readdirSync(posix.join(dist, PAGE_FOLDER), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => posix.join(posix.relative(dist, entry.parentPath.replaceAll('\\', '/')), entry.name));
  const found = new Set([PAGE, ...all.filter((path) => isPageOfItsOwn(path))]);
  const waiting = [...found];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (!/\.(html|js|css)$/.test(path)) continue;
    const text = readFileSync(posix.join(dist, path), 'utf8');
    for (const other of all) {
      if (found.has(other) || !text.includes(basename(other))) continue;
      found.add(other);
      waiting.push(other);
    }
  }
  return found;
}

/** Pages that main opens by their address. @param {string} path */
function isPageOfItsOwn(path) {
  return posix.dirname(path) === PAGE_FOLDER && path.endsWith('.html');
}
