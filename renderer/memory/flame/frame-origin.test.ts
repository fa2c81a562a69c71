import { describe, expect, it } from 'vitest';
import { frameOrigin } from './frame-origin.ts';

describe('frameOrigin', () => {
  it('tells whose code a location is', () => {
    expect(frameOrigin('main/collector/prune.ts:48')).toBe('own');
    expect(frameOrigin('node_modules/saxes/saxes.js:7')).toBe('library');
    expect(frameOrigin('node:internal/streams/readable:310')).toBe('node');
    expect(frameOrigin('')).toBe('engine');
    expect(frameOrigin('(native)')).toBe('engine');
    expect(frameOrigin('/opt/elsewhere/file.js:1')).toBe('library');
  });
});
