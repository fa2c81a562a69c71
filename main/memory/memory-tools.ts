import { basename } from 'node:path';
import type { LeakCheck, MemoryTools as MemoryToolsState } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { CollectedGarbage, ObservedIsolate } from './isolate.ts';
import type { IsolateRegistry } from './isolate-registry.ts';
import { LeakChecker, type LeakSubject } from './leak-checker.ts';
import { type FileFiller, type WrittenFile, writePrivateFile } from './private-file.ts';
import { ProfileRecorder, type RecordedProfile } from './profile-recorder.ts';
import { inTime } from './time-limit.ts';

/** A collector between two chunks answers at once; inside a full decode it may take seconds. */
const GARBAGE_MS = 10_000;
/** About a second for 20 MB of heap, while the isolate stands still. */
const SNAPSHOT_MS = 5 * 60_000;

interface MemoryToolsOptions {
  readonly isolates: IsolateRegistry;
  /** Where snapshots and profiles are written. */
  readonly folder: string;
}

/** What can be done with the memory of our isolates besides watching it. One owner: dispose() ends what runs. */
export class MemoryTools {
  readonly #isolates: IsolateRegistry;
  readonly #folder: string;
  readonly #recorder: ProfileRecorder;
  readonly #leaks: LeakChecker;
  readonly #listeners = new Set<(state: MemoryToolsState) => void>();
  readonly #closing = new AbortController();
  /** Isolates whose snapshot is being written. */
  readonly #snapshots = new Set<string>();
  readonly #unsubscribe: () => void;

  constructor({ isolates, folder }: MemoryToolsOptions) {
    this.#isolates = isolates;
    this.#folder = folder;
    this.#recorder = new ProfileRecorder(
      (...file) => this.#write(...file),
      () => this.#tell(),
    );
    this.#leaks = new LeakChecker(() => this.#tell());
    this.#unsubscribe = isolates.subscribe(() => this.#tell());
  }

  get state(): MemoryToolsState {
    const recording = this.#recorder.state;
    const leak: LeakCheck | undefined = this.#leaks.state;
    return {
      isolates: this.#isolates.list().map(({ name }) => name),
      ...(recording ? { recording } : {}),
      ...(leak ? { leak } : {}),
      folder: this.#folder,
    };
  }

  /** Told of every change. @returns the end of it */
  subscribe(listener: (state: MemoryToolsState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Collects in every isolate; one that ended or was too busy meanwhile is not in the answer. */
  async collectGarbage(): Promise<(CollectedGarbage & { readonly isolate: string })[]> {
    const isolates = this.#isolates.list();
    const collected = new Map<string, CollectedGarbage>();
    const collect = async (isolate: ObservedIsolate): Promise<void> => {
      const answer = await inTime(isolate.collectGarbage(), isolate.name, GARBAGE_MS).catch(() => undefined);
      if (answer) collected.set(isolate.name, answer);
    };
    // Workers first: main stands still while it collects.
    const [main, workers] = [isolates.filter(isMain), isolates.filter((isolate) => !isMain(isolate))];
    await Promise.all([...workers, ...main].map(collect));
    return isolates.flatMap(({ name }) => {
      const answer = collected.get(name);
      return answer ? [{ isolate: name, ...answer }] : [];
    });
  }

  /** Throws HeapsphereError `usage` for an isolate that is gone, too busy or at it already, and for a full disk. */
  async snapshot(name: string): Promise<WrittenFile> {
    const isolate = this.#isolates.get(name);
    if (this.#snapshots.has(name)) throw snapshotAlready(name);
    this.#snapshots.add(name);
    const written = this.#write(name, '.heapsnapshot', (path) => isolate.writeHeapSnapshot(path));
    const free = () => this.#snapshots.delete(name);
    written.then(free, free);
    return inTime(written, name, SNAPSHOT_MS);
  }

  startProfile(name: string): Promise<void> {
    return this.#recorder.start(this.#isolates.get(name));
  }

  stopProfile(): Promise<RecordedProfile> {
    return this.#recorder.stop();
  }

  /** Begins a check that goes on by itself; throws `usage` while another one runs. */
  startLeakCheck(runs: number, open: () => Promise<LeakSubject>): Promise<void> {
    return this.#leaks.start(runs, open);
  }

  cancelLeakCheck(): void {
    this.#leaks.cancel();
  }

  /** Ends recordings and checks, and removes files that are half written. */
  async dispose(): Promise<void> {
    this.#unsubscribe();
    this.#listeners.clear();
    this.#closing.abort(closing());
    this.#recorder.dispose();
    await this.#leaks.dispose();
  }

  #write(isolate: string, extension: string, content: string | FileFiller): Promise<WrittenFile> {
    const folder = this.#folder;
    // Names come from our own list of isolates; a path in one would still not leave the folder.
    return writePrivateFile(content, {
      folder,
      isolate: basename(isolate),
      extension,
      at: Date.now(),
      signal: this.#closing.signal,
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.state);
  }
}

function isMain({ name }: ObservedIsolate): boolean {
  return name === 'main';
}

function snapshotAlready(name: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `A snapshot of ${name} is being written.`,
    action: 'Wait until it is there.',
  });
}

function closing(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'Heapsphere is closing and writes nothing more.',
    action: 'Start it again.',
  });
}
