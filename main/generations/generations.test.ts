import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { writeAtomically } from '../settings/atomic-file.ts';
import { batchOf, endState, fedCollection } from './generation-fixture.ts';
import { Generations } from './generations.ts';
import type { GenerationLimits } from './removal-plan.ts';

const HOSTS = batchOf('HostSystem', { 'HostSystem:1': { name: 'esx' } });
const vms = (...names: string[]) =>
  batchOf('VirtualMachine', Object.fromEntries(names.map((name, at) => [`VirtualMachine:vm-${at}`, { name }])));
const ASKED = { datacenters: [] };

async function open(change: Partial<GenerationLimits> = {}, folder?: string) {
  const place = folder ?? join(await temporaryFolder(), 'generations');
  const limits = { perVcenter: 10, maxBytes: 1e9, ...change };
  const generations = new Generations({ folder: place, writeAtomically, limits: () => limits });
  onTestFinished(() => generations.dispose());
  return { generations, folder: place };
}

/** Collects these batches, and resolves when they are kept or let go. */
async function collect(
  generations: Generations,
  batches: readonly ColumnBatch[],
  end: Parameters<typeof endState>[0] = {},
): Promise<void> {
  const { collection, push, end: finish } = fedCollection();
  generations.record(collection, ASKED);
  for (const batch of batches) await push(batch);
  finish(end);
  await generations.settled();
}

describe('Generations', () => {
  it('keeps a completed collection with its rows, without those of an earlier one', async () => {
    const { generations } = await open();
    const { collection, push, end } = fedCollection();
    generations.record(collection, ASKED);
    await push(vms('old'), 'earlier');
    await push(HOSTS);
    await push(vms('a', 'b'));
    end({ startedAt: 1_000_000, endedAt: 2_000_000 });
    await generations.settled();
    const { generations: kept, usedBytes, notices } = await generations.list();
    expect(kept).toMatchObject([
      {
        id: expect.stringMatching(/^19700101-003320-[0-9a-f]{6}$/),
        counts: { HostSystem: 1, VirtualMachine: 2 },
        rows: 3,
        partial: false,
        startedAt: 1_000_000,
        collectedAt: 2_000_000,
        storedBytes: usedBytes,
      },
    ]);
    expect(notices).toEqual([]);
  });

  it('marks a partial one, with the kinds that are whole', async () => {
    const { generations } = await open();
    await collect(generations, [HOSTS, vms('a')], { phase: 'partial', finished: ['HostSystem'] });
    const { generations: kept } = await generations.list();
    expect(kept).toMatchObject([{ partial: true, counts: { HostSystem: 1 }, rows: 1 }]);
  });

  it.each<[string, Parameters<typeof endState>[0]]>([
    ['cancelled', { phase: 'cancelled' }],
    ['failed', { phase: 'failed' }],
    ['partial without a whole kind', { phase: 'partial', finished: [] }],
    ['stale', { phase: 'partial', cache: { ...endState().cache, stale: true } }],
  ])('keeps nothing of one that is %s', async (_, end) => {
    const { generations, folder } = await open();
    await collect(generations, [HOSTS, vms('a')], end);
    expect(await generations.list()).toMatchObject({ generations: [], usedBytes: 0, notices: [] });
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(files.filter((each) => each.isFile())).toEqual([]);
  });

  it('keeps rows that somebody else has read, dated by when they were, and each reading once', async () => {
    const { generations } = await open();
    const cached = (HostSystem: number, VirtualMachine: number) => ({
      startedAt: 9_000_000,
      endedAt: 9_001_000,
      cache: { ...endState().cache, collectedAt: { HostSystem, VirtualMachine } },
    });
    const kept = async () =>
      (await generations.list()).generations.map(({ startedAt, collectedAt }) => [startedAt, collectedAt]);
    await collect(generations, [HOSTS, vms('a')], cached(1_000_000, 2_000_000));
    expect(await kept()).toEqual([[1_000_000, 2_000_000]]);
    // The dashboard was started again, and finds the same rows in the cache; then older ones.
    await collect(generations, [HOSTS, vms('a')], cached(1_000_000, 2_000_000));
    await collect(generations, [HOSTS, vms('z')], cached(500_000, 600_000));
    expect(await kept()).toEqual([[1_000_000, 2_000_000]]);
    await collect(generations, [HOSTS, vms('a', 'b')], cached(1_000_000, 3_000_000));
    expect(await kept()).toEqual([
      [1_000_000, 3_000_000],
      [1_000_000, 2_000_000],
    ]);
    // What is read here has been kept, and is not kept again once it comes from the cache.
    await collect(generations, [HOSTS, vms('a', 'b')], { startedAt: 4_000_000, endedAt: 5_000_000 });
    await collect(generations, [HOSTS, vms('a', 'b')], cached(4_100_000, 4_900_000));
    expect(await kept()).toHaveLength(3);
  });

  it('keeps cached rows of one moment once, though two programs find them at the same time', async () => {
    const first = await open();
    const second = await open({}, first.folder);
    const cached = {
      cache: { ...endState().cache, collectedAt: { HostSystem: 7_000_000, VirtualMachine: 7_000_000 } },
    };
    await Promise.all([first, second].map(({ generations }) => collect(generations, [HOSTS, vms('a')], cached)));
    expect((await first.generations.list()).generations).toHaveLength(1);
  });

  it('keeps cached rows although a generation is dated by a clock that was far ahead', async () => {
    const { generations } = await open();
    const ahead = Date.now() + 30 * 86_400_000;
    await collect(generations, [HOSTS, vms('a')], { startedAt: ahead, endedAt: ahead });
    const cached = {
      cache: { ...endState().cache, collectedAt: { HostSystem: 7_000_000, VirtualMachine: 7_000_000 } },
    };
    await collect(generations, [HOSTS, vms('a', 'b')], cached);
    expect((await generations.list()).generations).toHaveLength(2);
  });

  it('removes the oldest beyond the limits and says so', async () => {
    const { generations } = await open({ perVcenter: 2 });
    // All of one moment: only the order in which they came tells which is the oldest.
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const name of names) {
      await collect(generations, [HOSTS, vms(name)]);
      const { notices } = await generations.list();
      expect(notices.join(), name).not.toContain('not kept');
    }
    const { generations: kept, notices } = await generations.list();
    expect(kept).toHaveLength(2);
    expect(notices).toEqual([expect.stringContaining('The oldest generation was removed: 2 are kept of each vCenter')]);
  });

  it('keeps none that is larger than all may be, and lets its collection go on', async () => {
    const { generations } = await open({ maxBytes: 400 });
    await collect(generations, [vms('a'), vms('b', 'c'), vms('d', 'e'), vms('f')]);
    const { generations: kept, usedBytes, notices } = await generations.list();
    expect([kept, usedBytes]).toEqual([[], 0]);
    expect(notices).toEqual([expect.stringContaining('HEAPSPHERE_GENERATIONS_MB')]);
  });

  it('keeps none when it is off', async () => {
    const { generations, folder } = await open({ perVcenter: 0 });
    const { collection, push, end } = fedCollection();
    generations.record(collection, ASKED);
    await push(HOSTS);
    end();
    await generations.settled();
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('lets a collection go on when nothing can be written, and says why it was not kept', async () => {
    const folder = join(await temporaryFolder(), 'generations');
    await writeFile(folder, 'a file in its place');
    const { generations } = await open({}, folder);
    await collect(generations, [HOSTS, vms('a', 'b')]);
    const { notices } = await generations.list();
    expect(notices).toEqual([expect.stringMatching(/^The collection of vc\.example was not kept as a generation: E/)]);
  });
});
