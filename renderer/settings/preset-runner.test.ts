import { afterEach, describe, expect, it } from 'vitest';
import { type SettingsMain, settingsMain } from './main-fixture.ts';
import { PresetRunner } from './preset-runner.ts';
import { PRESETS, type Preset } from './presets.ts';
import { SettingsEditor } from './settings-editor.ts';
import { stepStates, TROUBLESHOOT_STEPS } from './troubleshoot.ts';

const mains: SettingsMain[] = [];

async function runner(environment: Readonly<Record<string, string>> = {}) {
  const main = await settingsMain(environment);
  mains.push(main);
  const editor = new SettingsEditor(main.bridge);
  await editor.read();
  return { main, editor, subject: new PresetRunner(editor), settings: () => main.store.resolved.settings };
}

function preset(id: string): Preset {
  const found = PRESETS.find((known) => known.id === id);
  if (found === undefined) throw new Error(`there is no preset "${id}"`);
  return found;
}

afterEach(async () => {
  for (const main of mains.splice(0)) await main.close();
});

describe('PresetRunner', () => {
  it('applies a preset at once and takes it back', async () => {
    const { editor, subject, settings } = await runner();
    await editor.save({ batchSize: '80' });
    await subject.apply(preset('fast'));
    expect(settings()).toMatchObject({ batchSize: 150, compressionLevel: 3, explicitGc: false, dataPruning: true });
    expect(subject.store.getState().outcome).toMatchObject({ presetId: 'fast', text: '3 settings changed.' });
    await subject.undo();
    expect(settings()).toMatchObject({ batchSize: 80, compressionLevel: 6, explicitGc: true });
    expect(subject.store.getState()).toMatchObject({ outcome: undefined, undo: undefined });
  });

  it('skips what is locked, and has nothing to take back when nothing changed', async () => {
    const { subject, settings } = await runner({ VSPHERE_BATCH_SIZE: '40' });
    await subject.apply(preset('small'));
    expect(settings()).toMatchObject({ batchSize: 40, explicitGc: true });
    expect(subject.store.getState().outcome?.text).toBe(
      'Nothing to change. Skipped: Batch size (set by the environment: VSPHERE_BATCH_SIZE).',
    );
    expect(subject.store.getState().undo).toBeUndefined();
  });

  it('tells what stood in the way', async () => {
    const { main, subject } = await runner();
    await main.close();
    await subject.apply(preset('fast'));
    expect(subject.store.getState().outcome?.error?.message).toContain('cannot be written');
    expect(subject.store.getState().undo).toBeUndefined();
  });

  it('walks the steps in order and puts the switches back as they were before', async () => {
    const { editor, subject, settings } = await runner();
    await editor.save({ compressResults: 'false' });
    const states = () => stepStates(editor.store.getState().views ?? []);
    expect(states()).toEqual(['next', 'done', 'later']);
    const [gc, , streaming] = TROUBLESHOOT_STEPS;
    if (gc === undefined || streaming === undefined) throw new Error('steps are missing');
    await subject.takeStep(gc);
    expect(states()).toEqual(['done', 'done', 'next']);
    await subject.takeStep(streaming);
    expect(settings()).toMatchObject({ explicitGc: false, compressResults: false, enableStreaming: false });
    await subject.stepBack();
    expect(settings()).toMatchObject({ explicitGc: true, compressResults: false, enableStreaming: true });
    expect(subject.store.getState().before).toBeUndefined();
  });

  it('switches all on again when nobody remembers how they were, and leaves locked ones alone', async () => {
    const { editor, subject, settings } = await runner({ VSPHERE_ENABLE_STREAMING: 'off' });
    await editor.save({ explicitGc: 'false', compressResults: 'false' });
    await subject.stepBack();
    expect(settings()).toMatchObject({ explicitGc: true, compressResults: true, enableStreaming: false });
  });
});
