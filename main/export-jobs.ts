import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { collectedAt, isComplete } from '../shared/collected-rows.ts';
import type { CollectionState } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { ExportJob, ExportWish } from '../shared/export-view.ts';
import { RESOURCE_TYPES, type ResourceType } from '../shared/inventory.ts';
import {
  drainCollection,
  type ExportFile,
  exportPath,
  forWorkbook,
  openExport,
  SeveralVcentersFile,
} from './exports.ts';
import type { SettingsStore } from './open-settings.ts';
import type { Collection, Services } from './services.ts';

/** Rows are told at most this often. */
const NOTIFY_INTERVAL_MS = 250;

export interface ExportJobsOptions {
  readonly services: Pick<Services, 'supervisor' | 'openAgain' | 'readChunk' | 'collectYoungGarbage'>;
  readonly settings: SettingsStore;
  /** Data folder. */
  readonly folder: string;
  readonly version: string;
}

/** A collection whose rows are to be written. */
interface Source {
  readonly collection: Collection;
  /** Ends what was started for the export. */
  readonly end: () => Promise<void>;
}

/** Exports that windows ask for: one at a time, into the folder of exports. */
export class ExportJobs {
  readonly #options: ExportJobsOptions;
  readonly #listeners = new Set<(job: ExportJob) => void>();
  #job: ExportJob | undefined;
  #running: Promise<void> | undefined;
  #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ExportJobsOptions) {
    this.#options = options;
  }

  /** The running export, or the last one. */
  get job(): ExportJob | undefined {
    return this.#job;
  }

  /** @returns the end of listening */
  subscribe(listener: (job: ExportJob) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins an export; whatever happens to it later is told by its job. Throws `usage` while another one runs, and for an unknown collection. */
  async start(wish: ExportWish): Promise<ExportJob> {
    if (this.#running) throw usage('An export is running.', 'Wait until it is done, or cancel it.');
    if (wish.format === 'xlsx' && wish.others)
      throw usage('A workbook is of one vCenter.', 'Choose one of them, or another format.');
    const { folder } = this.#options;
    const ids = new Set([wish.collectionId, ...(wish.others ?? [])]);
    const shown = [...ids].map((id) => this.#options.services.supervisor.get(id));
    const { promise, resolve } = Promise.withResolvers<void>();
    // From here on nobody else begins one, though the folder is made first.
    this.#running = promise;
    this.#abort = new AbortController();
    try {
      const name = { format: wish.format, gzip: wish.gzip && wish.format !== 'xlsx' };
      const label = wish.anonymise ? undefined : labelOf(shown);
      const job: ExportJob = {
        id: randomUUID(),
        phase: 'running',
        format: wish.format,
        anonymise: wish.anonymise,
        path: await exportPath(folder, label, name, new Date()),
        rows: 0,
        expectedRows: shown.reduce((sum, { state }) => sum + expectedRows(state, wish), 0),
        complete: false,
        stale: false,
      };
      this.#change(job);
      void this.#run(shown, wish, job.path).then(resolve);
      return job;
    } catch (error) {
      this.#running = undefined;
      resolve();
      throw error;
    }
  }

  /** Ends the running export, if any; its file is removed. */
  cancel(): void {
    this.#abort.abort(
      new HeapsphereError({ code: 'cancelled', message: 'The export was cancelled.', action: 'Nothing was written.' }),
    );
  }

  /** Cancels, and waits until nothing is left of what was not finished. Idempotent. */
  async dispose(): Promise<void> {
    this.cancel();
    await this.#running;
    clearTimeout(this.#timer);
  }

  /** Never rejects: how it ended is part of the job. */
  async #run(shown: readonly Collection[], wish: ExportWish, path: string): Promise<void> {
    try {
      const states = await this.#write(shown, wish, path);
      const { size: fileBytes } = await stat(path);
      const types = typesOf(wish);
      this.#end({
        phase: 'done',
        fileBytes,
        complete: states.every((state) => isComplete(state, types)),
        stale: states.some(({ cache }) => cache.stale),
        collectedAt: Math.min(...states.map((state) => collectedAt(state, types))),
      });
    } catch (error) {
      const data = HeapsphereError.dataOf(error);
      this.#end(this.#abort.signal.aborted ? { phase: 'cancelled' } : { phase: 'failed', error: data });
    }
  }

  /** @returns how each collection ended: with all of its rows */
  async #write(shown: readonly Collection[], wish: ExportWish, path: string): Promise<readonly CollectionState[]> {
    const { signal } = this.#abort;
    const sources = [];
    try {
      for (const collection of shown) sources.push(await this.#source(collection, wish));
      signal.throwIfAborted();
      const collections = sources.map(({ collection }) => collection);
      const file = await this.#open(collections, wish, path);
      try {
        const states = [];
        for (const collection of collections) states.push(await this.#drain(collection, wish, file));
        return states;
      } catch (error) {
        await file.discard();
        throw error;
      }
    } finally {
      for (const { end } of sources) await end();
    }
  }

  async #drain(collection: Collection, wish: ExportWish, file: ExportFile): Promise<CollectionState> {
    const failed = new AbortController();
    const { state } = await drainCollection(collection, {
      readChunk: this.#options.services.readChunk,
      file,
      look: ({ refs }) => this.#count(refs.length),
      ...(wish.types && wish.format !== 'xlsx' ? { types: new Set(wish.types) } : {}),
      ...this.#tidy(),
      onFailure: () => failed.abort(),
      signal: AbortSignal.any([this.#abort.signal, failed.signal]),
    });
    const whole = state.phase === 'completed' || state.phase === 'partial';
    if (!whole) throw new HeapsphereError(state.error ?? notWhole(state));
    return state;
  }

  /** A workbook needs devices and snapshots of every VM, which the rows on screen do not have. */
  async #source(shown: Collection, { format }: ExportWish): Promise<Source> {
    if (format !== 'xlsx') return { collection: shown, end: async () => {} };
    const { services, settings } = this.#options;
    const source = await services.openAgain(shown.state.id, forWorkbook(settings.resolved.settings));
    try {
      const collection = source.collect();
      return {
        collection,
        end: async () => {
          collection.cancel();
          await collection.finished;
          await source.dispose();
        },
      };
    } catch (error) {
      await source.dispose();
      throw error;
    }
  }

  async #open(collections: readonly Collection[], wish: ExportWish, path: string): Promise<ExportFile> {
    const { format, gzip, anonymise } = wish;
    const { folder, version, settings } = this.#options;
    const [own, ...others] = collections.map(({ attributes, state }) => ({
      pruning: state.options.pruning,
      attributes,
    }));
    if (own === undefined) throw usage('No vCenter was chosen.', 'Choose at least one.');
    const file = await openExport({
      path,
      name: { format, gzip: gzip && format !== 'xlsx' },
      header: { types: typesOf(wish), ...own, ...(others.length > 0 ? { others } : {}) },
      level: settings.resolved.settings.compressionLevel,
      anonymise,
      folder,
      version,
      mode: 0o600,
      ...this.#tidy(),
    });
    return others.length > 0 ? new SeveralVcentersFile(file, collections.length) : file;
  }

  #tidy(): { readonly tidy?: () => void } {
    const { services, settings } = this.#options;
    return settings.resolved.settings.explicitGc ? { tidy: services.collectYoungGarbage } : {};
  }

  #count(rows: number): void {
    if (!this.#job) return;
    this.#job = { ...this.#job, rows: this.#job.rows + rows };
    this.#timer ??= setTimeout(() => this.#tell(), NOTIFY_INTERVAL_MS);
  }

  #end(change: Partial<ExportJob>): void {
    // Whoever hears of the end may begin the next one.
    this.#running = undefined;
    if (this.#job) this.#change({ ...this.#job, ...change });
  }

  #change(job: ExportJob): void {
    this.#job = job;
    this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#job) for (const listener of this.#listeners) listener(this.#job);
  }
}

/** Kinds whose rows the file has. */
function typesOf({ types, format }: ExportWish): readonly ResourceType[] {
  return types && format !== 'xlsx' ? types : RESOURCE_TYPES;
}

/** What a file is called by. */
function labelOf(shown: readonly Collection[]): string {
  const [first] = shown;
  return shown.length > 1 ? `${shown.length}-vCenters` : (first?.state.source.label ?? '');
}

function expectedRows({ counts, rows }: CollectionState, { types, format }: ExportWish): number {
  if (!types || format === 'xlsx') return rows;
  return types.reduce((sum, type) => sum + (counts[type] ?? 0), 0);
}

function notWhole({ phase }: CollectionState): HeapsphereError['data'] {
  return {
    code: 'usage',
    message: `The collection was ${phase}, so that its rows are not a whole estate.`,
    action: 'Collect again, and export then.',
  };
}

function usage(message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action });
}
