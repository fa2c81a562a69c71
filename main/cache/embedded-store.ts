import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { CacheError, MOST_LISTED, type StoredKey, type StoreInfo } from './cache-store.ts';

const FORMAT = 1;
/** Evicting goes on until this share of the limit, so that not every write evicts again. */
const EVICT_TO = 0.9;
/** Bytes written between two looks at what has expired and at the size, which costs a walk through the index. */
const SWEEP_BYTES = 2 * 1024 * 1024;
/** Free pages given back to the disk at a time. */
const VACUUM_PAGES = 2000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY, bytes INTEGER NOT NULL, expires INTEGER NOT NULL, touched INTEGER NOT NULL, value BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS entries_touched ON entries (touched, bytes);
  CREATE TABLE IF NOT EXISTS locks (key TEXT PRIMARY KEY, token TEXT NOT NULL, expires INTEGER NOT NULL);
`;

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
  readonly #database: DatabaseSync;
  readonly #statements: Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;
  #sinceSweep = 0;

  /** Opens the file; one that is no database of ours is set aside. Throws CacheError when none can be opened. */
  constructor(options: EmbeddedStoreOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#database = openDatabase(options.path);
    const prepared = Object.entries(STATEMENTS).map(([name, sql]) => [name, this.#database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof STATEMENTS, StatementSync>;
    this.#sweep();
  }

  get(key: string): Uint8Array | undefined {
    const row = this.#statements.get.get(key, this.#now()) as { readonly value: Uint8Array } | undefined;
    return row?.value;
  }

  set(key: string, value: Uint8Array, ttlMs: number): void {
    const now = this.#now();
    this.#statements.set.run(key, value, value.byteLength, now + ttlMs, now);
    this.#sinceSweep += value.byteLength;
    if (this.#sinceSweep >= SWEEP_BYTES) this.#sweep();
  }

  touch(key: string, ttlMs: number): boolean {
    const now = this.#now();
    return this.#statements.touch.run(now + ttlMs, now, key, now).changes > 0;
  }

  delete(keys: readonly string[]): void {
    for (const key of keys) this.#statements.delete.run(key);
    this.#giveBack();
  }

  list(prefix: string): StoredKey[] {
    const rows = this.#statements.list.all(prefix.length, prefix, this.#now(), MOST_LISTED);
    return rows.map((row) => ({ key: String(row.key), expiresAt: Number(row.expires) }));
  }

  lock(key: string, token: string, ttlMs: number): boolean {
    const now = this.#now();
    return this.#statements.lock.run(key, token, now + ttlMs, now, token).changes > 0;
  }

  unlock(key: string, token: string): void {
    this.#statements.unlock.run(key, token);
  }

  info(): StoreInfo {
    const { path, maxBytes } = this.#options;
    return { backend: 'embedded', location: path, memory: { usedBytes: this.#size(), maxBytes } };
  }

  close(): void {
    this.#database.close();
  }

  #size(): number {
    return Number(this.#statements.size.get()?.bytes ?? 0);
  }

  #sweep(): void {
    this.#sinceSweep = 0;
    const expired = this.#statements.expire.run(this.#now());
    this.#statements.expireLocks.run(this.#now());
    if (expired.changes > 0) this.#giveBack();
    this.#evict();
  }

  #evict(): void {
    const { maxBytes } = this.#options;
    if (this.#size() <= maxBytes) return;
    while (this.#size() > maxBytes * EVICT_TO) {
      const oldest = this.#statements.oldestManifest.get() ?? this.#statements.oldest.get();
      if (oldest === undefined || this.#statements.evict.run(Number(oldest.touched)).changes === 0) break;
    }
    this.#giveBack();
  }

  #giveBack(): void {
    this.#database.exec(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`);
  }
}

const STATEMENTS = {
  get: 'SELECT value FROM entries WHERE key = ? AND expires > ?',
  set: `INSERT INTO entries (key, value, bytes, expires, touched) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET
          value = excluded.value, bytes = excluded.bytes, expires = excluded.expires, touched = excluded.touched`,
  touch: 'UPDATE entries SET expires = ?, touched = ? WHERE key = ? AND expires > ?',
  delete: 'DELETE FROM entries WHERE key = ?',
  list: 'SELECT key, expires FROM entries WHERE substr(key, 1, ?) = ? AND expires > ? LIMIT ?',
  lock: `INSERT INTO locks (key, token, expires) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET token = excluded.token, expires = excluded.expires
         WHERE locks.expires <= ? OR locks.token = ?`,
  unlock: 'DELETE FROM locks WHERE key = ? AND token = ?',
  size: 'SELECT coalesce(sum(bytes), 0) AS bytes FROM entries',
  expire: 'DELETE FROM entries WHERE expires <= ?',
  expireLocks: 'DELETE FROM locks WHERE expires <= ?',
  oldestManifest: "SELECT touched FROM entries WHERE key LIKE 'vmo:%:man:%' ORDER BY touched LIMIT 1",
  oldest: 'SELECT touched FROM entries ORDER BY touched LIMIT 1',
  evict: 'DELETE FROM entries WHERE touched <= ?',
} as const;

function openDatabase(path: string): DatabaseSync {
  try {
    return prepareDatabase(path);
  } catch (error) {
    if (!existsSync(path)) throw cannotOpen(path, error);
    try {
      // Whatever it is, it may matter to somebody; a cache can start anew.
      for (const suffix of ['', '-wal', '-shm'])
        if (existsSync(path + suffix)) renameSync(path + suffix, `${path}${suffix}.bad`);
      return prepareDatabase(path);
    } catch {
      throw cannotOpen(path, error);
    }
  }
}

function prepareDatabase(path: string): DatabaseSync {
  // Inventory is for its owner alone; SQLite would make the file by the umask.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  try {
    // Several processes share the file: readers never wait for a writer, and a writer waits for another one.
    database.exec(
      'PRAGMA busy_timeout = 2000; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;',
    );
    database.exec('PRAGMA journal_size_limit = 4194304; PRAGMA cache_size = -2048;');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
    if (version !== 0 && version !== FORMAT)
      throw new Error(`its format is ${version}, and this version reads ${FORMAT}`);
    database.exec(`${SCHEMA} PRAGMA user_version = ${FORMAT};`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function cannotOpen(path: string, error: unknown): CacheError {
  return new CacheError(
    `The embedded cache ${path} cannot be opened: ${error instanceof Error ? error.message : error}.`,
    'Check that you may write there and that the disk has room; collections go on without a cache.',
    true,
    { cause: error },
  );
}
