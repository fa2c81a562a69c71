import { MOST_LISTED, type StoredKey, type StoreInfo } from './cache-store.ts';
import { isNotOurs, type OpenedDatabase, openDatabase, type Statements, setAside } from './embedded-database.ts';

/** Evicting goes on until this share of the limit, so that not every write evicts again. */
const EVICT_TO = 0.9;
/** Bytes written between two looks at what has expired and at the size, which costs a walk through the index. */
const SWEEP_BYTES = 2 * 1024 * 1024;
/** Free pages given back to the disk at a time, while collecting; whoever deletes waits for all of them. */
const VACUUM_PAGES = 2000;
const ALL_PAGES = 0;

export interface EmbeddedStoreOptions {
  /** Path of the database file. */
  readonly path: string;
  /** Most bytes of values kept. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * The cache without a server: one SQLite file, shared by every Heapsphere of this user. Synchronous, so it runs in a thread of
 * its own (embedded-worker.ts). Beyond maxBytes the oldest generation goes: its manifest, and every entry that no
 * younger generation has touched.
 */
export class EmbeddedStore {
  readonly #options: EmbeddedStoreOptions;
  readonly #now: () => number;
  #opened: OpenedDatabase;
  #sinceSweep = 0;

  /** Opens the file; one that is no database of ours is set aside. Throws CacheError when none can be opened. */
  constructor(options: EmbeddedStoreOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#opened = openDatabase(options.path);
    try {
      this.#sweep();
    } catch {
      // Another process writes at this moment; there is a next time.
    }
  }

  get(key: string): Uint8Array | undefined {
    const row = this.#run(({ get }) => get.get(key, this.#now()));
    return (row as { readonly value: Uint8Array } | undefined)?.value;
  }

  set(key: string, value: Uint8Array, ttlMs: number): void {
    const now = this.#now();
    this.#run(({ set }) => set.run(key, value, value.byteLength, now + ttlMs, now));
    this.#sinceSweep += value.byteLength;
    if (this.#sinceSweep >= SWEEP_BYTES) this.#sweep();
  }

  touch(key: string, ttlMs: number): boolean {
    const now = this.#now();
    return this.#run(({ touch }) => touch.run(now + ttlMs, now, key, now)).changes > 0;
  }

  delete(keys: readonly string[]): void {
    for (const key of keys) this.#run((statements) => statements.delete.run(key));
    this.#giveBack(ALL_PAGES);
  }

  list(prefix: string, containing = ''): StoredKey[] {
    const rows = this.#run(({ list }) => list.all(prefix.length, prefix, containing, this.#now(), MOST_LISTED));
    return rows.map((row) => ({ key: String(row.key), expiresAt: Number(row.expires) }));
  }

  lock(key: string, token: string, ttlMs: number): boolean {
    const now = this.#now();
    return this.#run(({ lock }) => lock.run(key, token, now + ttlMs, now, token)).changes > 0;
  }

  unlock(key: string, token: string): void {
    this.#run(({ unlock }) => unlock.run(key, token));
  }

  info(): StoreInfo {
    const { path, maxBytes } = this.#options;
    return { backend: 'embedded', location: path, memory: { usedBytes: this.#size(), maxBytes } };
  }

  close(): void {
    this.#opened.database.close();
  }

  /** A file that turns out to be damaged is set aside: this call fails, and the next one finds an empty cache. */
  #run<T>(query: (statements: Statements) => T): T {
    try {
      return query(this.#opened.statements);
    } catch (error) {
      if (isNotOurs(error)) {
        this.#opened.database.close();
        setAside(this.#options.path);
        this.#opened = openDatabase(this.#options.path);
      }
      throw error;
    }
  }

  #size(): number {
    return Number(this.#run(({ size }) => size.get())?.bytes ?? 0);
  }

  #sweep(): void {
    this.#sinceSweep = 0;
    const expired = this.#run(({ expire }) => expire.run(this.#now()));
    this.#run(({ expireLocks }) => expireLocks.run(this.#now()));
    if (expired.changes > 0) this.#giveBack(VACUUM_PAGES);
    this.#evict();
  }

  #evict(): void {
    const { maxBytes } = this.#options;
    if (this.#size() <= maxBytes) return;
    while (this.#size() > maxBytes * EVICT_TO) {
      const oldest = this.#run(({ oldestManifest, oldest }) => oldestManifest.get() ?? oldest.get());
      if (oldest === undefined) break;
      this.#run(({ evict }) => evict.run(Number(oldest.touched)));
    }
    this.#giveBack(VACUUM_PAGES);
  }

  #giveBack(pages: number): void {
    this.#opened.database.exec(`PRAGMA incremental_vacuum(${pages})`);
  }
}
