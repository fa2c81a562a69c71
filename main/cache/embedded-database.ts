import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { KEY_PREFIX, MANIFEST_PART } from './cache-keys.ts';
import { CacheError } from './cache-store.ts';

const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY, bytes INTEGER NOT NULL, expires INTEGER NOT NULL, touched INTEGER NOT NULL, value BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS entries_touched ON entries (touched, bytes);
  CREATE TABLE IF NOT EXISTS locks (key TEXT PRIMARY KEY, token TEXT NOT NULL, expires INTEGER NOT NULL);
`;

// A lock that outlives one made now by more than it takes to get hold of the file was made by a clock that has been set back
// since: nobody waits for that one.
const STATEMENTS = {
  get: 'SELECT value FROM entries WHERE key = ? AND expires > ?',
  set: `INSERT INTO entries (key, value, bytes, expires, touched) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET
          value = excluded.value, bytes = excluded.bytes, expires = excluded.expires, touched = excluded.touched`,
  touch: 'UPDATE entries SET expires = ?, touched = ? WHERE key = ? AND expires > ?',
  delete: 'DELETE FROM entries WHERE key = ?',
  list: 'SELECT key, expires FROM entries WHERE substr(key, 1, ?) = ? AND instr(key, ?) > 0 AND expires > ? LIMIT ?',
  lock: `INSERT INTO locks (key, token, expires) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET token = excluded.token, expires = excluded.expires
         WHERE locks.expires <= ? OR locks.expires > excluded.expires + 10000 OR locks.token = ?`,
  unlock: 'DELETE FROM locks WHERE key = ? AND token = ?',
  size: 'SELECT coalesce(sum(bytes), 0) AS bytes FROM entries',
  expire: 'DELETE FROM entries WHERE expires <= ?',
  expireLocks: 'DELETE FROM locks WHERE expires <= ?',
  oldestManifest: `SELECT touched FROM entries WHERE key LIKE '${KEY_PREFIX}%${MANIFEST_PART}%' ORDER BY touched LIMIT 1`,
  oldest: 'SELECT touched FROM entries ORDER BY touched LIMIT 1',
  evict: 'DELETE FROM entries WHERE touched <= ?',
} as const;

export type Statements = Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  readonly statements: Statements;
}

/** Opens the file; one that is no database of ours is set aside. Throws CacheError when none can be opened. */
export function openDatabase(path: string): OpenedDatabase {
  try {
    return prepareDatabase(path);
  } catch (error) {
    // One that is busy, or lies on a disk that is full or failing, stays where it is.
    if (!isNotOurs(error)) throw cannotOpen(path, error);
    try {
      setAside(path);
      return prepareDatabase(path);
    } catch {
      throw cannotOpen(path, error);
    }
  }
}

/** Whatever it is, it may matter to somebody; a cache can start anew. */
export function setAside(path: string): void {
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) renameSync(path + suffix, `${path}${suffix}.bad`);
}

class UnknownFormat extends Error {}

/** SQLite's result codes for other tables than ours, a damaged file, and one that is no database. */
const NOT_OURS = new Set([1, 11, 26]);

export function isNotOurs(error: unknown): boolean {
  const { errcode = 0 } = error as { readonly errcode?: number };
  return error instanceof UnknownFormat || NOT_OURS.has(errcode & 0xff);
}

function prepareDatabase(path: string): OpenedDatabase {
  // Inventory is for its owner alone; SQLite would make the file by the umask.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  try {
    // Several processes share the file: readers never wait for a writer, and a writer waits for another one.
    database.exec('PRAGMA busy_timeout = 2000');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
    if (version !== 0 && version !== FORMAT)
      throw new UnknownFormat(`its format is ${version}, and this version reads ${FORMAT}`);
    // Waits for whoever writes, so for a new file only.
    if (version === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('PRAGMA journal_size_limit = 4194304; PRAGMA cache_size = -2048');
    if (version === 0) database.exec(`${SCHEMA} PRAGMA user_version = ${FORMAT};`);
    const prepared = Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]);
    return { database, statements: Object.fromEntries(prepared) as Statements };
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
