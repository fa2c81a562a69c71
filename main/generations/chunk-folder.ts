import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerationChunk } from './manifest.ts';

export const CHUNK_FOLDER_NAME = 'chunks';
const NAME = /^[0-9a-f]{64}$/;
const SHELF = /^[0-9a-f]{2}$/;

/**
 * Chunks as files that are named by the SHA-256 of their bytes, in 256 folders: equal chunks lie there once, and other bytes
 * under a name are found out. A file appears under its name when it is whole.
 */
export class ChunkFolder {
  readonly #path: string;
  #temporary = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @param folder of the generations */
  static of(folder: string): ChunkFolder {
    return new ChunkFolder(join(folder, CHUNK_FOLDER_NAME));
  }

  /** Stores bytes, unless they lie there already. Throws what the file system throws. */
  async write(bytes: Uint8Array): Promise<Pick<GenerationChunk, 'hash' | 'stored'>> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const path = this.#pathOf(hash);
    const stored = bytes.byteLength;
    const there = await stat(path).catch(() => undefined);
    if (there?.size === stored) {
      // A sweep that is under way in another process sees that it is wanted again.
      const now = new Date();
      await utimes(path, now, now);
      return { hash, stored };
    }
    this.#temporary += 1;
    // Not forced to the disk one by one, which would take seconds: a power failure is found out when it is read.
    const beside = `${path}.${process.pid}-${this.#temporary}.new`;
    try {
      await writeFile(beside, bytes, { mode: 0o600 }).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        await mkdir(this.#shelfOf(hash), { recursive: true, mode: 0o700 });
        await writeFile(beside, bytes, { mode: 0o600 });
      });
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw error;
    }
    return { hash, stored };
  }

  /** The bytes of a chunk. Throws a RangeError when they are not there or not what they were. */
  async read({ hash, stored }: GenerationChunk): Promise<Uint8Array> {
    const path = this.#pathOf(hash);
    const { size } = await stat(path).catch(() => ({ size: -1 }));
    if (size < 0) throw new RangeError(`chunk ${hash.slice(0, 12)} is not there`);
    // Before it is read: whatever lies there now may be larger than memory.
    if (size !== stored) throw new RangeError(`chunk ${hash.slice(0, 12)} has ${size} bytes instead of ${stored}`);
    const bytes = await readFile(path);
    if (createHash('sha256').update(bytes).digest('hex') !== hash)
      throw new RangeError(`chunk ${hash.slice(0, 12)} holds other bytes than it did`);
    return bytes;
  }

  async has({ hash, stored }: GenerationChunk): Promise<boolean> {
    const there = await stat(this.#pathOf(hash)).catch(() => undefined);
    return there?.size === stored;
  }

  /**
   * Removes every chunk that is not used, and what was left half written, unless it is newer than that moment. Files of other names are
   * left alone.
   * @param before milliseconds since the epoch
   */
  async sweep(used: ReadonlySet<string>, before: number): Promise<void> {
    for (const shelf of await namesIn(this.#path)) {
      if (!SHELF.test(shelf)) continue;
      for (const name of await namesIn(join(this.#path, shelf))) {
        const unused = NAME.test(name) ? !used.has(name) : name.endsWith('.new');
        if (unused) await removeOlder(join(this.#path, shelf, name), before);
      }
    }
  }

  #shelfOf(hash: string): string {
    return join(this.#path, hash.slice(0, 2));
  }

  #pathOf(hash: string): string {
    return join(this.#shelfOf(hash), hash);
  }
}

async function removeOlder(path: string, before: number): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there && there.mtimeMs < before) await rm(path, { force: true }).catch(() => {});
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
