import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { GenerationList } from '../../shared/generations-view.ts';
import { createIsolatedHome } from '../fixtures/isolated-home.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { startApp } from '../fixtures/running-app.ts';
import { type DemoServer, startDemo } from '../fixtures/servers/demo.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { WindowClient } from './window-client-fixture.ts';

const disk: SmallDisk | undefined = mountSmallDisk(8);

describe.runIf(disk !== undefined)('a disk that is full', () => {
  const folder = disk?.folder ?? '';
  const fill = (leaving?: number) => disk?.fill(leaving);
  const makeRoom = () => disk?.makeRoom();
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await startDemo(2000);
  });
  afterAll(async () => {
    await demo?.close();
    disk?.remove();
  });

  const data = join(folder, 'data');
  const cli = (args: readonly string[]) =>
    runCli(args, { environment: { HEAPSPHERE_DATA_DIR: data, VSPHERE_PASSWORD: demo.password } });
  const collect = (...more: string[]) => cli(['collect', '--server', demo.url, '--user', demo.user, '--json', ...more]);
  const generations = async () => JSON.parse((await cli(['generations', 'list', '--json'])).stdout) as GenerationList;

  it('costs a collection its cache and its generation, and not one row', async () => {
    makeRoom();
    const first = await collect();
    expect(first.code, first.stderr).toBe(0);
    const before = await generations();
    fill(32 * 1024);
    onTestFinished(makeRoom);
    const { code, stderr, json } = await collect('--no-cache');
    expect(code, stderr).toBe(0);
    expect(json()).toMatchObject({ phase: 'completed', total: first.json().total });
    makeRoom();
    const after = await generations();
    expect(after.generations.map(({ id }) => id)).toEqual(
      expect.arrayContaining(before.generations.map(({ id }) => id)),
    );
  });

  it('from the first moment on: collected without a cache, which is said', async () => {
    fill();
    onTestFinished(makeRoom);
    const { code, stderr, json } = await cli([
      'collect',
      '--server',
      demo.url,
      '--user',
      demo.user,
      '--json',
      '--batch-size',
      '20',
      '--pruning',
      'off',
      '--types',
      'host,datastore',
    ]);
    expect(code, stderr).toBe(0);
    expect(json()).toMatchObject({ phase: 'completed', cache: { state: 'bypassed', problem: expect.any(String) } });
  });

  it('under an export: the file is not there, and the error names it', async () => {
    fill(64 * 1024);
    onTestFinished(makeRoom);
    const file = join(folder, 'rows.json');
    const { code, stderr } = await collect('--no-cache', '--output', file);
    expect(code).toBe(1);
    expect(stderr).toContain('rows.json');
    expect(stderr).toMatch(/ENOSPC|no space/i);
    expect((await readdir(folder)).filter((name) => name.includes('rows'))).toEqual([]);
  });

  it('keeps the settings and connections that are there, refuses new ones and takes them when there is room', async () => {
    makeRoom();
    const home = await createIsolatedHome();
    onTestFinished(() => home.remove());
    const app = await startApp({ home, environment: { HEAPSPHERE_DATA_DIR: data } });
    const client = await WindowClient.open(app.link);
    onTestFinished(async () => {
      await client.close();
      await app.close();
    });
    const update = (batchSize: number) =>
      client.request('settings:update', { changes: { batchSize: String(batchSize) } });
    expect(await update(77)).toMatchObject({ ok: true });
    const [settingsFile = ''] = (await readdir(data)).filter((name) => name.startsWith('settings'));
    const kept = await readFile(join(data, settingsFile), 'utf8');
    fill();
    onTestFinished(makeRoom);
    expect(await update(78)).toMatchObject({ ok: false, error: { message: expect.stringContaining('settings') } });
    expect(await readFile(join(data, settingsFile), 'utf8')).toBe(kept);
    const draft = {
      name: 'Lab',
      server: 'vc.example',
      user: 'me',
      datacenters: [],
      trust: { mode: 'system' as const },
      timeoutSeconds: null,
      proxy: 'system' as const,
    };
    expect(await client.request('connections:save', { draft })).toMatchObject({ ok: false });
    makeRoom();
    expect(await update(79)).toMatchObject({ ok: true });
    expect(await client.request('connections:save', { draft })).toMatchObject({ ok: true });
    expect((await readdir(data)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});
