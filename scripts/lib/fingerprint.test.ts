import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let root: string;
const value = () => fingerprint(root, ['main', 'package.json', 'absent']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heapsphere-fingerprint-'));
  mkdirSync(join(root, 'main', 'vsphere'), { recursive: true });
  writeFileSync(join(root, 'main', 'app.ts'), 'one');
  writeFileSync(join(root, 'main', 'vsphere', 'session.ts'), 'two');
  writeFileSync(join(root, 'package.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

it('stays while nothing changes, and when only a test or a file outside does', () => {
  const before = value();
  expect(value()).toBe(before);
  writeFileSync(join(root, 'main', 'app.test.ts'), 'test');
  writeFileSync(join(root, 'README.md'), 'words');
  expect(value()).toBe(before);
});

it.each<[string, () => void]>([
  ['an edit', () => writeFileSync(join(root, 'main', 'app.ts'), 'longer')],
  // As when another branch with an older file is checked out.
  ['an older file in its place', () => utimesSync(join(root, 'main', 'app.ts'), 1, 1)],
  ['a new file', () => writeFileSync(join(root, 'main', 'vsphere', 'views.ts'), 'three')],
  ['a removed file', () => rmSync(join(root, 'main', 'vsphere', 'session.ts'))],
  ['a renamed file', () => renameSync(join(root, 'main', 'app.ts'), join(root, 'main', 'other.ts'))],
  ['an input that was absent', () => writeFileSync(join(root, 'absent'), '')],
])('changes with %s', (_, change) => {
  const before = value();
  change();
  expect(value()).not.toBe(before);
});
