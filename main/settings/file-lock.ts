import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 10;
/** What is done under a lock takes milliseconds; one this old belongs to a computer that crashed, or to another one. */
const DEAD_MS = 5000;

/**
 * Runs `work` while nobody else, of this process or another, holds the same lock: a file that holds its owner's pid. An owner that died
 * without letting go is noticed. Throws what the file system says when the lock cannot be made.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    const owner = await ownerOf(path);
    if (owner !== undefined && (await isDead(path, owner))) await discard(path, owner);
    else await pause(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when it was let go of in this moment; empty when its owner has not signed it yet. */
function ownerOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function isDead(path: string, owner: string): Promise<boolean> {
  const since = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  return Date.now() - since > DEAD_MS || (owner !== '' && !isAlive(Number(owner)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Renames the lock away first, so that of several who wait exactly one removes it. */
async function discard(path: string, owner: string): Promise<void> {
  const away = `${path}.dead-${process.pid}`;
  try {
    await rename(path, away);
    // A new owner's already: given back.
    if ((await ownerOf(away)) !== owner) await rename(away, path);
    else await rm(away, { force: true });
  } catch {
    // Somebody else was faster.
  }
}
