import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import type { ChangePage } from '../../shared/generations-view.ts';
import { writeAtomically } from '../settings/atomic-file.ts';
import { addGeneration, batchOf, chunkOf, openStore } from './generation-fixture.ts';
import type { GenerationStore } from './generation-store.ts';
import { Generations } from './generations.ts';
import type { GenerationChunk, Manifest } from './manifest.ts';

const ROWS_A_CHUNK = 500;

/** As many VMs, chunk by chunk, so that the test itself stays small; every name ends with `mark` where `differs` says so. */
async function addMany(
  store: GenerationStore,
  rows: number,
  mark: string,
  differs: (row: number) => boolean,
): Promise<Manifest> {
  const chunks: GenerationChunk[] = [];
  for (let from = 0; from < rows; from += ROWS_A_CHUNK) {
    const numbers = Array.from({ length: Math.min(ROWS_A_CHUNK, rows - from) }, (_, at) => from + at);
    const batch = {
      type: 'VirtualMachine' as const,
      refs: numbers.map((row) => `VirtualMachine:vm-${row}`),
      columns: {
        name: numbers.map((row) => `machine-${row}${differs(row) ? mark : ''}`),
        'config.hardware.memoryMB': numbers.map((row) => 1024 * (row % 7)),
        'config.guestFullName': numbers.map((row) => `Some guest system of a considerable name, number ${row}`),
        'summary.quickStats.overallCpuUsage': numbers.map((row) => (mark === '' ? row : row + 1)),
      },
    };
    chunks.push({ ...(await store.chunks.write(chunkOf(batch))), rows: batch.refs.length });
  }
  const manifest = await addGeneration(store, [], { kinds: [{ type: 'VirtualMachine', chunks }] });
  return manifest;
}

async function generationsIn(folder: string) {
  const heaps: (() => Promise<{ heapUsed: number; external: number }>)[] = [];
  const generations = new Generations({
    folder,
    writeAtomically,
    limits: () => ({ perVcenter: 10, maxBytes: 1e9 }),
    onIsolate: (_, read) => {
      heaps.push(read);
      return () => {};
    },
  });
  onTestFinished(() => generations.dispose());
  return { generations, heaps };
}

describe('a comparison in its thread', () => {
  it('tells 100,000 VMs page by page at the pace of its reader, in bounded memory', async () => {
    const folder = await temporaryFolder();
    const { store } = openStore(folder);
    const rows = 100_000;
    const older = await addMany(store, rows, '', () => false);
    const newer = await addMany(store, rows, '-x', (row) => row % 2 === 0);
    const { generations, heaps } = await generationsIn(folder);
    let pages = 0;
    let credited = -1;
    let mostUnderWay = 0;
    let objects = 0;
    const heapPeaks: number[] = [];
    const comparison = await generations.compare(
      { older: older.id, newer: newer.id, usage: true },
      {
        onPage: (seq, page) => {
          pages += 1;
          objects += page.changes.length;
          mostUnderWay = Math.max(mostUnderWay, seq - credited);
          // Credited late, so that a sender that does not wait is found out.
          setImmediate(() => {
            credited = seq;
            comparison.credit(seq);
          });
        },
        onProgress: () => {
          void heaps[0]?.().then(
            ({ heapUsed }) => heapPeaks.push(heapUsed),
            () => {},
          );
        },
      },
    );
    const { summary, error } = await comparison.finished;
    expect(error).toBeUndefined();
    expect(summary?.kinds).toMatchObject([{ added: 0, removed: 0, changed: rows, usageOnly: rows / 2 }]);
    expect(objects).toBe(rows);
    expect(pages).toBeGreaterThan(rows / 1000);
    expect(mostUnderWay).toBeLessThanOrEqual(4);
    // Both generations hold 60 MB of JSON: what is read is let go.
    expect(heapPeaks.length).toBeGreaterThan(3);
    expect(Math.max(...heapPeaks)).toBeLessThan(64 * 1024 * 1024);
  });

  it('ends soon when it is cancelled, though nobody takes its pages', async () => {
    const folder = await temporaryFolder();
    const { store } = openStore(folder);
    const older = await addMany(store, 5000, '', () => false);
    const newer = await addMany(store, 5000, '-x', () => true);
    const { generations } = await generationsIn(folder);
    const pages: ChangePage[] = [];
    const first = Promise.withResolvers<void>();
    const comparison = await generations.compare(
      { older: older.id, newer: newer.id, usage: false },
      {
        onPage: (_, page) => {
          pages.push(page);
          first.resolve();
        },
        onProgress: () => {},
      },
    );
    await first.promise;
    comparison.cancel();
    expect((await comparison.finished).error?.code).toBe('cancelled');
    expect(pages.length).toBeLessThanOrEqual(4);
  });

  it('sets a generation aside of which a chunk was cut off, and says which one', async () => {
    const folder = await temporaryFolder();
    const { store } = openStore(folder);
    const row = (name: string) => batchOf('VirtualMachine', { 'VirtualMachine:1': { name } });
    const older = await addGeneration(store, [row('a')]);
    const newer = await addGeneration(store, [row('b')]);
    const { hash = '' } = newer.kinds[0]?.chunks[0] ?? {};
    await writeFile(join(folder, 'chunks', hash.slice(0, 2), hash), 'cut');
    const { generations } = await generationsIn(folder);
    const told = Promise.withResolvers<void>();
    generations.subscribe(() => told.resolve());
    const comparison = await generations.compare(
      { older: older.id, newer: newer.id, usage: false },
      { onPage: () => {}, onProgress: () => {} },
    );
    expect((await comparison.finished).error).toMatchObject({
      code: 'protocol',
      message: expect.stringContaining(`Generation ${newer.id} is damaged`),
    });
    await told.promise;
    const { generations: left, notices } = await generations.list();
    expect(left.map(({ id }) => id)).toEqual([older.id]);
    expect(notices).toEqual([expect.stringContaining(`"${newer.id}.json"`)]);
    expect(await readdir(join(folder, 'set-aside'))).toEqual([expect.stringContaining(newer.id)]);
  });
});
