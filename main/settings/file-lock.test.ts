import { spawnSync } from 'node:child_process';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { withFileLock } from './file-lock.ts';

describe('a lock on a file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'lock');
  });

  it('lets one in at a time, and goes with the last', async () => {
    let inside = 0;
    const most: number[] = [];
    const work = () =>
      withFileLock(path, async () => {
        inside += 1;
        most.push(inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 10 }, work));
    expect(most).toEqual(new Array(10).fill(1));
    expect(await readdir(folder)).toEqual([]);
  });

  it('hands on what is thrown, and is let go of then', async () => {
    await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFileLock(path, async () => 7)).toBe(7);
  });

  it('is taken over from an owner that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(path, String(pid));
    expect(await withFileLock(path, async () => 7)).toBe(7);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over when it is far too old, whoever owns it', async () => {
    for (const owner of [String(process.pid), '']) {
      await writeFile(path, owner);
      const before = new Date(Date.now() - 60_000);
      await utimes(path, before, before);
      expect(await withFileLock(path, async () => 7)).toBe(7);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused where it cannot be made', async () => {
    await expect(withFileLock(join(folder, 'not', 'there'), async () => 7)).rejects.toThrow('ENOENT');
  });
});
