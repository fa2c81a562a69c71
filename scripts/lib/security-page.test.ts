import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './paths.mjs';

/** What docs/security.md promises of tests and of the desktop host's sources, as far as files can tell. */

const ELECTRON = 'main/hosts/electron';
const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** Paths and patterns of tests that the page names; those without a folder lie in the desktop host's. */
function namedTests(): readonly string[] {
  const names = [...page.matchAll(/`([\w/*.-]+\.(?:test|spec)\.ts)`/g)].map(([, name = '']) => name);
  return [...new Set(names)].map((name) => (name.includes('/') ? name : `${ELECTRON}/${name}`));
}

test('every test that the page names is there', () => {
  const named = namedTests();
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((pattern) => globSync(pattern, { cwd: ROOT }).length === 0)).toEqual([]);
});

test('the page speaks of all twenty points of the checklist', () => {
  const rows = page.split("## Electron's checklist")[1]?.match(/^\| [\d, ]+ \|/gm) ?? [];
  const points = rows.flatMap((row) => (row.match(/\d+/g) ?? []).map(Number));
  expect(points.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('no source of the desktop host opens an address outside', () => {
  const sources = globSync(`${ELECTRON}/*.ts`, { cwd: ROOT, exclude: ['**/*.test.ts'] });
  expect(sources).toContain(join(ELECTRON, 'menu.ts'));
  const opening = sources.filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('openExternal'));
  expect(opening).toEqual([]);
});

test('Electron is pinned to one version, which the lock file has too', () => {
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.electron;
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/);
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  expect(lock.packages['node_modules/electron'].version).toBe(wanted);
});
