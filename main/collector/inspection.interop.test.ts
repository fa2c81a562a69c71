import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchDemoVcenter, type RunningDemo } from '../demo/demo-launcher.ts';
import type { ObservedIsolate } from '../memory/isolate.ts';
import { launchNode } from '../processes/launch-fixture.ts';
// Sets V8's flag in the main thread, before any collector runs.
import '../memory/force-gc.ts';
import { Collection } from './collection.ts';
import { DEFAULT_OPTIONS, specFor } from './collection-fixture.ts';
import type { CollectionSpec } from './protocol.ts';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await launchDemoVcenter({ vms: 2000, seed: 1 }, launchNode);
});
afterAll(() => demo?.dispose());

/** A collection that stands still from its first chunks on, until somebody reads its log. */
function start(change: Partial<CollectionSpec> = {}): { collection: Collection; isolate: ObservedIsolate } {
  const isolates: ObservedIsolate[] = [];
  const { url: server, user, password } = demo;
  const source = { kind: 'demo', label: 'demo', server, user } as const;
  const spec = specFor({ server, user, password }, { trust: { mode: 'system' }, ...change });
  const collection = new Collection({ id: 'c1', isolate: 'collector-1', source }, spec, false, {
    onChange: () => {},
    onGc: () => {},
    onBatch: () => {},
    onIsolate: (isolate) => {
      isolates.push(isolate);
      return () => {};
    },
    attachCache: () => undefined,
  });
  const [isolate] = isolates;
  if (!isolate) throw new Error('the collection told of no isolate');
  return { collection, isolate };
}

async function emptyFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'collector-1.heapsnapshot');
  await writeFile(path, '');
  return path;
}

const namesIn = (text: string) => new Set([...text.matchAll(/"functionName":"([^"]+)"/g)].map(([, name]) => name));

describe('a collector that is looked into', () => {
  it('tells its vitals', async () => {
    const { collection, isolate } = start();
    const reader = collection.log.attach(() => {});
    await expect.poll(async () => (await isolate.read())?.arrayBuffers, { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await isolate.read())?.loopDelayMs).toBeGreaterThanOrEqual(0);
    reader.close();
    await collection.finished;
  });

  it('collects garbage at work, and is asked in vain when it has ended', async () => {
    const { collection, isolate } = start();
    const { beforeBytes, afterBytes, pauseMs } = await isolate.collectGarbage();
    expect(beforeBytes).toBeGreaterThan(afterBytes);
    expect(afterBytes).toBeGreaterThan(1_000_000);
    expect(pauseMs).toBeGreaterThan(0);
    expect((await collection.finished).phase).toBe('completed');
    await expect(isolate.collectGarbage()).rejects.toThrow('collector-1 has ended');
    await expect(isolate.writeHeapSnapshot('/nowhere')).rejects.toThrow('collector-1 has ended');
    await expect(isolate.recordAllocations()).rejects.toThrow('collector-1 has ended');
  });

  it('records its allocations until its work ends, when nobody stops it before', async () => {
    const { collection, isolate } = start();
    const recording = await isolate.recordAllocations();
    await expect(isolate.recordAllocations()).rejects.toThrow('recorded already');
    expect((await collection.finished).phase).toBe('completed');
    expect(namesIn(await recording.text)).toContain('pruneResourceAttributes');
  });

  it('records its allocations until it is stopped, and again', async () => {
    const { collection, isolate } = start();
    const first = await isolate.recordAllocations();
    first.stop();
    expect(JSON.parse(await first.text)).toMatchObject({ head: { children: expect.any(Array) } });
    const second = await isolate.recordAllocations();
    second.stop();
    expect(JSON.parse(await second.text)).toMatchObject({ head: { children: expect.any(Array) } });
    collection.cancel();
    await collection.finished;
  });

  it('says that a recording was lost with a thread that was ended', async () => {
    // Main's second line ends a collector that holds far more than it may.
    const { collection, isolate } = start({ budgetBytes: 1024 * 1024 });
    const recording = await isolate.recordAllocations().catch((error: unknown) => error);
    await expect.poll(() => isolate.read().catch(() => 'gone'), { timeout: 10_000 }).toBe('gone');
    await collection.finished;
    if (recording instanceof Error) expect(recording.message).toContain('has ended');
    else await expect((recording as { text: Promise<string> }).text).rejects.toThrow('has ended');
  });

  it('writes a snapshot of its heap', async () => {
    const path = await emptyFile();
    const { collection, isolate } = start();
    await isolate.writeHeapSnapshot(path);
    const text = await readFile(path, 'utf8');
    expect(text).toContain('{"snapshot":{"meta":');
    expect(text.length).toBeGreaterThan(1_000_000);
    expect((await collection.finished).phase).toBe('completed');
  });

  it('ends while a snapshot of its heap is taken, and takes nobody along', async () => {
    const path = await emptyFile();
    for (let round = 0; round < 2; round += 1) {
      const { collection, isolate } = start();
      await expect.poll(() => collection.state.phase, { timeout: 20_000 }).toBe('collecting');
      const snapshot = isolate.writeHeapSnapshot(path).catch((error: Error) => error.message);
      collection.cancel();
      expect((await collection.finished).phase).toBe('cancelled');
      expect([undefined, 'collector-1 has ended.']).toContain(await snapshot);
    }
  });

  it('says that a snapshot cannot be written', async () => {
    const { collection, isolate } = start();
    await expect(isolate.writeHeapSnapshot('/proc/nothing/here')).rejects.toThrow(
      'Nothing can be written to /proc/nothing: ',
    );
    expect((await collection.finished).phase).toBe('completed');
  });

  it('names places in the sources when its allocations are profiled from start to end', async () => {
    const { collection } = start({ options: { ...DEFAULT_OPTIONS, memoryProfiling: true } });
    const { profile } = await collection.finished;
    const site = profile?.sites.find(({ location }) => location.startsWith('main/collector/'));
    expect(site).toBeDefined();
    const [path = '', line = '0'] = site?.location.split(':') ?? [];
    const source = (await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')).split('\n');
    expect(source.length).toBeGreaterThanOrEqual(Number(line));
    expect(source[Number(line) - 1]).toContain(site?.function === '(anonymous)' ? '=>' : site?.function);
    expect(profile?.tree.bytes).toBe(profile?.totalBytes);
  });
});
