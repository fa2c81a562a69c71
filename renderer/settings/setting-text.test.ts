import { describe, expect, it } from 'vitest';
import { settingView } from './setting-fixture.ts';
import { lockText, textOf } from './setting-text.ts';

describe('textOf', () => {
  it('is the text that a change is sent in', () => {
    expect([true, 50, 'vc.example', ['A', 'B'], [], null].map(textOf)).toEqual([
      'true',
      '50',
      'vc.example',
      'A, B',
      '',
      '',
    ]);
  });
});

describe('lockText', () => {
  it('says what is stronger than the window', () => {
    const text = (locked: 'environment' | 'command line' | 'never stored') =>
      lockText(settingView('batchSize', { locked }));
    expect(text('environment')).toBe('set by the environment: VSPHERE_BATCH_SIZE');
    expect(text('command line')).toBe('set on the command line: VSPHERE_BATCH_SIZE');
    expect(text('never stored')).toBe('taken from the environment only, never stored');
    expect(lockText(settingView('batchSize'))).toBeUndefined();
  });
});
