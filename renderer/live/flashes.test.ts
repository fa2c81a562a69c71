import { describe, expect, it } from 'vitest';
import { FLASH_MS, Flashes } from './flashes.ts';

describe('Flashes', () => {
  it('marks rows for a moment, and anew when they change again', () => {
    let now = 0;
    const flashes = new Flashes(() => now);
    flashes.add(['a', 'b'], 'changed');
    expect(flashes.of('a')).toMatchObject({ kind: 'changed', turn: 0 });
    expect(flashes.of('c')).toBeUndefined();
    now = FLASH_MS / 2;
    flashes.add(['a'], 'changed');
    flashes.add(['c'], 'added');
    expect(flashes.of('a')).toMatchObject({ turn: 1 });
    now = FLASH_MS;
    expect(flashes.expire()).toBe(true);
    expect(['a', 'b', 'c'].map((ref) => flashes.of(ref)?.kind)).toEqual(['changed', undefined, 'added']);
    expect(flashes.expire()).toBe(false);
    now = FLASH_MS * 2;
    expect(flashes.expire()).toBe(true);
    expect(flashes.size).toBe(0);
  });

  it('marks a thousand rows at most, the newest ones', () => {
    const flashes = new Flashes(() => 0);
    flashes.add(
      Array.from({ length: 5000 }, (_, index) => `vm-${index}`),
      'changed',
    );
    expect(flashes.size).toBe(1000);
    expect(flashes.of('vm-4999')).toBeDefined();
    expect(flashes.of('vm-0')).toBeUndefined();
  });
});
