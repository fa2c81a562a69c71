import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundledPackages, noticeOf, noticesText } from './notices.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'heapsphere-notices-'));
});
afterEach(() => rm(root, { recursive: true }));

async function addPackage(path: string, manifest: object, files: Readonly<Record<string, string>> = {}): Promise<void> {
  await mkdir(join(root, path), { recursive: true });
  await writeFile(join(root, path, 'package.json'), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, path, name), text);
}

test('source maps tell which packages are in a bundle, nested and scoped ones too', async () => {
  const sources = [
    '../../main/app.ts',
    '../../node_modules/axios/lib/axios.js',
    '../../node_modules/axios/index.js',
    '../../node_modules/@scope/name/a.js',
    '../../node_modules/soap/node_modules/sax/lib/sax.js',
    '\0rolldown/runtime.js',
    null,
  ];
  const map = join(root, 'a.js.map');
  await writeFile(map, JSON.stringify({ sources }));
  expect(bundledPackages([map, map])).toEqual([
    'node_modules/@scope/name',
    'node_modules/axios',
    'node_modules/soap/node_modules/sax',
  ]);
});

test('a notice is the text of the licence, or names it with the author', async () => {
  await addPackage(
    'node_modules/a',
    { name: 'a', version: '1.0.0', license: 'MIT' },
    { LICENSE: 'Do as you like.\r\n' },
  );
  await addPackage('node_modules/b', {
    name: 'b',
    version: '2.0.0',
    licenses: [{ type: 'ISC' }],
    author: { name: 'Bea' },
  });
  await addPackage(
    'node_modules/c',
    { name: 'c', version: '3.0.0', license: 'Apache-2.0' },
    { 'LICENSE.txt': 'Apache.', NOTICE: 'Made by C.', 'license-checker.js': 'no text' },
  );
  const text = noticesText(['a', 'b', 'c'].map((name) => noticeOf(root, `node_modules/${name}`)));
  expect(text).toMatch(/a 1\.0\.0 \(MIT\)\n-+\n\nDo as you like\.\n/);
  expect(text).toMatch(/b 2\.0\.0 \(ISC\)\n-+\n\nCopyright Bea\. Licensed under ISC\.\n/);
  expect(text).toMatch(/c 3\.0\.0 \(Apache-2\.0\)\n-+\n\nApache\.\n\nMade by C\.\n/);
  expect(text).not.toContain('no text');
});

test('a package without a licence cannot be given to others', async () => {
  await addPackage('node_modules/d', { name: 'd', version: '1.0.0' });
  expect(() => noticeOf(root, 'node_modules/d')).toThrow('node_modules/d names no licence');
});
