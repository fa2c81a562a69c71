import { describe, expect, it } from 'vitest';
import { profileAllocations } from './allocation-profile.ts';

const MB = 1024 * 1024;

function holdsLists(): number[][] {
  const lists: number[][] = [];
  for (let index = 0; index < 4000; index += 1) lists.push(new Array<number>(250).fill(1.5));
  return lists;
}

function makesGarbage(): number {
  let length = 0;
  for (let index = 0; index < 20_000; index += 1)
    length += { values: new Array<number>(100).fill(index) }.values.length;
  return length;
}

describe('the allocation profile', () => {
  it('names the functions that allocate, and where, garbage included', async () => {
    const stop = await profileAllocations();
    const held = holdsLists();
    const length = makesGarbage();
    const { sites, totalBytes } = await stop();
    expect([held.length, length]).toEqual([4000, 2_000_000]);
    const bytesOf = (name: string) =>
      sites.filter((site) => site.function.includes(name)).reduce((sum, { bytes }) => sum + bytes, 0);
    // 8 MB of lists that stay, 16 MB of lists that do not.
    expect(bytesOf('holdsLists')).toBeGreaterThan(4 * MB);
    expect(bytesOf('makesGarbage')).toBeGreaterThan(8 * MB);
    expect(sites.find((site) => site.function === 'makesGarbage')?.location).toMatch(
      /^main\/memory\/allocation-profile\.test\.ts:\d+$/,
    );
    expect(sites.map(({ bytes }) => bytes)).toEqual(sites.map(({ bytes }) => bytes).sort((a, b) => b - a));
    expect(sites.length).toBeLessThanOrEqual(25);
    expect(totalBytes).toBeGreaterThanOrEqual(sites.reduce((sum, { bytes }) => sum + bytes, 0));
  });

  it('sees nothing of what came before it began', async () => {
    holdsLists();
    const stop = await profileAllocations();
    const { sites } = await stop();
    expect(sites.map((site) => site.function)).not.toContain('holdsLists');
  });
});
