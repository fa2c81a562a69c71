import { describe, expect, it } from 'vitest';
import { SETTINGS, type Settings } from '../../../shared/settings.ts';
import { pairOf, suiteOf } from './bench-settings.ts';

const DEFAULTS = Object.fromEntries(Object.entries(SETTINGS).map(([key, { fallback }]) => [key, fallback])) as Settings;

describe('the suite', () => {
  it.each([
    [{}, 'switches'],
    [{ quick: true }, 'quick'],
    [{ suite: 'quick', quick: true }, 'quick'],
    [{ suite: 'codecs' }, 'codecs'],
    [{ a: 'gc=off' }, 'pair'],
    [{ suite: 'pair', b: '' }, 'pair'],
  ])('of %j is %s', (options, suite) => {
    expect(suiteOf(options)).toBe(suite);
  });

  it.each([
    [{ suite: 'everything' }, '"everything" is not allowed'],
    [{ suite: 'cache', quick: true }, '"cache" and "quick" contradict'],
    [{ suite: 'cache', a: 'gc=off' }, '"cache" and "pair" contradict'],
    [{ suite: 'pair' }, 'needs its settings'],
  ])('of %j is refused', (options, message) => {
    expect(() => suiteOf(options)).toThrow(message);
  });
});

describe('a pair of settings', () => {
  it('changes what it names, and leaves the rest as it is', () => {
    const settings = { ...DEFAULTS, batchSize: 75 };
    const [a, b] =
      pairOf({ a: ' pruning=off, codec=zstd,compression-level=9 ', b: 'batch-size=100,gc=no' }, settings) ?? [];
    const rest = { streaming: true, compress: true };
    expect(a).toEqual({ ...rest, pruning: false, codec: 'zstd', compressionLevel: 9, explicitGc: true, batchSize: 75 });
    expect(b).toEqual({
      ...rest,
      pruning: true,
      codec: 'gzip',
      compressionLevel: 6,
      explicitGc: false,
      batchSize: 100,
    });
    expect(pairOf({ b: 'gc=off' }, settings)?.[0]).toEqual({ ...b, explicitGc: true, batchSize: 75 });
    expect(pairOf({}, settings)).toBeUndefined();
  });

  it.each([
    'colour=red',
    'pruning',
    'pruning=',
    'pruning=maybe',
    'batch-size=0',
    'batch-size=1e3',
    'codec=lzma',
    '=on',
    'toString=on',
  ])('refuses %j, and says what is allowed', (text) => {
    expect(() => pairOf({ b: `gc=on,${text}` }, DEFAULTS)).toThrow(`--b: "${text}"`);
  });
});
