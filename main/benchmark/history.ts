import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchmarkRecord, BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { writeAtomically } from '../settings/atomic-file.ts';
import type { withFileLock } from '../settings/file-lock.ts';
import { readBaselines, writeBaselines } from './baseline-marks.ts';
import { parseRecord, summaryOf } from './record-file.ts';

/** Benchmarks kept; the oldest that is no baseline goes first. */
const KEPT = 50;
const RECORD_FILE = /^([0-9a-z-]{1,64})\.json$/;

/** What the history needs of the file system beyond Node: both belong to the settings, and are handed over. */
export interface HistoryFiles {
  readonly writeAtomically: typeof writeAtomically;
  readonly withFileLock: typeof withFileLock;
}

/** Benchmarks on disk, one file for each, in a folder that several programs may use at once. */
export class BenchmarkHistory {
  readonly #folder: string;
  readonly #files: HistoryFiles;
  /** Summaries of files that have not changed since, by id. */
  readonly #known = new Map<
    string,
    { readonly stamp: string; readonly summary: Omit<BenchmarkSummary, 'isBaseline'> }
  >();
  #damaged: readonly string[] = [];

  /** @param folder made with the first benchmark */
  constructor(folder: string, files: HistoryFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  /** Files that the last list() left out because they are not understood: path and reason. */
  get damaged(): readonly string[] {
    return this.#damaged;
  }

  /** Newest first. A file that is damaged is left out, and named in `damaged`. */
  async list(): Promise<BenchmarkSummary[]> {
    const marks = await readBaselines(this.#folder);
    const damaged: string[] = [];
    const summaries: BenchmarkSummary[] = [];
    for (const id of await this.#ids()) {
      try {
        const summary = await this.#summary(id);
        summaries.push({ ...summary, isBaseline: marks[summary.comparableKey] === id });
      } catch (error) {
        // One that another program has just removed is not damaged.
        if (isMissing(error)) continue;
        damaged.push(`${this.#path(id)}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.#damaged = damaged;
    return summaries.toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /** Throws `usage` for an id that is not there, and `internal` naming the file that is damaged. */
  async get(id: string): Promise<BenchmarkRecord> {
    try {
      return parseRecord(await readFile(this.#path(id), 'utf8'));
    } catch (error) {
      if (isMissing(error)) throw unknownBenchmark(id);
      throw new HeapsphereError(
        {
          code: 'internal',
          message: `The benchmark ${this.#path(id)} cannot be read: ${error instanceof Error ? error.message : error}.`,
          action: 'Remove the file, or put back a copy of it.',
        },
        { cause: error },
      );
    }
  }

  /** The one that a record is held against: marked, of the same estate, suite and resources, and not itself. */
  async baselineFor(record: BenchmarkRecord): Promise<BenchmarkRecord | undefined> {
    const id = (await readBaselines(this.#folder))[summaryOf(record).comparableKey];
    if (id === undefined || id === record.id) return undefined;
    // Without its file, or with a damaged one, there is nothing to compare with.
    return this.get(id).catch(() => undefined);
  }

  /** Keeps a record, and lets the oldest go when there are too many. Throws `internal` when it cannot be written. */
  async add(record: BenchmarkRecord): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await this.#files.writeAtomically(this.#path(record.id), `${JSON.stringify(record)}\n`);
    } catch (error) {
      throw new HeapsphereError(
        {
          code: 'internal',
          message: `The benchmark cannot be kept in ${this.#folder}: ${error instanceof Error ? error.message : error}.`,
          action: 'Check that you may write there and that the disk has room; save a report of it meanwhile.',
        },
        { cause: error },
      );
    }
    const evictable = (await this.list()).slice(KEPT).filter(({ isBaseline }) => !isBaseline);
    for (const { id } of evictable) await this.#delete(id);
  }

  /** Throws `usage` for an id that is not there. */
  async remove(id: string): Promise<void> {
    await stat(this.#path(id)).catch(() => {
      throw unknownBenchmark(id);
    });
    await this.#changeMarks((marks) => Object.fromEntries(Object.entries(marks).filter(([, marked]) => marked !== id)));
    await this.#delete(id);
  }

  /** Marks a benchmark as the baseline of those like it, instead of the one before, or takes the mark away. */
  async markBaseline(id: string, marked: boolean): Promise<void> {
    const { comparableKey } = summaryOf(await this.get(id));
    await this.#changeMarks(({ [comparableKey]: current, ...others }) => {
      if (marked) return { ...others, [comparableKey]: id };
      return current === undefined || current === id ? others : { ...others, [comparableKey]: current };
    });
  }

  async #changeMarks(change: (marks: Record<string, string>) => Record<string, string>): Promise<void> {
    await this.#files.withFileLock(join(this.#folder, 'baselines.lock'), async () => {
      const before = await readBaselines(this.#folder);
      const after = change(before);
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      await writeBaselines(this.#folder, after, this.#files.writeAtomically);
    });
  }

  async #summary(id: string): Promise<Omit<BenchmarkSummary, 'isBaseline'>> {
    const { mtimeMs, size } = await stat(this.#path(id));
    const stamp = `${mtimeMs} ${size}`;
    const known = this.#known.get(id);
    if (known?.stamp === stamp) return known.summary;
    const record = parseRecord(await readFile(this.#path(id), 'utf8'));
    if (record.id !== id) throw new RangeError(`it holds the benchmark "${record.id}"`);
    const summary = summaryOf(record);
    this.#known.set(id, { stamp, summary });
    return summary;
  }

  async #delete(id: string): Promise<void> {
    this.#known.delete(id);
    await rm(this.#path(id), { force: true });
  }

  async #ids(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).flatMap((name) => RECORD_FILE.exec(name)?.[1] ?? []);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  #path(id: string): string {
    if (!RECORD_FILE.test(`${id}.json`)) throw unknownBenchmark(id);
    return join(this.#folder, `${id}.json`);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function unknownBenchmark(id: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `There is no benchmark "${id.slice(0, 80)}".`,
    action: 'List the benchmarks again; it may have been removed.',
  });
}
