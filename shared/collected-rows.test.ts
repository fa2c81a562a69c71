import { describe, expect, it } from 'vitest';
import { collectionCache, collectionState } from '../renderer/shell/collection-fixture.ts';
import { collectedAt, isComplete } from './collected-rows.ts';
import type { MissingReport } from './inventory.ts';

const REFUSED: MissingReport = {
  type: 'VirtualMachine',
  path: 'config.uuid',
  reason: 'NoPermission',
  count: 1,
  refs: [],
};

describe('collectedAt', () => {
  const cache = collectionCache({ collectedAt: { Datastore: 200, HostSystem: 100 } });

  it('is the beginning of a collection that read everything itself', () => {
    expect(collectedAt(collectionState({ startedAt: 1000, endedAt: 2000, counts: { HostSystem: 1 } }))).toBe(1000);
  });

  it('is the age of the oldest rows that came from the cache', () => {
    expect(collectedAt(collectionState({ startedAt: 1000, cache, counts: { Datastore: 1, HostSystem: 1 } }))).toBe(100);
  });

  it('is of the kinds that matter', () => {
    const state = collectionState({
      startedAt: 1000,
      cache,
      counts: { Datastore: 1, HostSystem: 1, VirtualMachine: 1 },
    });
    expect(collectedAt(state, ['Datastore', 'VirtualMachine'])).toBe(200);
    expect(collectedAt(state, ['VirtualMachine'])).toBe(1000);
  });

  it('is not older than rows that another collector read meanwhile, when there are no others', () => {
    const later = collectionCache({ collectedAt: { Datastore: 1500 } });
    const state = collectionState({ startedAt: 1000, cache: later, counts: { Datastore: 1, HostSystem: 1 } });
    expect(collectedAt(state, ['Datastore'])).toBe(1500);
    expect(collectedAt(state)).toBe(1000);
  });
});

describe('isComplete', () => {
  const all = collectionState({ phase: 'completed' });

  it.each([
    ['everything', {}, true],
    ['rows from the cache that are recent', { cache: collectionCache({ collectedAt: { Datastore: 1 } }) }, true],
    ['values that were refused', { missing: [REFUSED] }, false],
    ['rows of a vCenter that cannot be reached', { cache: collectionCache({ stale: true }) }, false],
    ['kinds that were not finished', { phase: 'partial' as const }, false],
  ])('tells of %s', (_, changes, complete) => {
    expect(isComplete({ ...all, ...changes })).toBe(complete);
  });

  it('is of the kinds that matter', () => {
    const state = collectionState({ phase: 'partial', finished: ['HostSystem'], missing: [REFUSED] });
    expect(isComplete(state, ['HostSystem'])).toBe(true);
    expect(isComplete(state, ['HostSystem', 'VirtualMachine'])).toBe(false);
  });
});
