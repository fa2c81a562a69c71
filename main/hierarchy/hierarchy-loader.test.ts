import { beforeEach, describe, expect, it } from 'vitest';
import { HeapsphereError } from '../../shared/errors.ts';
import { branchIdOf } from '../../shared/hierarchy-kinds.ts';
import type { HierarchyEvent, HierarchyNode } from '../../shared/hierarchy-view.ts';
import { BranchCache } from '../cache/branch-cache.ts';
import { RecordingStore } from '../cache/store-fixture.ts';
import { forceGc } from '../memory/force-gc.ts';
import { BranchMemory } from './branch-memory.ts';
import { FakeSource, node } from './hierarchy-fixture.ts';
import { HierarchyLoader } from './hierarchy-loader.ts';

const HOUR = 60 * 60 * 1000;
const CLUSTER = { view: 'hosts', ref: 'ClusterComputeResource:c1' } as const;
const REFUSED = new HeapsphereError({ code: 'cannot-connect', message: 'It is away.', action: 'Wait.' });

function templates(count: number): HierarchyNode[] {
  return Array.from({ length: count }, (_, index) => node(`VirtualMachine:t${index}`, { kind: 'Template' }));
}

describe('HierarchyLoader', () => {
  let now: number;
  let source: FakeSource;
  let store: RecordingStore;
  let memory: BranchMemory;
  let events: Omit<HierarchyEvent, 'tree'>[];
  let reads: string[];
  let loader: HierarchyLoader;

  const makeLoader = (templateTimeoutMs = 10_000): HierarchyLoader => {
    const cache = new BranchCache({
      store,
      secret: 'secret',
      server: 'https://vc/sdk',
      user: 'operator',
      datacenters: [],
      encoding: () => ({ codec: 'gzip', level: 6 }),
      now: () => now,
    });
    cache.bind({ instanceUuid: 'uuid' });
    return new HierarchyLoader({
      source,
      cache,
      memory,
      onEvent: (event) => void events.push(event),
      onRead: (from) => void reads.push(from),
      now: () => now,
      templateTimeoutMs,
    });
  };
  const eventKinds = () => events.map(({ kind, reason }) => `${reason} ${kind}`);
  const until = async (kind: string) => {
    while (!eventKinds().includes(kind)) await new Promise((resolve) => setTimeout(resolve, 1));
  };

  beforeEach(() => {
    now = 1_000_000;
    source = new FakeSource();
    source.contents.set(CLUSTER.ref, [node('HostSystem:h1', { kind: 'HostSystem', state: 'normal' })]);
    store = new RecordingStore();
    memory = new BranchMemory(() => {});
    events = [];
    reads = [];
    loader = makeLoader();
  });

  it('asks vCenter once for all who open a node at the same time, and not again while the branch is fresh', async () => {
    const holder = {};
    memory.hold(CLUSTER.ref, holder);
    const [first, second] = await Promise.all([loader.open(CLUSTER), loader.open(CLUSTER)]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ origin: 'vcenter', loadedAt: now, freshUntil: now + HOUR, missing: [] });
    now += HOUR - 1;
    await loader.open(CLUSTER);
    expect(source.asked).toEqual([CLUSTER.ref]);
    expect(eventKinds()).toEqual(['opened started', 'opened completed']);
    now += 1;
    await loader.open(CLUSTER);
    expect(source.asked).toEqual([CLUSTER.ref, CLUSTER.ref]);
  });

  it('does not believe branches from the future once the clock is set back, in memory or in the cache', async () => {
    memory.hold(CLUSTER.ref, {});
    now += 48 * HOUR;
    await loader.open(CLUSTER);
    // Other machines' clocks are a little ahead.
    now -= 60_000;
    await loader.open(CLUSTER);
    expect(source.asked).toHaveLength(1);
    now -= 47 * HOUR;
    expect(await loader.open(CLUSTER), 'out of memory').toMatchObject({ origin: 'vcenter', loadedAt: now });
    expect(source.asked).toHaveLength(2);
    now -= HOUR;
    memory = new BranchMemory(() => {});
    loader = makeLoader();
    expect(await loader.open(CLUSTER), 'out of the cache').toMatchObject({ origin: 'vcenter', loadedAt: now });
    expect(source.asked).toHaveLength(3);
  });

  it('keeps structure for a day and resources for an hour', async () => {
    source.contents.set('root', [node('Datacenter:d1', { kind: 'Datacenter' }), node('Folder:f1', { kind: 'Folder' })]);
    expect((await loader.open({ view: 'hosts', ref: 'root' })).freshUntil).toBe(now + 24 * HOUR);
    expect((await loader.open({ view: 'hosts', ref: 'Folder:empty' })).freshUntil).toBe(now + HOUR);
  });

  it('brings a reclaimed branch back from the cache without asking vCenter', async () => {
    const holder = {};
    memory.hold(CLUSTER.ref, holder);
    const before = await loader.open(CLUSTER);
    forceGc('major');
    await new Promise((resolve) => setTimeout(resolve));
    forceGc('major');
    expect(memory.get(CLUSTER.ref), 'a window shows it').toBeDefined();
    memory.release(CLUSTER.ref, holder);
    // Looking at a WeakRef keeps what it names alive until the next turn.
    await new Promise((resolve) => setTimeout(resolve));
    forceGc('major');
    while (memory.counts.reclaimed === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(memory.counts).toEqual({ held: 0, idle: 0, reclaimed: 1 });

    const after = await loader.open(CLUSTER);
    expect(after).toEqual({ ...before, origin: 'cache' });
    expect(source.asked).toEqual([CLUSTER.ref]);
    expect(reads).toEqual(['vcenter', 'cache']);
  });

  it('shows what was known before, with its age and the reason, when vCenter is away', async () => {
    await loader.open(CLUSTER);
    const loadedAt = now;
    now += 2 * HOUR;
    source.failure = REFUSED;
    const stale = await loader.open(CLUSTER);
    expect(stale).toMatchObject({ loadedAt, problem: REFUSED.data, nodes: [{ ref: 'HostSystem:h1' }] });
    expect(eventKinds().slice(2)).toEqual(['opened started', 'opened failed']);

    memory = new BranchMemory(() => {});
    loader = makeLoader();
    expect(await loader.open(CLUSTER), 'after a restart').toMatchObject({
      loadedAt,
      origin: 'cache',
      problem: REFUSED.data,
    });
    source.failure = undefined;
    expect((await loader.open(CLUSTER)).problem).toBeUndefined();
  });

  it('rejects when vCenter cannot say and nothing is known', async () => {
    source.failure = REFUSED;
    await expect(loader.open(CLUSTER)).rejects.toThrow('It is away.');
    expect(events.at(-1)).toMatchObject({ kind: 'failed', error: REFUSED.data });
    source.failure = undefined;
    await expect(loader.open(CLUSTER)).resolves.toMatchObject({ origin: 'vcenter' });
  });

  it('asks vCenter when it is told to, and counts what changed', async () => {
    await loader.open(CLUSTER);
    source.contents.set(CLUSTER.ref, [
      node('HostSystem:h1', { kind: 'HostSystem', state: 'maintenance' }),
      node('HostSystem:h2', { kind: 'HostSystem' }),
    ]);
    const reloaded = await loader.reload(CLUSTER);
    expect(reloaded.nodes.map(({ state }) => state)).toEqual(['maintenance', 'on']);
    expect(events.at(-1)).toMatchObject({ reason: 'forced', changes: { added: 1, removed: 0, changed: 1 } });
  });

  it('reads again what is in memory, and nothing else', async () => {
    const holder = {};
    memory.hold(CLUSTER.ref, holder);
    await loader.open(CLUSTER);
    source.contents.set(CLUSTER.ref, []);
    await loader.sync();
    expect(source.asked).toEqual([CLUSTER.ref, CLUSTER.ref]);
    expect(events.at(-1)).toMatchObject({ reason: 'sync', changes: { added: 0, removed: 1, changed: 0 } });
    memory.release(CLUSTER.ref, holder);
  });

  it('goes on without a cache that fails', async () => {
    store.failure = new Error('the disk is full');
    await expect(loader.open(CLUSTER)).resolves.toMatchObject({ origin: 'vcenter' });
  });

  it('takes no other branch, and nothing damaged, out of the cache', async () => {
    await loader.open(CLUSTER);
    const [key = ''] = store.values.keys();
    for (const bytes of [Uint8Array.of(1, 2, 3), (store.values.get(key) ?? new Uint8Array()).slice(0, -1)]) {
      store.values.set(key, bytes);
      memory = new BranchMemory(() => {});
      loader = makeLoader();
      expect((await loader.open(CLUSTER)).origin).toBe('vcenter');
    }
  });

  describe('with more templates than it shows', () => {
    const FOLDER = { view: 'machines', ref: 'Folder:v1' } as const;
    const holder = {};

    beforeEach(() => {
      source.contents.set(FOLDER.ref, [node('VirtualMachine:m1'), ...templates(120)]);
      memory.hold(FOLDER.ref, holder);
    });

    it('tells how many there are, reads details of those it shows, and shows more on demand', async () => {
      const first = await loader.open(FOLDER);
      expect(first.nodes).toHaveLength(51);
      expect(first.templates).toMatchObject({ total: 120, shown: 50 });
      await until('templates completed');
      const read = await loader.open(FOLDER);
      expect(read.templates.lane).toBe('ready');
      expect(read.nodes[1]).toMatchObject({ guest: 'guest of VirtualMachine:t0' });

      expect((await loader.more(FOLDER)).templates).toMatchObject({ total: 120, shown: 100 });
      expect((await loader.more(FOLDER)).nodes).toHaveLength(121);
      expect((await loader.more(FOLDER)).templates).toMatchObject({ total: 120, shown: 120 });
      expect(source.asked.slice(0, 3)).toEqual([FOLDER.ref, 'templates 50', 'templates 50']);
    });

    it('waits no longer than the time-out for details, shows the templates all the same, and tries again', async () => {
      loader = makeLoader(5);
      source.templateGate = new Promise(() => {});
      await loader.open(FOLDER);
      await until('templates failed');
      const late = await loader.open(FOLDER);
      expect(late).toMatchObject({ nodes: { length: 51 }, templates: { lane: 'late', shown: 50 } });

      source.templateGate = Promise.resolve();
      await loader.more(FOLDER);
      await until('templates completed');
      expect((await loader.open(FOLDER)).templates.lane).toBe('ready');
    });

    it('says why details could not be read', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      source.templateGate = promise;
      await loader.open(FOLDER);
      source.failure = REFUSED;
      resolve();
      await until('templates failed');
      expect((await loader.open(FOLDER)).templates).toMatchObject({ lane: 'failed', error: REFUSED.data });
    });
  });

  it('reads branches again that say something else than vCenter told: those on screen at once, others when they are opened', async () => {
    const folder = { view: 'machines', ref: 'Folder:f1' } as const;
    const other = { view: 'machines', ref: 'Folder:f2' } as const;
    const folders = [node('Folder:f2', { kind: 'Folder', state: 'normal' })];
    source.contents.set(folder.ref, folders);
    for (const place of [folder, other]) memory.hold(branchIdOf(place.view, place.ref), source);
    // A day of freshness for folders alone.
    for (const place of [folder, other, CLUSTER]) await loader.open(place);
    source.asked.length = 0;
    now += 10;
    const made = { type: 'VirtualMachine', refs: ['VirtualMachine:vm-9'], columns: { parent: [folder.ref] } } as const;
    loader.note({ rows: [made], left: [{ type: 'HostSystem', refs: ['HostSystem:h1'] }], inside: [] });
    source.contents.set(folder.ref, [...folders, node('VirtualMachine:vm-9')]);
    source.contents.set(CLUSTER.ref, []);
    await Promise.all([loader.catchUp(), loader.catchUp()]);
    expect(source.asked).toEqual([folder.ref]);
    expect((await loader.open(folder)).nodes).toHaveLength(2);
    expect((await loader.open(CLUSTER)).nodes).toEqual([]);
    expect(source.asked).toEqual([folder.ref, CLUSTER.ref]);
    now += 10;
    await loader.catchUp();
    await makeLoader().open(CLUSTER);
    expect(source.asked, 'all is as it was told').toHaveLength(2);
  });
});
