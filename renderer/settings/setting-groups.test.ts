import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../shared/settings.ts';
import { settingView, settingViews } from './setting-fixture.ts';
import { groupSettings } from './setting-groups.ts';

describe('groupSettings', () => {
  it('begins with the five switches, and places every setting once', () => {
    const groups = groupSettings(settingViews());
    expect(groups.map(({ label }) => label)).toEqual([
      'Optimisations',
      'Collection',
      'Live',
      'Cache',
      'Generations',
      'Connection',
      'Redis',
      'Scheduled collectors',
    ]);
    expect(groups[0]?.settings.map(({ key }) => key)).toEqual([
      'dataPruning',
      'enableStreaming',
      'compressResults',
      'explicitGc',
      'memoryProfiling',
    ]);
    expect(groups[0]?.settings.every(({ control }) => control.kind === 'switch')).toBe(true);
    const placed = groups.flatMap(({ settings }) => settings.map(({ key }) => key));
    expect(placed.toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
  });

  it('shows a setting that no group knows in a last one', () => {
    const [last] = groupSettings([settingView('batchSize'), { ...settingView('server'), key: 'brandNew' }]).slice(-1);
    expect(last?.label).toBe('Other');
    expect(last?.settings.map(({ key }) => key)).toEqual(['brandNew']);
  });
});
