import { describe, expect, it } from 'vitest';
import { settingViews } from './setting-fixture.ts';
import { stepStates, TROUBLESHOOT_STEPS } from './troubleshoot.ts';

describe('troubleshooting', () => {
  it('goes from garbage collection over compression to streaming', () => {
    expect(TROUBLESHOOT_STEPS.map(({ key }) => key)).toEqual(['explicitGc', 'compressResults', 'enableStreaming']);
    expect(stepStates(settingViews())).toEqual(['next', 'later', 'later']);
    expect(stepStates(settingViews({ explicitGc: { value: false } }))).toEqual(['done', 'next', 'later']);
  });

  it('passes over a switch that the environment holds on', () => {
    const views = settingViews({ explicitGc: { origin: 'environment', locked: 'environment' } });
    expect(stepStates(views)).toEqual(['locked', 'next', 'later']);
  });

  it('counts a switch that the environment holds off as done', () => {
    const views = settingViews({ explicitGc: { value: false, origin: 'environment', locked: 'environment' } });
    expect(stepStates(views)).toEqual(['done', 'next', 'later']);
  });
});
