import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { type SettingsMain, settingsMain } from './main-fixture.ts';
import { SettingsEditor } from './settings-editor.ts';

const mains: SettingsMain[] = [];

async function editor(environment: Readonly<Record<string, string>> = {}) {
  const main = await settingsMain(environment);
  mains.push(main);
  const subject = new SettingsEditor(main.bridge);
  await subject.read();
  const view = (key: string) => subject.store.getState().views?.find((known) => known.key === key);
  const updates = () => main.asked.filter(({ name }) => name === 'settings:update').map(({ params }) => params);
  return { main, subject, view, updates };
}

afterEach(async () => {
  for (const main of mains.splice(0)) await main.close();
});

describe('SettingsEditor', () => {
  it('saves what was typed, by its key and as text', async () => {
    const { main, subject, view } = await editor();
    subject.type('batchSize', ' 120 ');
    expect(view('batchSize')).toMatchObject({ value: 50, origin: 'default' });
    await subject.commit('batchSize');
    expect(view('batchSize')).toMatchObject({ value: 120, origin: 'file', isDefault: false });
    expect(subject.store.getState().drafts).toEqual({});
    const file = JSON.parse(await readFile(join(main.folder, 'settings.json'), 'utf8'));
    expect(file.settings).toEqual({ VSPHERE_BATCH_SIZE: '120' });
  });

  it('is settled once everything that is being saved is saved, however it ends', async () => {
    const { subject, view } = await editor();
    await subject.settled();
    void subject.save({ dataPruning: 'off' });
    void subject.save({ batchSize: 'many' });
    void subject.save({ batchSize: '70' });
    await subject.settled();
    expect([view('dataPruning')?.value, view('batchSize')?.value]).toEqual([false, 70]);
  });

  it('keeps a text that is not allowed, with the reason, until it is right', async () => {
    const { subject, view } = await editor();
    subject.type('batchSize', '5000');
    await subject.commit('batchSize');
    expect(subject.store.getState().drafts).toEqual({ batchSize: '5000' });
    expect(subject.store.getState().errors.batchSize).toMatchObject({
      message: 'VSPHERE_BATCH_SIZE: "5000" is not allowed.',
      action: 'Allowed: a whole number from 1 to 1000.',
      field: 'batchSize',
    });
    expect(view('batchSize')?.value).toBe(50);
    subject.type('batchSize', '500');
    await subject.commit('batchSize');
    expect(subject.store.getState()).toMatchObject({ drafts: {}, errors: {} });
    expect(view('batchSize')?.value).toBe(500);
  });

  it('keeps what is typed while the text before is being saved', async () => {
    const { subject, view } = await editor();
    subject.type('batchSize', '12');
    const saved = subject.commit('batchSize');
    subject.type('batchSize', '120');
    await saved;
    expect(view('batchSize')?.value).toBe(12);
    expect(subject.store.getState().drafts).toEqual({ batchSize: '120' });
  });

  it('asks nothing of main for a text that changes nothing', async () => {
    const { subject, updates } = await editor();
    await subject.commit('batchSize');
    subject.type('batchSize', '9999');
    await subject.commit('batchSize');
    subject.type('batchSize', '50');
    await subject.commit('batchSize');
    expect(updates()).toEqual([{ changes: { batchSize: '9999' } }]);
    expect(subject.store.getState()).toMatchObject({ drafts: {}, errors: {} });
  });

  it('goes back to the default for an empty text and for a reset', async () => {
    const { subject, view } = await editor();
    subject.type('server', 'vc.example');
    await subject.commit('server');
    await subject.save({ batchSize: '7' });
    subject.type('server', '  ');
    await subject.commit('server');
    await subject.save({ batchSize: null });
    expect(view('server')).toMatchObject({ value: null, origin: 'default' });
    expect(view('batchSize')).toMatchObject({ value: 50, origin: 'default' });
  });

  it('drops what was typed, and its error, on demand', async () => {
    const { subject } = await editor();
    subject.type('batchSize', 'x');
    await subject.commit('batchSize');
    subject.discard('batchSize');
    expect(subject.store.getState()).toMatchObject({ drafts: {}, errors: {} });
  });

  it('puts the error of several changes beside the one it is about, and saves none', async () => {
    const { subject, view } = await editor();
    const error = await subject.save({ explicitGc: 'false', compressionLevel: '12' });
    expect(error).toMatchObject({ field: 'compressionLevel' });
    expect(Object.keys(subject.store.getState().errors)).toEqual(['compressionLevel']);
    expect(view('explicitGc')?.value).toBe(true);
  });

  it('is refused what the environment has set', async () => {
    const { subject, view } = await editor({ VSPHERE_BATCH_SIZE: '40' });
    expect(view('batchSize')).toMatchObject({ value: 40, origin: 'environment', locked: 'environment' });
    expect(await subject.save({ batchSize: '50' })).toMatchObject({ code: 'usage', field: 'batchSize' });
  });

  it('shows an error that is about no field beside all that were changed', async () => {
    const subject = new SettingsEditor(testBridge().bridge);
    await subject.read();
    expect(subject.store.getState()).toMatchObject({ views: undefined, error: { code: 'internal' } });
    await subject.save({ explicitGc: 'false', batchSize: '20' });
    expect(Object.keys(subject.store.getState().errors)).toEqual(['explicitGc', 'batchSize']);
  });
});
