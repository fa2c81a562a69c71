import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Tour } from './tour.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapsphere-tour-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

test('is due once, in this run and in all later ones', async () => {
  const first = await Tour.open(folder);
  expect(first.isDue).toBe(true);
  await first.seen();
  expect(first.isDue).toBe(false);
  expect((await Tour.open(folder)).isDue).toBe(false);
  expect(JSON.parse(await readFile(join(folder, 'tour.json'), 'utf8'))).toEqual({ version: 1, seen: true });
});

test('a damaged file counts as none', async () => {
  await writeFile(join(folder, 'tour.json'), '{"version":2}');
  expect((await Tour.open(folder)).isDue).toBe(true);
});

test('a folder that cannot be written is told, and this run is not shown it again', async () => {
  const tour = await Tour.open(join(folder, 'gone'));
  await expect(tour.seen()).rejects.toMatchObject({
    data: { code: 'internal', message: /tour\.json cannot be written/ },
  });
  expect(tour.isDue).toBe(false);
});
