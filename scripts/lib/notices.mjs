import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ name: string, version: string, license: string, author: string, text: string }} Notice */

const LICENSE_FILE = /^(licen[sc]e|copying|notice)(-\w+)?(\.(md|txt))?$/i;
const RULE = '-'.repeat(80);

/**
 * The packages that have gone into bundles, as their source maps tell.
 *
 * @param {readonly string[]} maps paths of source maps
 * @returns {string[]} paths such as node_modules/axios, sorted
 */
export function bundledPackages(maps) {
  const packages = new Set();
  for (const map of maps) {
    /** @type {{ sources: (string | null)[] }} */
    const { sources } = JSON.parse(readFileSync(map, 'utf8'));
    for (const source of sources) {
      const found = /^.*?((?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+)/.exec(source ?? '')?.[1];
      if (found !== undefined) packages.add(found.slice(0, -1));
    }
  }
  return [...packages].sort();
}

/**
 * What the licence of a package wants to be said.
 *
 * @param {string} root folder of the project
 * @param {string} path such as node_modules/axios
 * @returns {Notice}
 * @throws {Error} for a package that names no licence
 */
export function noticeOf(root, path) {
  const folder = join(root, path);
  const { name, version, author, ...manifest } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const license = [manifest.license ?? manifest.licenses ?? []]
    .flat()
    // Old packages have objects, and lists of them.
    .map((each) => (typeof each === 'string' ? each : each.type))
    .join(' or ');
  if (license === '') throw new Error(`${path} names no licence: it cannot be given to others.`);
  const files = readdirSync(folder).filter((each) => LICENSE_FILE.test(each));
  const text = files
    .sort()
    .map((each) => readFileSync(join(folder, each), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
  return { name, version, license, author: typeof author === 'object' ? (author?.name ?? '') : (author ?? ''), text };
}

/**
 * One text for all packages. A package without a text of its own is named with its author and the name of its licence.
 *
 * @param {readonly Notice[]} notices
 * @returns {string}
 */
export function noticesText(notices) {
  const parts = notices.map(({ name, version, license, author, text }) => {
    const heading = `${name} ${version} (${license})`;
    return `${heading}\n${RULE}\n\n${text || `Copyright ${author || `the authors of ${name}`}. Licensed under ${license}.`}\n`;
  });
  return ['Heapsphere contains these packages. Electron and Chromium come with notices of their own.\n', ...parts].join(
    '\n\n',
  );
}
