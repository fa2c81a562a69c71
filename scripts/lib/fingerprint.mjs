import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One value for the state of some files: it changes when one is edited, added, removed or renamed. Reads names, sizes
 * and times, no content. Tests do not count.
 *
 * @param {string} root
 * @param {readonly string[]} inputs files and folders, relative to the root; those that do not exist count as absent.
 * @returns {string}
 */
export function fingerprint(root, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) describe(root, input, (line) => hash.update(`${line}\n`));
  return hash.digest('hex');
}

const TEST_FILE = /(\.test|-fixture)\.tsx?$/;

/**
 * @param {string} root
 * @param {string} path
 * @param {(line: string) => void} write
 */
function describe(root, path, write) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) describe(root, `${path}/${name}`, write);
  } else if (!TEST_FILE.test(path)) {
    write(`${path} ${stats.size} ${stats.mtimeMs}`);
  }
}
