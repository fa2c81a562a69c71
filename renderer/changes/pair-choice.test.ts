import { describe, expect, it } from 'vitest';
import { generation } from './changes-fixture.ts';
import { defaultPair, keptPair, olderThan, previousOf } from './pair-choice.ts';

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const OTHER = { about: { name: '', apiVersion: '8.0', instanceUuid: 'uuid-2' }, scope: 'scope-2' };
const [first, second, third, fourth] = [generation(1), generation(2), generation(3, OTHER), generation(4)] as const;
const ALL = [fourth, third, second, first];

describe('the pair that is compared', () => {
  it('is the newest and the one before it of the same vCenter', () => {
    expect(defaultPair(ALL)).toEqual({ newer: fourth.id, older: second.id });
    expect(ids(olderThan(fourth.id, ALL))).toEqual([second.id, first.id]);
    expect(ids(olderThan(third.id, ALL))).toEqual([]);
  });

  it('passes over a vCenter of which there is only one', () => {
    expect(defaultPair([third, second, first])).toEqual({ newer: second.id, older: first.id });
    expect(defaultPair([third])).toEqual({ newer: third.id, older: undefined });
    expect(defaultPair([])).toEqual({ newer: undefined, older: undefined });
  });

  it('has the same attributes where there is one of them', () => {
    const unpruned = generation(3, { scope: 'scope-3' });
    expect(previousOf(fourth.id, [fourth, unpruned, second])).toBe(second.id);
    expect(previousOf(fourth.id, [fourth, unpruned])).toBe(unpruned.id);
  });

  it('stays as it was chosen, as long as both are there', () => {
    const pair = { newer: second.id, older: first.id };
    expect(keptPair(pair, ALL)).toEqual(pair);
    expect(keptPair(pair, [fourth, second])).toBeUndefined();
  });
});
