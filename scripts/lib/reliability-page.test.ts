import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './paths.mjs';

/** What docs/reliability.md says of its tests, as far as files can tell. */

const rows = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8')
  .split('## Faults')[1]
  ?.split('\n')
  .filter((line) => line.startsWith('| ') && line.endsWith(' |'))
  .slice(1);
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([\w*-]+\.(?:faults|interop))`/g)].map(([, name = '']) => name);

test('every test that the page names is there, and no test of faults goes without its name', () => {
  const named = new Set((rows ?? []).flatMap(namesIn));
  const filesOf = (name: string) => globSync(`e2e/faults/${name}.test.ts`, { cwd: ROOT });
  expect([...named].filter((name) => filesOf(name).length === 0)).toEqual([]);
  const there = globSync('e2e/faults/*.{faults,interop}.test.ts', { cwd: ROOT }).map((path) => basename(path));
  const told = new Set([...named].flatMap(filesOf).map((path) => basename(path)));
  expect(there.length).toBeGreaterThan(10);
  expect(there.filter((name) => !told.has(name))).toEqual([]);
});

test('the tests that are part of npm test are marked, and no others', () => {
  for (const row of rows ?? []) {
    const isFast = namesIn(row).some((name) => name.endsWith('.interop'));
    expect(row.includes('*fast*'), row).toBe(isFast);
  }
});
