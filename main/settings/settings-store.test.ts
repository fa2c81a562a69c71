import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import type { SettingTexts } from './resolve.ts';
import { SettingsStore } from './settings-store.ts';

describe('the settings of a process', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  const open = (environment: Record<string, string> = {}, commandLine: SettingTexts = {}) =>
    SettingsStore.open({ folder, environment, commandLine });
  const stored = async () => JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8')).settings;

  it('come from the command line, then the environment, then the file, then the default', async () => {
    const first = await open();
    await first.update({ batchSize: '10', compressionLevel: '2', timeoutSeconds: '11', cacheExpiry: '60' });
    const store = await open(
      { VSPHERE_BATCH_SIZE: '20', VSPHERE_CACHE_COMPRESSION_LEVEL: '3', VSPHERE_TIMEOUT: '' },
      { batchSize: '30' },
    );
    const { settings, origins } = store.resolved;
    const seen = (['batchSize', 'compressionLevel', 'timeoutSeconds', 'cacheExpiry', 'redisPort'] as const).map(
      (key) => [settings[key], origins[key]],
    );
    expect(seen).toEqual([
      [30, 'command line'],
      [3, 'environment'],
      [11, 'file'],
      [60, 'file'],
      [6379, 'default'],
    ]);
  });

  it('change at once, last, and go back to the default', async () => {
    const store = await open();
    await store.update({ batchSize: '100', datacenters: 'DC0, DC1' });
    expect(store.resolved.settings).toMatchObject({ batchSize: 100, datacenters: ['DC0', 'DC1'] });
    expect((await open()).resolved.settings).toMatchObject({ batchSize: 100, datacenters: ['DC0', 'DC1'] });
    expect(store.view().find(({ key }) => key === 'batchSize')).toMatchObject({
      value: 100,
      origin: 'file',
      isDefault: false,
    });
    await store.update({ batchSize: null, datacenters: null });
    expect(store.resolved.settings.batchSize).toBe(50);
    expect(await stored()).toEqual({});
  });

  it('are locked by what is stronger than the file, and the view says by which', async () => {
    const store = await open({ VSPHERE_BATCH_SIZE: '20' }, { explicitGc: 'off' });
    const locks = Object.fromEntries(store.view().map(({ key, locked }) => [key, locked]));
    expect(locks).toMatchObject({
      batchSize: 'environment',
      explicitGc: 'command line',
      password: 'never stored',
      dataFolder: 'never stored',
      compressionLevel: undefined,
    });
    await expect(store.update({ batchSize: '30' })).rejects.toMatchObject({
      data: { code: 'usage', field: 'batchSize', message: expect.stringContaining('set by the environment') },
    });
    await expect(store.update({ explicitGc: null })).rejects.toMatchObject({
      data: { field: 'explicitGc', message: expect.stringContaining('set by the command line') },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['password', 'redisUrl', 'redisPassword', 'cacheSecret', 'dataFolder'])('never store %s', async (key) => {
    const store = await open();
    const error: unknown = await store.update({ [key]: 'redis://:hunter2@host' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ data: { code: 'usage', field: key } });
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['batchSize', '0', 'batchSize'],
    ['dataPruning', 'perhaps', 'dataPruning'],
    ['toaster', 'on', 'toaster'],
    ['__proto__', 'on', '__proto__'],
  ])('change all together or not at all (%s=%s)', async (key, text, field) => {
    const store = await open();
    await store.update({ timeoutSeconds: '60' });
    await expect(store.update({ timeoutSeconds: '90', ...JSON.parse(`{"${key}":"${text}"}`) })).rejects.toMatchObject({
      data: { code: 'usage', field },
    });
    expect(store.resolved.settings.timeoutSeconds).toBe(60);
    expect(await stored()).toEqual({ VSPHERE_TIMEOUT: '60' });
    await store.update({ timeoutSeconds: '90' });
    expect(await stored()).toEqual({ VSPHERE_TIMEOUT: '90' });
  });

  it('do not lose what another process, or another call, changes at the same time', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    await Promise.all([
      one.update({ batchSize: '10' }),
      two.update({ compressionLevel: '1' }),
      one.update({ timeoutSeconds: '20' }),
      two.updateAttributes({ Datastore: ['summary.capacity'] }),
      one.update({ cacheExpiry: '30' }),
      two.update({ server: 'vc.example.org' }),
    ]);
    const { resolved, attributes } = await open();
    expect(resolved.settings).toMatchObject({
      batchSize: 10,
      compressionLevel: 1,
      timeoutSeconds: 20,
      cacheExpiry: 30,
      server: 'vc.example.org',
    });
    expect(attributes).toEqual({ Datastore: ['summary.capacity'] });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('replace the attributes without touching the settings', async () => {
    const store = await open();
    await store.update({ batchSize: '10' });
    await store.updateAttributes({ HostSystem: ['name', 'parent'] });
    expect(store.attributes).toEqual({ HostSystem: ['name', 'parent'] });
    await store.updateAttributes({});
    const again = await open();
    expect(again.attributes).toEqual({});
    expect(again.resolved.settings.batchSize).toBe(10);
  });

  it('say when their file was not understood, at the start and later', async () => {
    await writeFile(join(folder, 'settings.json'), 'garbage');
    const store = await open();
    expect(store.notices).toEqual([expect.stringContaining('it is not JSON')]);
    expect(store.resolved.settings.batchSize).toBe(50);
    await writeFile(join(folder, 'settings.json'), 'garbage again');
    await store.update({ batchSize: '10' });
    expect(store.notices).toHaveLength(2);
    expect(await stored()).toEqual({ VSPHERE_BATCH_SIZE: '10' });
    expect((await readdir(folder)).filter((name) => name.endsWith('.bad'))).toHaveLength(2);
  });

  it('are refused with a bad value in the environment', async () => {
    await expect(open({ VSPHERE_BATCH_SIZE: 'many' })).rejects.toMatchObject({
      data: { code: 'usage', message: 'VSPHERE_BATCH_SIZE: "many" from the environment is not allowed.' },
    });
  });
});
