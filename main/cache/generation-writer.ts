import type { MissingReport } from '../../shared/inventory.ts';
import { chunkHash, chunkKey } from './cache-keys.ts';
import { CacheError, type CacheStore } from './cache-store.ts';
import { encodeManifest, type Manifest, type ManifestChunk } from './manifest.ts';

/** Chunk writes under way at once; with more, a slow cache would fill our heap. */
const WRITES_UNDER_WAY = 4;

interface WriterOptions {
  readonly store: CacheStore;
  readonly namespace: string;
  /** Names of chunks that lie there already, most likely. */
  readonly known: ReadonlySet<string>;
  readonly ttlMs: number;
  readonly key: string;
  readonly manifest: Omit<Manifest, 'rows' | 'chunks' | 'missing'>;
}

/** Writes the chunks of one kind, a few at a time, and the manifest when all of them are there. */
export class GenerationWriter {
  readonly #options: WriterOptions;
  readonly #chunks: ManifestChunk[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #failure: CacheError | undefined;
  #written = 0;
  #unchanged = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Chunks stored, and chunks that lay there already. */
  get counts(): { readonly written: number; readonly unchanged: number } {
    return { written: this.#written, unchanged: this.#unchanged };
  }

  /** Adds a chunk; resolves when there is room for the next one. Rejects with what an earlier write failed of. */
  async add(bytes: Uint8Array, rows: number, raw: number): Promise<void> {
    const hash = chunkHash(bytes);
    this.#chunks.push({ hash, rows, raw, stored: bytes.byteLength });
    const write = this.#write(hash, bytes).catch((error: unknown) => {
      this.#failure ??= asCacheError(error);
    });
    this.#underWay.add(write);
    void write.then(() => this.#underWay.delete(write));
    if (this.#underWay.size >= WRITES_UNDER_WAY) await Promise.race(this.#underWay);
    if (this.#failure) throw this.#failure;
  }

  /** All rows are there: waits for the chunks, then writes the manifest. */
  async commit(missing: readonly MissingReport[]): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure;
    const { store, key, manifest, ttlMs } = this.#options;
    const rows = this.#chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
    await store.set(key, encodeManifest({ ...manifest, rows, chunks: this.#chunks, missing: [...missing] }), ttlMs);
  }

  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    const { store, namespace, known, ttlMs } = this.#options;
    const key = chunkKey(namespace, hash);
    if (known.has(hash) && (await store.touch(key, ttlMs))) {
      this.#unchanged += 1;
      return;
    }
    await store.set(key, bytes, ttlMs);
    this.#written += 1;
  }
}

function asCacheError(error: unknown): CacheError {
  if (error instanceof CacheError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CacheError(message, 'Collections go on without a cache.', false, { cause: error });
}
