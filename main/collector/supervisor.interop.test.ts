import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import type { CollectionSource, CollectionState } from '../../shared/contract.ts';
import { openSettings } from '../open-settings.ts';
import { createServices, type Services } from '../services.ts';

const demo = (seed: number, vms = 20): CollectionSource => ({ kind: 'demo', vms, seed, datacenters: [] });

describe('collections of several vCenters', () => {
  let services: Services;
  let forgotten: string[];
  let told: CollectionState[];

  beforeEach(async () => {
    forgotten = [];
    told = [];
    const { store } = await openSettings({ environment: {}, folder: await temporaryFolder() });
    services = await createServices({
      version: '0.0.0',
      current: () => ({ settings: store.resolved.settings, attributes: store.attributes }),
      cacheFolder: undefined,
      memoryTier: false,
      onChange: (state) => void told.push(state),
      onForget: ({ state }, reason) => void forgotten.push(`${state.id} ${reason}`),
    });
    onTestFinished(() => services.dispose());
  });

  const start = (source: CollectionSource) => services.start({ source, retain: true, cacheMode: 'off' });
  const collect = async (source: CollectionSource) => (await start(source)).finished;
  const listed = () => services.supervisor.list().map(({ state }) => state.id);

  it('are kept beside each other, the newest of each, until they are forgotten with tree and login', async () => {
    const first = await collect(demo(1));
    const second = await collect(demo(2));
    expect(second.source.label).toBe('Demo estate, 20 VMs, seed 2');
    expect(second.about?.instanceUuid).not.toBe(first.about?.instanceUuid);
    expect(listed()).toEqual(['c1', 'c2']);
    const again = await services.repeat('c1');
    expect(listed(), 'its rows are on screen until the new ones are').toEqual(['c1', 'c2', 'c3']);
    await again.finished;
    await expect.poll(listed).toEqual(['c2', 'c3']);
    expect(forgotten).toEqual(['c1 replaced']);
    expect(services.treeOf('c3').id).not.toBe(services.treeOf('c2').id);
    const { refs } = services.readChunk(await firstChunk('c2'));
    expect((await services.details.details('c2', refs[0] ?? '')).sections.length).toBeGreaterThan(0);

    const tree = services.treeOf('c2');
    services.supervisor.forget('c2', 'closed');
    expect(listed()).toEqual(['c3']);
    expect(forgotten).toEqual(['c1 replaced', 'c2 closed']);
    expect(() => services.hierarchy.get(tree.id)).toThrow(`There is no tree "${tree.id}".`);
    expect(() => services.treeOf('c2')).toThrow('There is no collection "c2".');
    await expect(services.details.details('c2', refs[0] ?? '')).rejects.toThrow('no collection "c2"');
    await expect(services.repeat('c2')).rejects.toThrow('There is no collection "c2".');
    expect(() => services.supervisor.forget('c2', 'closed')).toThrow('There is no collection "c2".');
  });

  it('are cancelled when they are forgotten while they run, and nobody hears of them any more', async () => {
    const collection = await start(demo(1, 20_000));
    // Nobody credits its rows, so that it cannot end by itself.
    collection.log.attach(() => {});
    await expect.poll(() => collection.state.rows, { timeout: 30_000 }).toBeGreaterThan(0);
    services.supervisor.forget('c1', 'closed');
    const before = told.length;
    expect((await collection.finished).phase).toBe('cancelled');
    expect(told.length).toBe(before);
    expect(listed()).toEqual([]);
  });

  it('that could not connect are kept until the next one starts', async () => {
    const nowhere = 'http://127.0.0.1:1';
    const source = { kind: 'vcenter' as const, server: nowhere, user: 'u', password: 'p', datacenters: [] };
    expect((await collect(source)).phase).toBe('failed');
    expect(listed()).toEqual(['c1']);
    await collect(source);
    expect(listed()).toEqual(['c2']);
    expect(forgotten).toEqual(['c1 replaced']);
  });

  /** The bytes of a collection's first chunk with rows that have details. */
  function firstChunk(id: string): Promise<Uint8Array> {
    return new Promise((resolve) => {
      const reader = services.supervisor.get(id).log.attach(({ seq, type, bytes }) => {
        if (type === 'HostSystem') resolve(bytes);
        queueMicrotask(() => reader.credit(seq));
      });
    });
  }
});
