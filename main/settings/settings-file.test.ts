import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { changeSettingsFile, readSettingsFile } from './settings-file.ts';

const EMPTY = { texts: {}, attributes: {} };
const GOOD = {
  version: 1,
  settings: { VSPHERE_BATCH_SIZE: '100', VSPHERE_SERVER: 'vc.example.org' },
  attributes: { Datastore: ['summary.capacity'] },
};

describe('the settings file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'settings.json');
  });

  it('need not be there', async () => {
    expect(await readSettingsFile(path)).toEqual({ stored: EMPTY });
    expect(await readdir(folder)).toEqual([]);
  });

  it('holds texts by variable name, and attributes', async () => {
    await writeFile(path, JSON.stringify(GOOD));
    expect(await readSettingsFile(path)).toEqual({
      stored: {
        texts: { batchSize: '100', server: 'vc.example.org' },
        attributes: { Datastore: ['summary.capacity'] },
      },
    });
    await writeFile(path, '{"version":1}');
    expect(await readSettingsFile(path)).toEqual({ stored: EMPTY });
  });

  it('is written for its owner alone, as it is read', async () => {
    const stored = { texts: { batchSize: '100' }, attributes: { HostSystem: ['name', 'parent'] } };
    expect(await changeSettingsFile(path, () => stored)).toEqual({ stored });
    expect(await readSettingsFile(path)).toEqual({ stored });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      version: 1,
      settings: { VSPHERE_BATCH_SIZE: '100' },
      attributes: { HostSystem: ['name', 'parent'] },
    });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  const wrong: readonly (readonly [what: string, content: string, why: RegExp])[] = [
    ['garbage', 'not { JSON', /it is not JSON/],
    ['nothing', '', /it is not JSON/],
    ['half of itself', JSON.stringify(GOOD).slice(0, 40), /it is not JSON/],
    ['a list', '[]', /the file/],
    ['another version', JSON.stringify({ ...GOOD, version: 2 }), /version/],
    ['no version', JSON.stringify({ settings: {} }), /version/],
    ['an unknown field', JSON.stringify({ ...GOOD, extra: 1 }), /extra/],
    ['an unknown setting', withSetting('VSPHERE_TOASTER', 'x'), /"VSPHERE_TOASTER" is no setting/],
    ['a setting by its key', withSetting('batchSize', '5'), /"batchSize" is no setting/],
    ['a bad value', withSetting('VSPHERE_BATCH_SIZE', '5000'), /VSPHERE_BATCH_SIZE: "5000".+1 to 1000/],
    ['a value that is no text', withSetting('VSPHERE_BATCH_SIZE', 100), /VSPHERE_BATCH_SIZE/],
    ['a password', withSetting('VSPHERE_PASSWORD', 'hunter2'), /"VSPHERE_PASSWORD" is no setting/],
    ['a secret in a URL', withSetting('REDIS_URL', 'redis://:hunter2@h'), /"REDIS_URL" is no setting/],
    ['a data folder', withSetting('HEAPSPHERE_DATA_DIR', '/'), /"HEAPSPHERE_DATA_DIR" is no setting/],
    ['an unknown attribute', JSON.stringify({ ...GOOD, attributes: { Datastore: ['x.y'] } }), /no attribute "x\.y"/],
    ['an unknown kind', JSON.stringify({ ...GOOD, attributes: { Toaster: [] } }), /attributes/],
    ['too much', JSON.stringify({ ...GOOD, attributes: { Datastore: ['x'.repeat(1024 * 1024)] } }), /larger than/],
    ['a secret in what is no JSON', '{"version":1,"settings":{"VSPHERE_PASSWORD":hunter2}}', /it is not JSON/],
  ];
  it.each(wrong)('is set aside with %s, and the notice says why', async (_, content, why) => {
    await writeFile(path, content);
    const { stored, notice = '', unread } = await readSettingsFile(path);
    expect(stored).toEqual(EMPTY);
    expect(unread).toBeUndefined();
    expect(notice).toMatch(
      /^The settings file was not understood \(.+\), so it was set aside as .+ defaults are used\. Set what you need anew, or mend /,
    );
    expect(notice).toMatch(why);
    expect(notice).not.toContain('hunter2');
    const [name = '', ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect(name).toMatch(/^settings\.json\..+\.bad$/);
    expect(notice).toContain(join(folder, name));
    expect(await readFile(join(folder, name), 'utf8')).toBe(content);
  });

  it('is never replaced while it cannot be read', async () => {
    await mkdir(path);
    expect(await readSettingsFile(path)).toMatchObject({
      stored: EMPTY,
      unread: true,
      notice: expect.stringContaining('cannot be read'),
    });
    await expect(changeSettingsFile(path, () => EMPTY)).rejects.toMatchObject({
      data: { code: 'internal', message: expect.stringContaining(`${path} cannot be written`) },
    });
    expect((await stat(path)).isDirectory()).toBe(true);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('is set aside before it is changed, and the change says so', async () => {
    await writeFile(path, 'garbage');
    const stored = { texts: { batchSize: '20' }, attributes: {} };
    expect(await changeSettingsFile(path, () => stored)).toEqual({
      stored,
      notice: expect.stringContaining('set aside'),
    });
    const aside = (await readdir(folder)).find((name) => name.endsWith('.bad'));
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe('garbage');
  });

  it('stays as it is when the change is refused, or its folder is gone', async () => {
    await writeFile(path, JSON.stringify(GOOD));
    const refusal = new RangeError('no');
    const change = () => {
      throw refusal;
    };
    await expect(changeSettingsFile(path, change)).rejects.toMatchObject({ cause: refusal });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(GOOD);
    expect(await readdir(folder)).toEqual(['settings.json']);
    const nowhere = join(folder, 'not', 'there', 'settings.json');
    await expect(changeSettingsFile(nowhere, () => EMPTY)).rejects.toMatchObject({
      data: { code: 'internal', message: expect.stringContaining(nowhere) },
    });
  });
});

function withSetting(name: string, value: unknown): string {
  return JSON.stringify({ ...GOOD, settings: { ...GOOD.settings, [name]: value } });
}
