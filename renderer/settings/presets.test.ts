import { describe, expect, it } from 'vitest';
import { SETTINGS, type SettingKey } from '../../shared/settings.ts';
import { outcomeText, PRESETS, planChanges, undoOf } from './presets.ts';
import { settingViews } from './setting-fixture.ts';

describe('PRESETS', () => {
  it('hold values that the settings allow', () => {
    for (const { values } of PRESETS) {
      for (const [key, text] of Object.entries(values)) {
        expect(SETTINGS[key as SettingKey].parse.safeParse(text).success, `${key}: ${text}`).toBe(true);
      }
    }
  });
});

describe('planChanges', () => {
  it('changes what differs, and skips what is locked', () => {
    const views = settingViews({
      batchSize: { value: 40, origin: 'environment', locked: 'environment' },
      explicitGc: { value: false, origin: 'file' },
    });
    const plan = planChanges(views, { batchSize: '25', explicitGc: 'true', dataPruning: 'true' });
    expect(plan.changes).toEqual({ explicitGc: 'true' });
    expect(plan.skipped.map(({ key }) => key)).toEqual(['batchSize']);
    expect(outcomeText(plan)).toBe(
      '1 setting changed. Skipped: Batch size (set by the environment: VSPHERE_BATCH_SIZE).',
    );
  });

  it('has nothing to say of a locked setting that is right already', () => {
    const views = settingViews({ batchSize: { value: 25, origin: 'environment', locked: 'environment' } });
    const plan = planChanges(views, { batchSize: '25' });
    expect(plan).toEqual({ changes: {}, skipped: [] });
    expect(outcomeText(plan)).toBe('Nothing to change.');
  });
});

describe('undoOf', () => {
  it('brings back what the file held, and the default where it held nothing', () => {
    const views = settingViews({ batchSize: { value: 80, origin: 'file' } });
    expect(undoOf(views, ['batchSize', 'explicitGc'])).toEqual({ batchSize: '80', explicitGc: null });
  });
});
