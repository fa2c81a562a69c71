import { describe, expect, it } from 'vitest';
import { amountText, freshText, hitShare, ratioText, scopeText } from './entry-text.ts';

describe('texts of cache entries', () => {
  it('say how long an entry is fresh', () => {
    expect(freshText({ freshUntil: 42 * 60_000 }, 0)).toBe('fresh for 42 min');
    expect(freshText({ freshUntil: 1000 }, 1000)).toBe('stale');
    expect(freshText({ freshUntil: 1000 }, 5000)).toBe('stale');
  });

  it('say how well it is compressed', () => {
    expect(ratioText(50_000, 10_000)).toBe('5.0x');
    expect(ratioText(0, 0)).toBe('–');
  });

  it('say what was asked for', () => {
    expect(scopeText({ pruned: true, datacenters: [] })).toBe('Selected attributes, all datacenters');
    expect(scopeText({ pruned: false, datacenters: ['Berlin', 'Hamburg'] })).toBe('All properties, Berlin, Hamburg');
  });

  it('count', () => {
    expect(amountText({ entries: 14, chunks: 1055, storedBytes: 291_840 })).toBe('14 entries, 1,055 chunks, 285 KiB');
    expect(amountText({ entries: 1, chunks: 1, storedBytes: 1 })).toBe('1 entry, 1 chunk, 1 B');
    expect(amountText({ entries: 0, chunks: 0, storedBytes: 0 })).toBe('0 entries, 0 chunks, 0 B');
  });

  it('tell the share of reads that found something', () => {
    expect(hitShare({ hits: 3, misses: 1 })).toBe(0.75);
    expect(hitShare({ hits: 0, misses: 0 })).toBeUndefined();
  });
});
