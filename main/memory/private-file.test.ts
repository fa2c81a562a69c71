import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeapsphereError } from '../../shared/errors.ts';
import { type FileFiller, writePrivateFile } from './private-file.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'private-'));
  folder = join(parent, 'memory');
});
afterEach(() => rm(parent, { recursive: true }));

const AT = new Date(2026, 10, 24, 23, 6, 5).getTime();
const write = (content: string | FileFiller, { at = AT, signal = new AbortController().signal } = {}) =>
  writePrivateFile(content, { folder, isolate: 'collector-3', extension: '.heapsnapshot', at, signal });

describe('writePrivateFile', () => {
  it('writes for the owner alone, under a name that tells what it is', async () => {
    const file = await write(async (path) => {
      await access(path);
      await writeFile(path, 'half and half');
    });
    expect(file).toEqual({ path: join(folder, 'collector-3 2026-11-24 23.06.05.heapsnapshot'), bytes: 13 });
    expect(await readFile(file.path, 'utf8')).toBe('half and half');
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('overwrites no other file', async () => {
    const files = await Promise.all([write('one'), write('two'), write('three')]);
    const contents = await Promise.all(files.map(({ path }) => readFile(path, 'utf8')));
    expect(contents).toEqual(['one', 'two', 'three']);
    expect((await readdir(folder)).sort()).toEqual([
      'collector-3 2026-11-24 23.06.05 (2).heapsnapshot',
      'collector-3 2026-11-24 23.06.05 (3).heapsnapshot',
      'collector-3 2026-11-24 23.06.05.heapsnapshot',
    ]);
  });

  it('overwrites none that gets its name while the next one is begun', async () => {
    for (let round = 0; round < 200; round += 1) {
      const at = AT + round * 1000;
      const first = write('first', { at });
      // Begun a little later each time, until the first is nearly done.
      for (let turn = 0; turn < round % 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const files = await Promise.all([first, write('second', { at })]);
      expect(await Promise.all(files.map(({ path }) => readFile(path, 'utf8')))).toEqual(['first', 'second']);
    }
  });

  it('leaves nothing of a file that could not be finished, and says why', async () => {
    const ended = new HeapsphereError({ code: 'usage', message: 'It has ended.', action: 'Choose another one.' });
    const failing = (error: Error) => async (path: string) => {
      await writeFile(path, 'x'.repeat(100_000));
      throw error;
    };
    await expect(write(failing(ended))).rejects.toBe(ended);
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    await expect(write(failing(full))).rejects.toThrow(`There is no room left for the file in ${folder};`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing of a file that was given up, but waits for whoever fills it', async () => {
    const giveUp = new AbortController();
    const filler = async (path: string) => {
      giveUp.abort(new Error('closing'));
      await new Promise((resolve) => setImmediate(resolve));
      await writeFile(path, 'late');
    };
    await expect(write(filler, { signal: giveUp.signal })).rejects.toThrow('closing');
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the folder that cannot be made', async () => {
    await writeFile(folder, 'a file stands in its place');
    await expect(write('text')).rejects.toMatchObject({
      data: { code: 'usage', message: expect.stringContaining(`Nothing can be written to ${folder}: `) },
    });
  });
});
