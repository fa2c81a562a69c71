import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../e2e/fixtures/temporary-folder-fixture.ts';
import type { BenchmarkOrder, BenchmarkProgress } from '../shared/benchmark/benchmark-view.ts';
import type { RequestName } from '../shared/channels.ts';
import { type Envelope, pushes, type RequestParams, type RequestResult, requests } from '../shared/contract.ts';
import { createApp } from './app.ts';
import { type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import type { App, Connection } from './door.ts';
import { openSettings } from './open-settings.ts';

const PASSWORD = 'not-to-be-seen-4711';

let demo: DemoVcenter;
let folder: string;
let app: App;
let window: Connection;
let told: BenchmarkProgress[];

/** An application that is connected to a vCenter, with one window. */
async function open(): Promise<void> {
  const environment = {
    HEAPSPHERE_DATA_DIR: folder,
    VSPHERE_SERVER: demo.url,
    VSPHERE_USER: demo.user,
    VSPHERE_PASSWORD: demo.password,
  };
  const { store } = await openSettings({ environment });
  app = await createApp({ host: 'web', version: 'test', settings: store, folder });
  told = [];
  window = app.connect({ push: (_, payload) => told.push(pushes['benchmark:changed'].parse(payload)) });
  window.subscribe('benchmark:changed');
}

beforeEach(async () => {
  demo = await startDemoVcenter({ vms: 60, seed: 1, password: PASSWORD });
  folder = await temporaryFolder();
  await open();
});
afterEach(async () => {
  await app.dispose();
  await demo.close();
});

async function answer<K extends RequestName>(name: K, params: RequestParams<K>): Promise<Envelope<RequestResult<K>>> {
  return (await window.request(name, params)) as Envelope<RequestResult<K>>;
}

/** What a request answers, checked as the window would. Throws what it refuses. */
async function ask<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>> {
  const envelope = await answer(name, params);
  if (!envelope.ok) throw new Error(envelope.error.message);
  return requests[name].result.parse(envelope.value) as RequestResult<K>;
}

const last = () => told.at(-1)?.phase;
const order = (changes: Partial<BenchmarkOrder> = {}): BenchmarkOrder => ({
  estate: { kind: 'demo', vms: 40, seed: 1 },
  suite: 'quick',
  resources: 'minimal',
  runs: 1,
  seed: 1,
  ...changes,
});

describe('a benchmark that a window asks for', () => {
  it('measures the vCenter of a collection, without asking for its password again', async () => {
    const [collection] = await ask('collection:list', {});
    const estate = { kind: 'collection', collectionId: collection?.id ?? '' } as const;
    const { id } = await ask('benchmark:start', { order: order({ estate }) });
    expect((await ask('benchmark:progress', {})).running).toMatchObject({ id, totalRuns: 4 });
    expect(await answer('benchmark:start', { order: order() })).toMatchObject({ ok: false, error: { code: 'usage' } });
    await vi.waitUntil(() => last() === 'completed', { timeout: 60_000 });
    expect(await ask('benchmark:progress', {})).toEqual({});
    const record = await ask('benchmark:get', { id });
    const about = (await ask('collection:list', {}))[0]?.about;
    expect(record.estate).toMatchObject({ kind: 'vcenter', key: `${about?.instanceUuid} all datacenters` });
    expect(record.results).toHaveLength(2);
    expect(JSON.stringify([record, told])).not.toContain(PASSWORD);
    expect(told.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['warming up', 'running', 'completed']));
    await vi.waitUntil(() => demo.activity().sessions === 0, { timeout: 10_000 });
  });

  it('is cancelled, keeps what it has, and is in the history', async () => {
    const { id } = await ask('benchmark:start', { order: order({ runs: 50 }) });
    await vi.waitUntil(() => (told.at(-1)?.finishedRuns ?? 0) >= 3, { timeout: 60_000 });
    await ask('benchmark:cancel', { id });
    await vi.waitUntil(() => last() === 'cancelled', { timeout: 30_000 });
    expect(await answer('benchmark:cancel', { id })).toMatchObject({ ok: false, error: { code: 'usage' } });
    const [summary] = await ask('benchmark:list', {});
    expect(summary).toMatchObject({ id, phase: 'cancelled', runs: 50, isBaseline: false });
    expect(summary?.finishedRuns).toBeGreaterThanOrEqual(1);
    expect(summary?.finishedRuns).toBeLessThan(100);
  });

  it('is reported, marked, and gone when it is removed; another start of the application knows it', async () => {
    const { id } = await ask('benchmark:start', { order: order() });
    await vi.waitUntil(() => last() === 'completed', { timeout: 60_000 });
    for (const format of ['html', 'md', 'csv', 'json'] as const) {
      const { fileName, text } = await ask('benchmark:report', { id, format });
      expect(fileName).toMatch(new RegExp(`\\.${format}$`));
      expect(text.length).toBeGreaterThan(500);
    }
    await ask('benchmark:mark-baseline', { id, marked: true });
    await app.dispose();
    await open();
    expect(await ask('benchmark:list', {})).toMatchObject([
      { id, isBaseline: true, comparableKey: 'demo 40 seed 1 | quick | minimal' },
    ]);
    await ask('benchmark:remove', { id });
    expect(await ask('benchmark:list', {})).toEqual([]);
    expect(await answer('benchmark:get', { id })).toMatchObject({ ok: false, error: { code: 'usage' } });
  });

  it('ends with the application, and is kept', async () => {
    const { id } = await ask('benchmark:start', { order: order({ runs: 50 }) });
    await vi.waitUntil(() => (told.at(-1)?.finishedRuns ?? 0) >= 3, { timeout: 60_000 });
    await app.dispose();
    await open();
    expect(await ask('benchmark:get', { id })).toMatchObject({ phase: 'cancelled' });
  });

  it.each([
    [{ estate: { kind: 'collection', collectionId: 'c99' } }, /no collection "c99"/],
    [{ suite: 'pair' }, /needs both/],
  ] as const)('is refused for %j', async (changes, says) => {
    await expect(ask('benchmark:start', { order: order(changes) })).rejects.toThrow(says);
    expect(await ask('benchmark:progress', {})).toEqual({});
  });
});
