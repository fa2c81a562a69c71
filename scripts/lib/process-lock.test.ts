import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './process-lock.mjs';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapsphere-lock-'));
  path = join(folder, 'install.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lets one in at a time, and leaves nothing behind', async () => {
  const inside: number[] = [];
  let most = 0;
  await Promise.all(
    [1, 2, 3].map((each) =>
      withLock(path, 'a test', async () => {
        inside.push(each);
        most = Math.max(most, inside.length);
        await new Promise((resolve) => setImmediate(resolve));
        inside.pop();
      }),
    ),
  );
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

it('takes over from an owner that has died', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  mkdirSync(path);
  writeFileSync(join(path, 'pid'), String(pid));
  expect(await withLock(path, 'a test', async () => 'done')).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

it('lets go when the work fails', async () => {
  const failing = withLock(path, 'a test', async () => {
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(existsSync(path)).toBe(false);
});
