import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** No collection takes longer; a process id this old may be somebody else's by now. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Who writes chunks that no manifest names yet, this process or another: a file for each. While there are any, chunks that
 * nobody uses must stay.
 */
export class Writers {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns the end of writing. Throws what the file system throws. */
  async begin(): Promise<() => Promise<void>> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, `${process.pid}-${randomUUID()}`);
    await writeFile(path, '', { mode: 0o600 });
    return () => rm(path, { force: true }).catch(() => {});
  }

  /** Whether somebody is at it. What processes that are gone left behind is removed. */
  async any(): Promise<boolean> {
    let found = false;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
      const pid = Number(/^(\d+)-/.exec(name)?.[1]);
      if (Date.now() - mtimeMs < LONGEST_MS && Number.isInteger(pid) && isAlive(pid)) found = true;
      else await rm(path, { force: true, recursive: true }).catch(() => {});
    }
    return found;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
