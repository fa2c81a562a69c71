import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Archive, readArchive } from '../e2e/fixtures/asar.ts';
import { fusesOf, writeElectronStandIn } from '../e2e/fixtures/electron-stand-in.ts';
import { desktopFiles } from './lib/app-files.mjs';
import { ROOT } from './lib/paths.mjs';

/** electron-builder as `npm run package` runs it, on a folder that stands in for Electron's own and runs nothing. */

const ABSENT = ['bullmq', 'commander', 'ws'];

let folder: string;
let unpacked: string;
let archive: Archive;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapsphere-package-'));
  const electron = join(folder, 'electron');
  await writeElectronStandIn(electron);
  const output = join(folder, 'release');
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'scripts', 'package.mjs'), '--linux', '--dir', `--config.directories.output=${output}`],
    { cwd: ROOT, env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron } },
  );
  const [name = ''] = (await readdir(output)).filter((each) => each.endsWith('-unpacked'));
  unpacked = join(output, name);
  archive = await readArchive(join(unpacked, 'resources', 'app.asar'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the archive of the desktop application', () => {
  test('holds exactly what the application loads, as it was built', async () => {
    const loaded = desktopFiles(join(ROOT, 'dist'));
    expect(archive.paths).toEqual(['package.json', ...loaded.map((path) => `dist/${path}`)].sort());
    for (const path of loaded) {
      const built = await readFile(join(ROOT, 'dist', path));
      expect(archive.content(`dist/${path}`).equals(built), path).toBe(true);
    }
  });

  test('has every program of ours, and none of the terminal', () => {
    const programs = [
      'electron',
      'collector-worker',
      'hierarchy-worker',
      'cache-worker',
      'demo-process',
      'benchmark-process',
    ];
    for (const name of programs) expect(archive.paths).toContain(`dist/main/${name}.js`);
    expect(archive.paths).toContain('dist/preload/index.cjs');
    expect(archive.paths).not.toContain('dist/main/cli.js');
  });

  test('has no development files, and a manifest without scripts and dependencies', () => {
    const foreign = /node_modules|\.tsx?$|\.test\.|fixture|e2e|renderer\/.*\.map$|preload\/.*\.map$|\.stamp/;
    expect(archive.paths.filter((path) => foreign.test(path))).toEqual([]);
    const manifest = JSON.parse(archive.content('package.json').toString('utf8'));
    expect(manifest).toMatchObject({ name: 'heapsphere', main: 'dist/main/electron.js', type: 'module' });
    expect(Object.keys(manifest).filter((name) => /^scripts$|dependencies/i.test(name))).toEqual([]);
  });

  test('has a checksum for every file and lets none lie beside it', () => {
    expect(archive.withoutIntegrity).toEqual([]);
    expect(archive.unpacked).toEqual([]);
    expect(existsSync(join(unpacked, 'resources', 'app.asar.unpacked'))).toBe(false);
  });
});

test('the program is named, and its fuses are set as docs/security.md promises', async () => {
  expect(await fusesOf(join(unpacked, 'heapsphere'))).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('licences of everything inside come with it', async () => {
  const legal = join(unpacked, 'resources', 'legal');
  expect(await readFile(join(legal, 'LICENSE.txt'), 'utf8')).toBe(await readFile(join(ROOT, 'LICENSE'), 'utf8'));
  const notices = await readFile(join(legal, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  // Those of the terminal and of the web host are not in here.
  const inside = Object.entries<string>(dependencies).filter(([name]) => !ABSENT.includes(name));
  expect(inside.filter(([name, version]) => !notices.includes(`\n${name} ${version} (`))).toEqual([]);
  for (const name of ABSENT) expect(notices).not.toContain(`\n${name} `);
  expect(notices.length).toBeGreaterThan(20_000);
});
