import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PushName, RequestName } from '../shared/channels.ts';
import { type MemoryTools, type RequestParams, type RequestResult, requests } from '../shared/contract.ts';
import { createApp } from './app.ts';
import type { App, Connection } from './door.ts';
import { openSettings } from './open-settings.ts';

let folder: string;
let app: App;
let window: Connection;
let pushed: MemoryTools[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-'));
  const { store } = await openSettings({ environment: {}, folder });
  app = await createApp({ host: 'web', version: 'test', settings: store, folder });
  pushed = [];
  window = app.connect({
    push: (name: PushName, payload: unknown) => {
      if (name === 'memory:tools') pushed.push(payload as MemoryTools);
    },
  });
  window.subscribe('memory:tools');
});
afterEach(async () => {
  await app.dispose();
  await rm(folder, { recursive: true });
});

/** Asks as a window does; the answer has the shape the contract promises. */
async function ask<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>> {
  const answer = await window.request(name, params);
  if (!answer.ok) throw new Error(answer.error.message);
  return requests[name].result.parse(answer.value) as RequestResult<K>;
}

const tools = () => ask('memory:tools', {});
const collectorAtWork = () => expect.poll(async () => (await tools()).isolates, { timeout: 20_000 }).toHaveLength(2);
async function allFinished(): Promise<string> {
  const collections = () => ask('collection:list', {});
  await expect.poll(async () => (await collections()).every(({ endedAt }) => endedAt), { timeout: 60_000 }).toBe(true);
  return (await collections()).at(-1)?.id ?? '';
}

describe('the memory tools, as a window asks for them', () => {
  it('collect garbage in main and in the collectors', async () => {
    await collectorAtWork();
    const collected = await ask('memory:collect-garbage', {});
    expect(collected[0]?.isolate).toBe('main');
    for (const { beforeBytes, afterBytes, pauseMs } of collected) {
      expect(afterBytes).toBeGreaterThan(1_000_000);
      expect(afterBytes).toBeLessThan(beforeBytes + 1_000_000);
      expect(pauseMs).toBeGreaterThan(0);
    }
  });

  it('write a snapshot of main that DevTools can read, for the owner alone', async () => {
    await allFinished();
    const [first, refused] = await Promise.allSettled([
      ask('memory:snapshot', { isolate: 'main' }),
      ask('memory:snapshot', { isolate: 'main' }),
    ]);
    if (first?.status !== 'fulfilled') throw new Error('no snapshot was written');
    expect(refused).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('being written') },
    });
    const { path, bytes } = first.value;
    expect(path.startsWith(join(folder, 'memory', 'main '))).toBe(true);
    expect(path.endsWith('.heapsnapshot')).toBe(true);
    const { mode, size } = await stat(path);
    expect([mode & 0o777, size]).toEqual([0o600, bytes]);
    const { snapshot, nodes } = JSON.parse(await readFile(path, 'utf8'));
    expect(nodes).toHaveLength(snapshot.node_count * snapshot.meta.node_fields.length);
    await expect(ask('memory:snapshot', { isolate: 'collector-99' })).rejects.toThrow('no isolate "collector-99"');
  });

  it('record where a collector allocates until its work ends, and show it by source', async () => {
    const id = await allFinished();
    await ask('collection:repeat', { collectionId: id });
    await collectorAtWork();
    const isolate = (await tools()).isolates.find((name) => name !== 'main') ?? '';
    await ask('memory:profile-start', { isolate });
    expect(pushed.at(-1)?.recording).toMatchObject({ isolate });
    await expect(ask('memory:profile-start', { isolate: 'main' })).rejects.toThrow('being recorded');
    await allFinished();
    const { seconds, file, profile, ...rest } = await ask('memory:profile-stop', {});
    expect(rest.isolate).toBe(isolate);
    expect(seconds).toBeGreaterThan(0);
    expect(JSON.parse(await readFile(file.path, 'utf8'))).toMatchObject({ head: { callFrame: expect.anything() } });
    expect(file.path.endsWith('.heapprofile')).toBe(true);
    expect(profile.totalBytes).toBeGreaterThan(1_000_000);
    expect(profile.tree.bytes).toBe(profile.totalBytes);
    expect(profile.sites.map(({ location }) => location).join('\n')).toMatch(/^main\/vsphere\/.*\.ts:\d+$/m);
    expect((await tools()).recording).toBeUndefined();
    await expect(ask('memory:profile-stop', {})).rejects.toThrow('No recording');
  });

  it('record main until they are stopped', async () => {
    await ask('memory:profile-start', { isolate: 'main' });
    await allFinished();
    const { profile, isolate } = await ask('memory:profile-stop', {});
    expect(isolate).toBe('main');
    expect(profile.sites.length).toBeGreaterThan(0);
  });

  it('cancel a leak check', async () => {
    const collectionId = await allFinished();
    await ask('memory:leak-start', { collectionId, runs: 100 });
    await collectorAtWork();
    await ask('memory:leak-cancel', {});
    await expect.poll(async () => (await tools()).leak?.phase, { timeout: 30_000 }).toBe('cancelled');
    expect((await tools()).isolates).toEqual(['main']);
    await expect(ask('memory:leak-start', { collectionId: 'c99', runs: 3 })).rejects.toThrow('no collection "c99"');
  });

  it('leave no half-written file when the application closes', async () => {
    await allFinished();
    const writing = ask('memory:snapshot', { isolate: 'main' }).catch((error: Error) => error.message);
    await app.dispose();
    const outcome = await writing;
    const files = await readdir(join(folder, 'memory')).catch(() => []);
    expect(files.filter((name) => name.endsWith('.part'))).toEqual([]);
    if (typeof outcome === 'string') expect(files).toEqual([]);
    else expect(files).toHaveLength(1);
  });
});
