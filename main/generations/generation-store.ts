import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFromFuture } from '../../shared/clock-skew.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { Generation } from '../../shared/generations-view.ts';
import { CHUNK_FOLDER_NAME, ChunkFolder } from './chunk-folder.ts';
import { decodeManifest, encodeManifest, generationOf, MAX_MANIFEST_BYTES, type Manifest } from './manifest.ts';
import { bytesOf, type GenerationLimits, type Kept, planRemoval } from './removal-plan.ts';
import { Writers } from './writers.ts';

const MANIFEST_NAME = /^(\d{8}-\d{6}-[0-9a-f]{6})\.json$/;
const PIN_NAME = /^(\d{8}-\d{6}-[0-9a-f]{6})\.pin$/;
/** What a write that was ended half way leaves behind. */
const UNFINISHED_NAME = /^\d{8}-\d{6}-[0-9a-f]{6}\.json\..+\.new$/;
const WRITING = 'writing';
const SET_ASIDE = 'set-aside';
const FOLDERS: readonly string[] = [CHUNK_FOLDER_NAME, WRITING, SET_ASIDE];

export interface GenerationStoreOptions {
  /** Made for its owner alone when something is written. */
  readonly folder: string;
  /** Writes a file whole or not at all. */
  readonly writeAtomically: (path: string, content: string) => Promise<void>;
  /** Told in whole sentences what a person should know. */
  readonly onNotice: (notice: string) => void;
}

/**
 * Generations on disk: a manifest each, beside the chunks that they share. Several processes may use one folder. What cannot be
 * read is set aside with a notice.
 */
export class GenerationStore {
  readonly chunks: ChunkFolder;
  readonly #options: GenerationStoreOptions;
  readonly #writers: Writers;

  constructor(options: GenerationStoreOptions) {
    this.#options = options;
    this.chunks = ChunkFolder.of(options.folder);
    this.#writers = new Writers(join(options.folder, WRITING));
  }

  get folder(): string {
    return this.#options.folder;
  }

  /** Whoever writes chunks begins here, so that nobody takes them for unused. @returns the end of writing */
  beginWriting(): Promise<() => Promise<void>> {
    return this.#writers.begin();
  }

  /** Oldest first, and the bytes that all take on disk. */
  async list(): Promise<{ readonly generations: readonly Generation[]; readonly usedBytes: number }> {
    const generations: Generation[] = [];
    const lists: Kept['chunks'][] = [];
    for await (const { manifest, pinned } of this.#manifests()) {
      generations.push(generationOf(manifest, pinned));
      lists.push(chunksOf(manifest));
    }
    return { generations: generations.toSorted(byAge), usedBytes: bytesOf(lists) };
  }

  /** When the newest one of a scope was collected, without those from the future; undefined for none. Milliseconds since the epoch. */
  async newestOf(scope: string, now: number): Promise<number | undefined> {
    let newest: number | undefined;
    for await (const { manifest } of this.#manifests()) {
      const { collectedAt } = manifest;
      if (manifest.scope === scope && !isFromFuture(collectedAt, now))
        newest = Math.max(newest ?? collectedAt, collectedAt);
    }
    return newest;
  }

  /** Throws `usage` naming the known ones when there is none of that id. */
  async manifest(id: string): Promise<Manifest> {
    const known: string[] = [];
    for await (const { manifest } of this.#manifests()) {
      if (manifest.id === id) return manifest;
      known.push(manifest.id);
    }
    throw unknownGeneration(id, known);
  }

  /** Adds a generation whose chunks are all there. Throws what the file system throws, and a RangeError for a chunk that is gone. */
  async add(manifest: Manifest): Promise<void> {
    for (const chunk of chunksOf(manifest))
      if (!(await this.chunks.has(chunk))) throw new RangeError(`chunk ${chunk.hash.slice(0, 12)} is gone`);
    await this.#options.writeAtomically(this.#pathOf(manifest.id), encodeManifest(manifest));
  }

  /**
   * Removes what is beyond the limits.
   * @param newest id of the one that was added last; the names of those of one second do not tell
   * @returns the ids of what was removed
   */
  async prune(limits: GenerationLimits, newest: string): Promise<readonly string[]> {
    const found: { readonly kept: Kept; readonly id: string; readonly collectedAt: number }[] = [];
    for await (const { manifest, pinned } of this.#manifests()) {
      const { id, scope } = manifest;
      const collectedAt = id === newest ? Number.POSITIVE_INFINITY : manifest.collectedAt;
      found.push({ kept: { id, scope, pinned, chunks: chunksOf(manifest) }, id, collectedAt });
    }
    const { remove } = planRemoval(
      found.toSorted(byAge).map(({ kept }) => kept),
      limits,
    );
    for (const id of remove) await this.#removeFiles(id);
    return remove;
  }

  /** Throws `usage` for an id that is not there. Its chunks go with the next sweep(). */
  async remove(id: string): Promise<void> {
    await this.manifest(id);
    await this.#removeFiles(id);
  }

  /** Throws `usage` for an id that is not there, and what the file system throws. */
  async setPinned(id: string, pinned: boolean): Promise<void> {
    await this.manifest(id);
    const path = join(this.folder, `${id}.pin`);
    if (pinned) await writeFile(path, '', { mode: 0o600 });
    else await rm(path, { force: true });
  }

  /** Removes chunks that no generation uses, unless somebody is writing some. Never rejects. */
  async sweep(): Promise<void> {
    // Moments of files are finer than ours: what was written in this millisecond is not new.
    const begun = Date.now() + 1;
    if (await this.#writers.any()) return;
    const used = new Set<string>();
    for await (const { manifest } of this.#manifests()) for (const { hash } of chunksOf(manifest)) used.add(hash);
    for (const name of await this.#names())
      if (UNFINISHED_NAME.test(name)) await rm(join(this.folder, name), { force: true }).catch(() => {});
    await this.chunks.sweep(used, begun);
  }

  /** Puts a file of the folder out of the way, and says so. Never rejects. */
  async setAside(name: string, reason: string): Promise<void> {
    const folder = join(this.folder, SET_ASIDE);
    const { onNotice } = this.#options;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(join(this.folder, name), join(folder, `${name}.${Date.now()}`));
      onNotice(`"${name}" in the folder ${this.folder} was set aside, because ${reason}.`);
    } catch (error) {
      // Somebody else may have done so in this moment.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        onNotice(`"${name}" in the folder ${this.folder} is left out, because ${reason}.`);
    }
  }

  async *#manifests(): AsyncGenerator<{ readonly manifest: Manifest; readonly pinned: boolean }> {
    const names = await this.#names();
    const pins = new Set(names.flatMap((name) => PIN_NAME.exec(name)?.[1] ?? []));
    for (const name of names.toSorted()) {
      const id = MANIFEST_NAME.exec(name)?.[1];
      if (id === undefined) {
        const ours = PIN_NAME.test(name) || UNFINISHED_NAME.test(name) || FOLDERS.includes(name);
        if (!ours && !name.startsWith('.')) await this.setAside(name, 'it is no generation');
        continue;
      }
      const manifest = await this.#read(name, id);
      if (manifest) yield { manifest, pinned: pins.has(id) };
    }
  }

  /** Undefined for one that was removed meanwhile, or is set aside. */
  async #read(name: string, id: string): Promise<Manifest | undefined> {
    const path = join(this.folder, name);
    try {
      const { size } = await stat(path);
      if (size > MAX_MANIFEST_BYTES) throw new RangeError(`${size} bytes are more than it may have`);
      const manifest = decodeManifest(await readFile(path, 'utf8'));
      if (manifest.id !== id) throw new RangeError(`it says that it is ${manifest.id}`);
      return manifest;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      await this.setAside(name, `it cannot be read (${error instanceof Error ? error.message : error})`);
      return undefined;
    }
  }

  #names(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }

  #pathOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  async #removeFiles(id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
    await rm(join(this.folder, `${id}.pin`), { force: true });
  }
}

/** Oldest first; those of one moment in an order that stays. */
function byAge(
  left: { readonly id: string; readonly collectedAt: number },
  right: { readonly id: string; readonly collectedAt: number },
): number {
  return left.collectedAt - right.collectedAt || (left.id < right.id ? -1 : 1);
}

function chunksOf({ kinds }: Manifest): Kept['chunks'] {
  return kinds.flatMap(({ chunks }) => chunks);
}

function unknownGeneration(id: string, known: readonly string[]): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `There is no generation "${id}".`,
    action:
      known.length === 0
        ? 'None is kept yet: each completed collection becomes one.'
        : `There are: ${known.toReversed().join(', ')}.`,
  });
}
