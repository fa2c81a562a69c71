import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// Sets V8's flag in the main thread, before any collector runs.
import '../../main/memory/force-gc.ts';
import { Collection } from '../../main/collector/collection.ts';
import { DEFAULT_OPTIONS, specFor } from '../../main/collector/collection-fixture.ts';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { SettingTexts } from '../../main/settings/resolve.ts';
import type { CollectionState, GcMark } from '../../shared/contract.ts';
import { ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { collect, expectWhole } from '../faults/cached-collection-fixture.ts';

const VMS = 1200;
const MB = 1024 * 1024;

describe('a switch of a collection', () => {
  let demo: DemoVcenter;
  /** As a fresh installation collects. */
  let usual: CollectionState;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: VMS, seed: 5 });
    usual = await collectWith({});
  });
  afterAll(() => demo?.close());

  const collectWith = (texts: SettingTexts, onBatch: (batch: ColumnBatch) => void = () => {}) =>
    collect(demo, { texts, onBatch });

  /** A collection without a cache, with every garbage collection of its thread. */
  async function gcOf(explicitGc: boolean): Promise<{ readonly state: CollectionState; readonly marks: GcMark[] }> {
    const marks: GcMark[] = [];
    const { url: server, user, password } = demo;
    const source = { kind: 'vcenter', label: server, server, user } as const;
    const spec = specFor({ server, user, password }, { options: { ...DEFAULT_OPTIONS, explicitGc } });
    const collection = new Collection({ id: 'c1', isolate: 'collector-1', source }, spec, false, {
      onChange: () => {},
      onGc: (more) => marks.push(...more),
      onBatch: () => {},
      onIsolate: () => () => {},
      attachCache: () => undefined,
    });
    const reader = collection.log.attach(({ seq }) => reader.credit(seq));
    return { state: await collection.finished, marks };
  }

  it('is not needed', () => {
    expectWhole(usual, demo);
    expect(usual.cache).toMatchObject({ backend: 'embedded', state: 'in use', written: usual.chunks });
  });

  it('pruning: off asks for everything and keeps it', async () => {
    const columns = new Set<string>();
    const state = await collectWith({ dataPruning: 'off' }, ({ type, columns: kept }) => {
      if (type === 'VirtualMachine') for (const path of Object.keys(kept)) columns.add(path);
    });
    expect(state.phase).toBe('completed');
    expect(state.counts).toEqual(usual.counts);
    expect([...columns]).toEqual(expect.arrayContaining(['config', 'summary', 'layoutEx']));
    expect(columns).not.toContain('config.hardware.memoryMB');
    expect(state.rawBytes).toBeGreaterThan(10 * usual.rawBytes);
    expect(state.bytesReceived).toBeGreaterThan(5 * usual.bytesReceived);
  });

  it('streaming: off asks for each kind once, and holds the whole answer', async () => {
    const machines = ['VirtualMachine', 'Template'] as const;
    const [on, off] = [
      await collect(demo, { texts: { enableStreaming: 'on' }, types: machines }),
      await collect(demo, { texts: { enableStreaming: 'off' }, types: machines }),
    ];
    expect(off.counts).toEqual(on.counts);
    expect(off.counts.VirtualMachine).toBe(VMS);
    // A page holds 50 objects; the rest of the requests is the login and the view, which both have.
    expect(on.requests - off.requests).toBe(Math.ceil((VMS + (on.counts.Template ?? 0)) / 50) - 1);
    const all = await collectWith({ enableStreaming: 'off' });
    const kinds = Object.keys(demo.counts).length - 1;
    // Per kind of managed object: make a view, one request for the properties, destroy the view.
    expect(all.requests - 3 * kinds).toBeLessThanOrEqual(6);
    expect(all.counts).toEqual(usual.counts);
    expect(off.collector.heapPeakBytes).toBeGreaterThan(on.collector.heapPeakBytes + 5 * MB);
  });

  it('compression: off stores chunks as they are', async () => {
    const off = await collectWith({ compressResults: 'off' });
    expect(off.rawBytes).toBe(usual.rawBytes);
    expect(off.storedBytes).toBe(off.rawBytes + 24 * off.chunks);
    expect(usual.storedBytes).toBeLessThan(0.25 * usual.rawBytes);
  });

  it('codec: zstd stores other bytes than gzip, of the same rows', async () => {
    const rows: string[][] = [[], []];
    const gzip = await collectWith({ cacheCodec: 'gzip' }, ({ refs }) => void rows[0]?.push(...refs));
    const zstd = await collectWith({ cacheCodec: 'zstd' }, ({ refs }) => void rows[1]?.push(...refs));
    expect(rows[1]).toEqual(rows[0]);
    expect(gzip.storedBytes).toBe(usual.storedBytes);
    expect(zstd.storedBytes).not.toBe(gzip.storedBytes);
    expect(zstd.storedBytes).toBeLessThan(0.3 * zstd.rawBytes);
  });

  it('level: 9 is smaller than 1', async () => {
    const [fast, small] = [await collectWith({ compressionLevel: '1' }), await collectWith({ compressionLevel: '9' })];
    expect(small.rawBytes).toBe(fast.rawBytes);
    expect(small.storedBytes).toBeLessThan(0.97 * fast.storedBytes);
    expect(usual.storedBytes).toBeLessThan(fast.storedBytes);
  });

  it('explicit garbage collection: off forces none, on keeps within a tenth of the time', async () => {
    const marks = { on: await gcOf(true), off: await gcOf(false) };
    const pauses = (of: typeof marks.on, forced: boolean) =>
      of.marks.filter((mark) => mark.forced === forced).map(({ pauseMs }) => pauseMs);
    expect(pauses(marks.off, true)).toEqual([]);
    expect(pauses(marks.off, false).length).toBeGreaterThan(0);
    const forced = pauses(marks.on, true);
    expect(forced.length).toBeGreaterThan(5);
    expect(marks.on.state.collector.gc.forced).toBe(forced.length);
    expect(usual.collector.gc.forced).toBeGreaterThan(5);
    expect((await collectWith({ explicitGc: 'off' })).collector.gc.forced).toBe(0);
    // The last one comes when all is done, to tell what is really held.
    const during = forced.slice(0, -1).reduce((sum, pause) => sum + pause, 0);
    const { startedAt, endedAt = startedAt } = marks.on.state;
    expect(during).toBeLessThan(0.1 * (endedAt - startedAt));
  });

  it('memory profiling: on names the functions that allocate', async () => {
    expect(usual.profile).toBeUndefined();
    const { profile } = await collectWith({ memoryProfiling: 'on' });
    expect(profile?.totalBytes).toBeGreaterThan(5 * MB);
    expect(profile?.sites.length).toBeGreaterThan(5);
    expect(profile?.sites.map(({ location }) => location).join(' ')).toMatch(/saxes|decoder|column-batch/);
  });

  it.each([7, 1000])('batch size: %i makes batches of that many', async (size) => {
    const rows: number[] = [];
    const state = await collectWith({ batchSize: String(size) }, ({ type, refs }) => {
      if (type === 'VirtualMachine') rows.push(refs.length);
    });
    expect(state.counts).toEqual(usual.counts);
    expect(rows).toHaveLength(Math.ceil(VMS / size));
    expect(rows.slice(0, -1).every((length) => length === size)).toBe(true);
    if (size > 50) expect(state.requests).toBeLessThan(usual.requests);
    else expect(state.requests).toBeGreaterThan(2 * usual.requests);
    expect(state.chunks > usual.chunks).toBe(size < 50);
  });

  it('attributes: those removed are neither asked for nor kept, those added are', async () => {
    const essential = ESSENTIAL_ATTRIBUTES.VirtualMachine.map(({ path }) => path);
    const columnsWith = async (paths: readonly string[]) => {
      const columns = new Set<string>();
      const state = await collect(demo, {
        attributes: { VirtualMachine: paths },
        types: ['VirtualMachine'],
        onBatch: ({ columns: kept }) => {
          for (const path of Object.keys(kept)) columns.add(path);
        },
      });
      expect(state.counts).toEqual({ VirtualMachine: VMS });
      return { columns: [...columns], bytes: state.bytesReceived };
    };
    const all = await columnsWith(essential);
    expect(all.columns).toEqual(essential);
    const fewer = await columnsWith(['config.uuid']);
    expect(fewer.columns).toEqual(['name', 'config.template', 'config.uuid']);
    expect(fewer.bytes).toBeLessThan(all.bytes / 4);
    const more = await columnsWith([...essential, 'config.firmware', 'config.hardware.device']);
    expect(more.columns).toEqual([...essential, 'config.firmware', 'config.hardware.device']);
    expect(more.bytes).toBeGreaterThan(2 * all.bytes);
  });
});
