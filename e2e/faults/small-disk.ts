import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a few MiB in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves at most so many bytes free. */
  fill(leaving?: number): void;
  /** Takes back what fill() wrote. */
  makeRoom(): void;
  remove(): void;
}

/** Mounts a small disk; undefined, with a line that says why, where nobody may mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'heapsphere-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    console.warn(`Skipped: a full disk needs the right to mount one (${String(error).split('\n').at(-2) ?? error}).`);
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: (leaving = 0) => fill(filler, folder, leaving),
    makeRoom: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fill(filler: string, folder: string, leaving: number): void {
  const block = Buffer.alloc(4096, 1);
  const file = openSync(filler, 'a');
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(folder);
      if (bavail * bsize <= leaving) return;
      writeSync(file, block);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
