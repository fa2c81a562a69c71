import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../e2e/fixtures/temporary-folder-fixture.ts';
import { NO_CACHE } from '../shared/cache-view.ts';
import type { CollectionState } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { ExportJob, ExportWish } from '../shared/export-view.ts';
import type { ColumnBatch, ResourceType } from '../shared/inventory.ts';
import { InventoryLog } from './collector/inventory-log.ts';
import { batchOf, completed, readWorkbook } from './export/export-fixture.ts';
import { ExportJobs } from './export-jobs.ts';
import { openSettings } from './open-settings.ts';
import type { Collection, StartRequest } from './services.ts';

const CSV: ExportWish = { collectionId: 'c1', format: 'csv', gzip: false, anonymise: false };
const ROWS = [
  batchOf('HostSystem', { id: 'host-1', name: 'esx1' }),
  batchOf(
    'VirtualMachine',
    { id: 'vm-1', name: 'web', 'runtime.host': 'HostSystem:host-1' },
    { id: 'vm-2', name: 'db' },
  ),
];
const COUNTS: CollectionState['counts'] = { HostSystem: 1, VirtualMachine: 2 };

/** A collection of these rows; it ends when it is cancelled, or at once. */
function collectionOf(rows: readonly ColumnBatch[], state = completed({ counts: COUNTS, rows: 3 }), ends = true) {
  const log = new InventoryLog(true, () => {});
  const { promise: finished, resolve } = Promise.withResolvers<CollectionState>();
  for (const [seq, { type, refs }] of rows.entries())
    log.append({ seq, type, rows: refs.length, origin: 'vcenter', bytes: new Uint8Array([seq]) });
  let cancelled = 0;
  const cancel = () => {
    cancelled += 1;
    resolve({ ...state, phase: 'cancelled' });
  };
  if (ends) resolve(state);
  const collection = { log, finished, state, attributes: {}, cancel } as unknown as Collection;
  return { collection, cancelled: () => cancelled };
}

async function jobsOn(shown: Collection, own?: Collection, other?: Collection) {
  const { store: settings, folder } = await openSettings({ environment: {}, folder: await temporaryFolder() });
  const repeated: Partial<StartRequest>[] = [];
  let disposed = 0;
  const jobs = new ExportJobs({
    settings,
    folder,
    version: '0.0.0',
    services: {
      supervisor: {
        get: (id: string) => {
          if (id === 'c1') return shown;
          if (id === 'c2' && other) return other;
          throw new HeapsphereError({ code: 'usage', message: `There is no collection "${id}".`, action: 'Reload.' });
        },
      } as never,
      openAgain: async (_, changes = {}) => {
        repeated.push(changes);
        if (own) {
          return {
            label: 'Demo estate',
            collect: () => own,
            dispose: async () => {
              disposed += 1;
            },
          };
        }
        throw new HeapsphereError({ code: 'cannot-connect', message: 'No answer.', action: 'Look.' });
      },
      readChunk: ([seq = 0]) => ROWS[seq] as ColumnBatch,
      collectYoungGarbage: () => {},
    },
  });
  onTestFinished(() => jobs.dispose());
  /** Starts an export and waits for its end. */
  const run = async (wish: ExportWish): Promise<ExportJob> => {
    const { promise, resolve } = Promise.withResolvers<ExportJob>();
    const stop = jobs.subscribe((job) => job.phase !== 'running' && resolve(job));
    await jobs.start(wish);
    const ended = await promise;
    stop();
    return ended;
  };
  return {
    jobs,
    run,
    repeated,
    disposed: () => disposed,
    folder,
    left: () => readdir(join(folder, 'exports')).catch(() => []),
  };
}

describe('ExportJobs', () => {
  it('writes the rows of the collection on screen, for their owner alone', async () => {
    const { run, jobs, left } = await jobsOn(collectionOf(ROWS).collection);
    const job = await run(CSV);
    expect(job).toMatchObject({ phase: 'done', rows: 3, expectedRows: 3, complete: true });
    expect(await left()).toEqual([basename(job.path)]);
    const content = await readFile(job.path, 'utf8');
    expect(
      content
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',', 3)[2]),
    ).toEqual(['esx1', 'web', 'db', undefined]);
    expect([job.fileBytes, (await stat(job.path)).mode & 0o777]).toEqual([Buffer.byteLength(content), 0o600]);
    expect(jobs.job).toEqual(job);
  });

  it('writes one kind alone, and counts on no more', async () => {
    const { run } = await jobsOn(collectionOf(ROWS).collection);
    const types: ResourceType[] = ['VirtualMachine'];
    expect(await run({ ...CSV, format: 'ndjson', types })).toMatchObject({ rows: 2, expectedRows: 2 });
  });

  it('writes several vCenters into one file, and only whole ones', async () => {
    const both = { ...CSV, others: ['c2'] };
    const about = { name: '', apiVersion: '8.0', instanceUuid: 'b0b0' };
    const other = collectionOf(ROWS, completed({ counts: COUNTS, rows: 3, about }));
    const { run, left } = await jobsOn(collectionOf(ROWS).collection, undefined, other.collection);
    const job = await run(both);
    expect(job).toMatchObject({ phase: 'done', rows: 6, expectedRows: 6, complete: true });
    expect(basename(job.path)).toMatch(/^2-vCenters-/);
    const lines = (await readFile(job.path, 'utf8')).trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',', 4)[3])).toEqual(['a0a0', 'a0a0', 'a0a0', 'b0b0', 'b0b0', 'b0b0']);
    expect(await left()).toHaveLength(1);
    const half = await jobsOn(
      collectionOf(ROWS).collection,
      undefined,
      collectionOf(ROWS, completed({ phase: 'cancelled' })).collection,
    );
    expect(await half.run(both)).toMatchObject({ phase: 'failed', error: { code: 'usage' } });
    expect(await half.left()).toEqual([]);
  });

  it('refuses a workbook of several vCenters', async () => {
    const { jobs, run } = await jobsOn(collectionOf(ROWS).collection);
    await expect(jobs.start({ ...CSV, format: 'xlsx', others: ['c2'] })).rejects.toThrow(
      'A workbook is of one vCenter.',
    );
    expect(await run(CSV)).toMatchObject({ phase: 'done' });
  });

  it('says when values are missing', async () => {
    const report = { type: 'VirtualMachine', path: 'config.uuid', reason: 'NoPermission', count: 1, refs: [] } as const;
    const { run } = await jobsOn(collectionOf(ROWS, completed({ missing: [report] })).collection);
    expect(await run(CSV)).toMatchObject({ phase: 'done', complete: false, stale: false });
  });

  it('tells that the rows are cached ones because vCenter could not be reached, and how old those of the chosen kinds are', async () => {
    const cache = { ...NO_CACHE, stale: true, collectedAt: { VirtualMachine: 500, HostSystem: 300 } };
    const state = completed({ phase: 'partial', counts: COUNTS, rows: 3, startedAt: 1000, cache });
    const { run } = await jobsOn(collectionOf(ROWS, state).collection);
    expect(await run(CSV)).toMatchObject({ complete: false, stale: true, collectedAt: 300 });
    expect(await run({ ...CSV, types: ['VirtualMachine'] })).toMatchObject({ stale: true, collectedAt: 500 });
  });

  it('collects for a workbook with selected attributes, keeps no rows, and leaves the one on screen alone', async () => {
    const shown = collectionOf([], undefined, false);
    const own = collectionOf(ROWS);
    const { run, repeated, disposed } = await jobsOn(shown.collection, own.collection);
    const job = await run({ ...CSV, format: 'xlsx', gzip: true });
    expect(job).toMatchObject({ phase: 'done', rows: 3 });
    expect((await readWorkbook(job.path)).get('vInfo')).toMatchObject([{ VM: 'web', Host: 'esx1' }, { VM: 'db' }]);
    expect(repeated).toMatchObject([{ options: { pruning: true, batchSize: 25 } }]);
    expect(repeated[0]?.attributes?.VirtualMachine).toContain('config.hardware.device');
    expect([own.cancelled(), disposed()]).toEqual([1, 1]);
    expect(shown.cancelled()).toBe(0);
  });

  it.each(['cancelled', 'failed'] as const)('refuses half an estate: one that was %s', async (phase) => {
    const { run, left } = await jobsOn(collectionOf(ROWS, completed({ phase })).collection);
    expect(await run(CSV)).toMatchObject({ phase: 'failed', error: { code: 'usage' } });
    expect(await left()).toEqual([]);
  });

  it('tells why a workbook’s collection cannot be started, or what ended it', async () => {
    const shown = collectionOf(ROWS);
    const refused = await jobsOn(shown.collection);
    expect(await refused.run({ ...CSV, format: 'xlsx' })).toMatchObject({
      phase: 'failed',
      error: { code: 'cannot-connect' },
    });
    const error = { code: 'login-refused', message: 'Login refused.', action: 'Look.' } as const;
    const own = collectionOf([], completed({ phase: 'failed', error }));
    const failed = await jobsOn(shown.collection, own.collection);
    expect(await failed.run({ ...CSV, format: 'xlsx' })).toMatchObject({ phase: 'failed', error });
    expect(await failed.left()).toEqual([]);
  });

  it('runs one at a time; a cancelled one leaves nothing, ends its own collection, and makes room', async () => {
    const shown = collectionOf(ROWS);
    const own = collectionOf(ROWS.slice(0, 1), undefined, false);
    const { jobs, run, left } = await jobsOn(shown.collection, own.collection);
    const ended = run({ ...CSV, format: 'xlsx' });
    await expect.poll(() => jobs.job?.rows).toBe(1);
    await expect(jobs.start(CSV)).rejects.toThrow('An export is running.');
    jobs.cancel();
    expect(await ended).toMatchObject({ phase: 'cancelled' });
    expect([own.cancelled(), shown.cancelled(), await left()]).toEqual([1, 0, []]);
    expect(await run(CSV)).toMatchObject({ phase: 'done' });
  });

  it('refuses an unknown collection, and a folder that cannot be, and goes on', async () => {
    const { jobs, run, folder } = await jobsOn(collectionOf(ROWS).collection);
    await expect(jobs.start({ ...CSV, collectionId: 'c9' })).rejects.toThrow('no collection "c9"');
    await writeFile(join(folder, 'exports'), '');
    await expect(jobs.start(CSV)).rejects.toThrow(/exports cannot be made/);
    await rm(join(folder, 'exports'));
    expect(await run(CSV)).toMatchObject({ phase: 'done' });
  });
});
