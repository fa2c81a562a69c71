import { describe, expect, it } from 'vitest';
import { collectionState } from '../shell/collection-fixture.ts';
import { ageTexts } from './age-of-use.ts';

const HOUR = 3_600_000;
const now = 100 * HOUR;
const vcenter = (key: string, endedAt: number) => ({
  key,
  label: `vc-${key}`,
  collection: collectionState({ startedAt: endedAt - 1000, endedAt }),
});
const refs = ['a/HostSystem:h1', 'a/HostSystem:h2', 'a/HostSystem:h3'];

function texts(read: Readonly<Record<string, number>>, open = [vcenter('a', now - 8 * HOUR)], of = refs) {
  return ageTexts({ type: 'HostSystem', refs: of, open, statsAt: (ref) => read[ref], now });
}

describe('ageTexts', () => {
  it('tells the age of the collection while nothing was read since', () => {
    expect(texts({})).toEqual(['used at collection, 8 h ago']);
    expect(texts({ 'a/HostSystem:h1': now - 9 * HOUR }), 'a reading from before it').toEqual([
      'used at collection, 8 h ago',
    ]);
  });

  it('tells the age of cached rows by when they were read from vCenter', () => {
    const cached = vcenter('a', now - 1000);
    const cache = { ...cached.collection.cache, collectedAt: { HostSystem: now - 5 * HOUR } };
    expect(texts({}, [{ ...cached, collection: { ...cached.collection, cache } }])).toEqual([
      'used at collection, 5 h ago',
    ]);
  });

  it('tells the age of the reading, from the newest to the oldest', () => {
    const [a = '', b = '', c = ''] = refs;
    expect(texts({ [a]: now - 12_000, [b]: now - 12_000, [c]: now - 12_000 })).toEqual(['used 12 s ago']);
    expect(texts({ [a]: now - 12_000, [b]: now - 50_000, [c]: now - 130_000 })).toEqual(['used 12 s to 2 min ago']);
  });

  it('says how many are still as collected', () => {
    const [a = ''] = refs;
    expect(texts({ [a]: now - 12_000 })).toEqual(['used 12 s ago; 2 of 3 at collection, 8 h ago']);
  });

  it('tells each vCenter apart, and is silent of those without such objects', () => {
    const open = [vcenter('a', now - 8 * HOUR), vcenter('b', now - 2 * HOUR), vcenter('c', now)];
    const read = Object.fromEntries(refs.map((ref) => [ref, now - 3000]));
    expect(texts(read, open, [...refs, 'b/HostSystem:h1'])).toEqual([
      'vc-a: used 3 s ago',
      'vc-b: used at collection, 2 h ago',
    ]);
    expect(texts({}, open, [])).toEqual([]);
  });
});
