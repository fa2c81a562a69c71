import { describe, expect, it } from 'vitest';
import { dig, summarize } from './summarize.ts';

describe('summarize', () => {
  it('leaves scalars and lists of texts as they are', () => {
    for (const cell of ['text', 12, true, null, ['a', 'b'], []]) expect(summarize(cell)).toBe(cell);
  });

  it('counts a list of objects, and looks into a list of one', () => {
    expect(summarize([{ key: 1 }, { key: 2 }, { key: 3 }])).toBe('3 items');
    expect(summarize([{ key: 1, label: 'Disk' }])).toBe('key 1 · label Disk');
    expect(summarize([1, 2])).toBe('2 items');
  });

  it('names the first four fields that say something, and how many more there are', () => {
    expect(summarize({ a: 1, b: null, c: '', d: { e: 1 }, f: false, g: 'x' })).toBe('a 1 · f no · g x · +3');
    expect(summarize({ a: 1, b: 2, c: 3, d: 4, e: 5 })).toBe('a 1 · b 2 · c 3 · d 4 · +1');
    expect(summarize({ only: { deep: 1 } })).toBe('1 field');
    expect(summarize({})).toBe('0 fields');
  });

  it('cuts a summary that is too long', () => {
    const summary = summarize({ note: 'x'.repeat(500) });
    expect(summary).toHaveLength(120);
    expect(summary).toMatch(/^note x+…$/);
  });
});

describe('dig', () => {
  it('follows field names, and ends in null where there is no way on', () => {
    const config = { hardware: { numCPU: 4 }, files: ['a'] };
    expect(dig(config, ['hardware', 'numCPU'])).toBe(4);
    expect(dig(config, ['hardware', 'memoryMB'])).toBeNull();
    expect(dig(config, ['files', '0'])).toBeNull();
    expect(dig(null, ['hardware'])).toBeNull();
    expect(dig(config, [])).toBe(config);
  });
});
