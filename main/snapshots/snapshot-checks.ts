import { randomUUID } from 'node:crypto';
import { HeapsphereError } from '../../shared/errors.ts';
import { SNAPSHOT_PAGE_ROWS, type SnapshotCheck, type SnapshotPage } from '../../shared/snapshot-view.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import { summarizeSnapshots } from './snapshot-tree.ts';

/** Progress is told at most this often. */
const NOTIFY_INTERVAL_MS = 250;

/** A VM as vCenter told of it. */
export interface SnapshotReading {
  /** "VirtualMachine:vm-12" */
  readonly ref: string;
  /** The property rootSnapshotList; undefined for a VM without snapshots. */
  readonly snapshots: DecodedValue | undefined;
  /** vCenter did not hand the property out. */
  readonly isMissing: boolean;
}

/** A way to the VMs of one collection. */
export interface SnapshotSource {
  /** All VMs, in pages. Rejects with the signal's reason. */
  pages(signal: AbortSignal): AsyncIterable<readonly SnapshotReading[]>;
  /** Logs out. Never throws. */
  close(): Promise<void>;
}

export interface SnapshotChecksOptions {
  /** Logs in where a collection came from. Throws `usage` for an unknown one. */
  readonly open: (collectionId: string, signal: AbortSignal) => Promise<SnapshotSource>;
  /** How many VMs a collection has. Throws `usage` for an unknown one. */
  readonly expected: (collectionId: string) => number;
}

/** What is kept of the VMs worth telling of: three aligned lists, and nothing of the trees they were made from. */
interface Findings {
  readonly refs: string[];
  readonly counts: (number | null)[];
  readonly oldest: (number | null)[];
}

/** Looks through the snapshots of all VMs when somebody asks: one check at a time, with progress, on a login of its own. */
export class SnapshotChecks {
  readonly #options: SnapshotChecksOptions;
  readonly #listeners = new Set<(check: SnapshotCheck) => void>();
  #check: SnapshotCheck | undefined;
  #findings: Findings = nothingFound();
  #running: Promise<void> | undefined;
  #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SnapshotChecksOptions) {
    this.#options = options;
  }

  /** The running check, or the last one. */
  get check(): SnapshotCheck | undefined {
    return this.#check;
  }

  /** @returns the end of listening */
  subscribe(listener: (check: SnapshotCheck) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins a check; whatever happens to it later is part of its state. Throws `usage` while another one runs, and for an unknown collection. */
  start(collectionId: string): SnapshotCheck {
    if (this.#running) throw usage('Snapshots are being checked.', 'Wait until that is done, or cancel it.');
    const check: SnapshotCheck = {
      id: randomUUID(),
      collectionId,
      phase: 'running',
      checked: 0,
      expected: this.#options.expected(collectionId),
      found: 0,
      unknown: 0,
      startedAt: Date.now(),
    };
    this.#abort = new AbortController();
    this.#findings = nothingFound();
    this.#change(check);
    this.#running = this.#run(collectionId);
    return check;
  }

  /** Ends the running check, if any; what it found is forgotten. */
  cancel(): void {
    this.#abort.abort(
      new HeapsphereError({ code: 'cancelled', message: 'The check was cancelled.', action: 'Start it again.' }),
    );
  }

  /** A collection is forgotten: a check of it that runs is ended. */
  forget(collectionId: string): void {
    if (this.#check?.collectionId === collectionId) this.cancel();
  }

  /** What a check found, from an index on. Throws `usage` for one that is not done, or that another one replaced. */
  page(id: string, from: number): SnapshotPage {
    if (this.#check?.id !== id || this.#check.phase !== 'done')
      throw usage('These findings are not there any more.', 'Check the snapshots again.');
    const { refs, counts, oldest } = this.#findings;
    const end = from + SNAPSHOT_PAGE_ROWS;
    return {
      refs: refs.slice(from, end),
      counts: counts.slice(from, end),
      oldest: oldest.slice(from, end),
      next: end < refs.length ? end : null,
    };
  }

  /** Cancels, and waits until the session is logged out. Idempotent. */
  async dispose(): Promise<void> {
    this.cancel();
    await this.#running;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Never rejects. */
  async #run(collectionId: string): Promise<void> {
    const { signal } = this.#abort;
    let end: Partial<SnapshotCheck> = { phase: 'done' };
    try {
      const source = await this.#options.open(collectionId, signal);
      try {
        for await (const page of source.pages(signal)) this.#take(page);
        signal.throwIfAborted();
      } finally {
        await source.close();
      }
    } catch (error) {
      // Half of the findings would be taken for all of them.
      this.#findings = nothingFound();
      end = signal.aborted ? { phase: 'cancelled' } : { phase: 'failed', error: HeapsphereError.dataOf(error) };
    }
    // Whoever hears of the end may begin the next one.
    this.#running = undefined;
    if (this.#check) this.#change({ ...this.#check, ...end, endedAt: Date.now() });
  }

  #take(page: readonly SnapshotReading[]): void {
    if (!this.#check) return;
    const { refs, counts, oldest } = this.#findings;
    let { found, unknown } = this.#check;
    for (const { ref, snapshots, isMissing } of page) {
      const summary = summarizeSnapshots(snapshots);
      if (!isMissing && summary.count === 0) continue;
      if (isMissing) unknown += 1;
      else found += 1;
      refs.push(ref);
      counts.push(isMissing ? null : summary.count);
      oldest.push(isMissing ? null : (summary.oldest ?? null));
    }
    this.#check = { ...this.#check, checked: this.#check.checked + page.length, found, unknown };
    this.#timer ??= setTimeout(() => this.#tell(), NOTIFY_INTERVAL_MS);
  }

  #change(check: SnapshotCheck): void {
    this.#check = check;
    this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#check) for (const listener of this.#listeners) listener(this.#check);
  }
}

function nothingFound(): Findings {
  return { refs: [], counts: [], oldest: [] };
}

function usage(message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action });
}
