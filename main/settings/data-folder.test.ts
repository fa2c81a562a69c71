import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { defaultDataFolder, openDataFolder } from './data-folder.ts';

describe('the data folder', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string, string]>([
    ['linux', {}, '/home/me', '/home/me/.local/share/heapsphere'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/me', '/data/heapsphere'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/me', '/home/me/.local/share/heapsphere'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/me', '/home/me/.local/share/heapsphere'],
    ['freebsd', {}, '/home/me', '/home/me/.local/share/heapsphere'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/me', '/Users/me/Library/Application Support/Heapsphere'],
    ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\me', 'D:\\Roaming\\Heapsphere'],
    ['win32', {}, 'C:\\Users\\me', 'C:\\Users\\me\\AppData\\Roaming\\Heapsphere'],
  ])(
    'is on %s with %j where programs of that platform keep what is theirs',
    (platform, environment, home, expected) => {
      expect(defaultDataFolder(environment, platform, home)).toBe(expected);
    },
  );

  it('is made with its parents, for its owner alone, and may be there already', async () => {
    const path = join(await temporaryFolder(), 'a', 'b');
    expect(await openDataFolder(path)).toBe(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await writeFile(join(path, 'kept'), '');
    await openDataFolder(path);
    expect(await readdir(path)).toEqual(['kept']);
  });

  it('is refused, named, where it cannot be made', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(openDataFolder(join(file, 'folder'))).rejects.toMatchObject({
      data: {
        code: 'usage',
        field: 'dataFolder',
        message: expect.stringContaining(join(file, 'folder')),
        action: expect.stringContaining('HEAPSPHERE_DATA_DIR'),
      },
    });
  });
});
