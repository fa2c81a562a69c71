import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chunkHash, chunkKey, manifestKey, parseManifestKey } from '../../main/cache/cache-keys.ts';
import { decodeChunk, encodeChunk } from '../../main/cache/chunk-codec.ts';
import { EmbeddedStore } from '../../main/cache/embedded-store.ts';
import { decodeManifest, encodeManifest, type ManifestChunk } from '../../main/cache/manifest.ts';
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { collect, expectWhole } from '../faults/cached-collection-fixture.ts';
import { temporaryFolder } from '../fixtures/temporary-folder-fixture.ts';

const DAY = 24 * 60 * 60 * 1000;
const NONE = { added: 0, removed: 0, changed: 0 };

async function demoOf(options: Partial<Parameters<typeof startDemoVcenter>[0]> = {}) {
  const demo = await startDemoVcenter({ vms: 400, seed: 12, ...options });
  onTestFinished(() => demo.close());
  return demo;
}

interface Shipped {
  readonly type: ResourceType;
  readonly origin: string;
  readonly refs: readonly string[];
}

describe('a refresh of what is cached', () => {
  async function refresh(folder: string, demo: Awaited<ReturnType<typeof demoOf>>) {
    const shipped: Shipped[] = [];
    const state = await collect(demo, {
      folder,
      cacheMode: 'refresh',
      onBatch: ({ type, refs }, origin) => void shipped.push({ type, origin, refs }),
    });
    return { state, shipped };
  }

  it('shows everything cached first, then reads everything, and counts no change where there is none', async () => {
    const folder = await temporaryFolder();
    const demo = await demoOf();
    const first = await collect(demo, { folder });
    const { state, shipped } = await refresh(folder, demo);
    expectWhole(state, demo);
    const turn = shipped.findIndex(({ origin }) => origin === 'vcenter');
    expect(turn).toBe(first.chunks);
    expect(new Set(shipped.slice(0, turn).map(({ origin }) => origin))).toEqual(new Set(['earlier']));
    expect(new Set(shipped.slice(turn).map(({ origin }) => origin))).toEqual(new Set(['vcenter']));
    const rows = (part: readonly Shipped[]) => part.flatMap(({ refs }) => refs).sort();
    expect(rows(shipped.slice(0, turn))).toEqual(rows(shipped.slice(turn)));
    // Rows that are shown again are not collected twice.
    expect(state.rows).toBe(first.rows);
    expect(state.cache).toMatchObject({ hits: first.chunks, unchanged: state.chunks, written: 0, collectedAt: {} });
    expect(state.bytesReceived).toBeGreaterThan(0.9 * first.bytesReceived);
    const kinds = Object.keys(state.counts) as ResourceType[];
    expect(state.changes).toEqual(Object.fromEntries(kinds.map((kind) => [kind, NONE])));
  });

  it('counts what another state of the same vCenter has changed', async () => {
    const folder = await temporaryFolder();
    // The same vCenter twice: once it keeps the configuration of a few VMs to itself.
    const restricted = await demoOf({ restricted: true });
    await collect(restricted, { folder });
    const open = await demoOf({ restricted: false });
    expect(open.instanceUuid).toBe(restricted.instanceUuid);
    const { state } = await refresh(folder, open);
    expectWhole(state, open);
    const kept = (await withConfiguration(open)) - (await withConfiguration(restricted));
    expect(kept).toBeGreaterThan(0);
    expect(state.changes?.VirtualMachine).toEqual({ added: 0, removed: 0, changed: kept });
    expect(state.changes?.HostSystem).toEqual(NONE);
  });

  it('counts what was added, removed and changed since the cached rows, kind by kind', async () => {
    const folder = await temporaryFolder();
    const demo = await demoOf();
    await collect(demo, { folder });
    editCache(folder, 'Datastore', (batch) => {
      const [, , ...refs] = batch.refs;
      const columns = Object.fromEntries(Object.entries(batch.columns).map(([path, [, , ...cells]]) => [path, cells]));
      return { ...batch, refs: ['Datastore:gone-1', ...refs.slice(1)], columns };
    });
    editCache(folder, 'VirtualMachine', (batch, index) => {
      if (index > 0) return batch;
      const { name = [], 'summary.quickStats.overallCpuUsage': usage = [] } = batch.columns;
      const columns = {
        ...batch.columns,
        name: name.map((cell, row) => (row < 3 ? `${cell}-renamed` : cell)),
        'summary.quickStats.overallCpuUsage': usage.map(() => 1),
      };
      return { ...batch, columns };
    });
    const { state } = await refresh(folder, demo);
    expectWhole(state, demo);
    // Two rows were missing, and one had another reference: three are new, one is gone.
    expect(state.changes?.Datastore).toEqual({ added: 3, removed: 1, changed: 0 });
    // Three names; how busy a VM is does not count.
    expect(state.changes?.VirtualMachine).toEqual({ added: 0, removed: 0, changed: 3 });
    expect(state.changes?.HostSystem).toEqual(NONE);
    const again = await refresh(folder, demo);
    expect(again.state.changes?.Datastore).toEqual(NONE);
    expect(again.state.changes?.VirtualMachine).toEqual(NONE);
  });

  it('tells nothing of changes where nothing was cached', async () => {
    const folder = await temporaryFolder();
    const demo = await demoOf();
    const { state, shipped } = await refresh(folder, demo);
    expectWhole(state, demo);
    expect(state.changes).toBeUndefined();
    expect(new Set(shipped.map(({ origin }) => origin))).toEqual(new Set(['vcenter']));
  });
});

/** Number of VMs that show their configuration. */
async function withConfiguration(demo: Awaited<ReturnType<typeof demoOf>>): Promise<number> {
  let count = 0;
  await collect(demo, {
    withoutCache: true,
    types: ['VirtualMachine'],
    onBatch: ({ columns }) => {
      count += columns['config.uuid']?.filter((cell) => cell !== null).length ?? 0;
    },
  });
  return count;
}

/** Replaces the cached chunks of a kind by what `edit` makes of them, as if it had been collected like that. */
function editCache(folder: string, type: ResourceType, edit: (batch: ColumnBatch, index: number) => ColumnBatch): void {
  const store = new EmbeddedStore({ path: join(folder, 'cache.db'), maxBytes: 512 * 1024 * 1024 });
  try {
    const [{ key } = { key: '' }] = store.list('vmo:', `:man:${type}:`);
    const place = parseManifestKey(key);
    const bytes = store.get(key);
    if (!place || !bytes) throw new Error(`${type} is not cached`);
    const manifest = decodeManifest(bytes);
    const chunks: ManifestChunk[] = manifest.chunks.map(({ hash }, index) => {
      const old = store.get(chunkKey(place.namespace, hash));
      if (!old) throw new Error('a chunk is missing');
      const batch = edit(decodeChunk(old), index);
      const { bytes: made, rawBytes: raw } = encodeChunk(JSON.stringify(batch), batch.refs.length, { codec: 'plain' });
      store.set(chunkKey(place.namespace, chunkHash(made)), made, DAY);
      return { hash: chunkHash(made), rows: batch.refs.length, raw, stored: made.byteLength };
    });
    store.set(manifestKey(place), encodeManifest({ ...manifest, chunks }), DAY);
  } finally {
    store.close();
  }
}
