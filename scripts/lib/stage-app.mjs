import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { desktopFiles } from './app-files.mjs';
import { fingerprint } from './fingerprint.mjs';
import { bundledPackages, noticeOf, noticesText } from './notices.mjs';
import { CACHE, DIST, ROOT } from './paths.mjs';

/** What electron-builder.yml takes: `app` goes into the archive, `legal` beside it. */
export const STAGE = join(CACHE, 'package');

/** Told once everything lies there. */
const STAMP = join(STAGE, 'stamp');
/** What decides how it is laid out, beside the build itself. */
const STAGE_INPUTS = ['scripts/lib', 'package.json', 'LICENSE'];

/** What Electron reads of it; scripts and development dependencies are nobody's business. */
const KEPT_FIELDS = ['name', 'productName', 'version', 'description', 'license', 'author', 'homepage', 'type', 'main'];

/**
 * Lays out exactly what the desktop application loads, and the notices of what it contains.
 *
 * @returns {{ files: string[], bytes: number, packages: string[] }} paths in the archive, and packages in the bundles
 */
export function stageApp() {
  const built = desktopFiles(DIST);
  // Bundles that only hand on what others have come without a map.
  const maps = built.map((path) => join(DIST, `${path}.map`)).filter((path) => existsSync(path));
  const packages = bundledPackages(maps);
  layOut(built, packages);
  const files = ['package.json', ...built.map((path) => `dist/${path}`)].sort();
  const bytes = files.reduce((sum, path) => sum + statSync(join(STAGE, 'app', path)).size, 0);
  return { files, bytes, packages };
}

/**
 * Leaves alone what is there already and was laid out from the same build: an application may be running from it.
 *
 * @param {readonly string[]} built
 * @param {readonly string[]} packages
 */
function layOut(built, packages) {
  const stamp = `${readFileSync(join(DIST, '.stamp'), 'utf8')} ${fingerprint(ROOT, STAGE_INPUTS)}`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  rmSync(STAGE, { recursive: true, force: true });
  for (const path of built) copy(join(DIST, path), join(STAGE, 'app', 'dist', path));
  /** @type {Record<string, unknown>} */
  const all = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const kept = Object.fromEntries(KEPT_FIELDS.filter((name) => name in all).map((name) => [name, all[name]]));
  write(join(STAGE, 'app', 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  const notices = packages.map((path) => noticeOf(ROOT, path));
  write(join(STAGE, 'legal', 'THIRD-PARTY-NOTICES.txt'), noticesText(notices));
  copy(join(ROOT, 'LICENSE'), join(STAGE, 'legal', 'LICENSE.txt'));
  write(STAMP, stamp);
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
