import { describe, expect, it } from 'vitest';
import { collectionCache, collectionState } from '../shell/collection-fixture.ts';
import { kindAges } from './ages.ts';
import type { FollowedVcenter } from './live-store.ts';

const vcenter = (key: string, collectedAt?: number) => ({
  key,
  identity: key,
  label: `vc-${key}`,
  collection: collectionState({
    phase: 'partial',
    counts: { VirtualMachine: 2, HostSystem: 1 },
    startedAt: 1000,
    endedAt: 5000,
    ...(collectedAt === undefined ? {} : { cache: collectionCache({ collectedAt: { VirtualMachine: collectedAt } }) }),
  }),
});
const followed = (key: string, confirmedAt: number): FollowedVcenter => ({
  key,
  label: `vc-${key}`,
  state: { collectionId: key, phase: 'live', kinds: ['VirtualMachine'], confirmedAt, pollSeconds: 20 },
});

describe('kindAges', () => {
  it('dates a kind that nobody watches by its collection, though others are live', () => {
    const ages = (type: 'VirtualMachine' | 'HostSystem') => kindAges(type, [vcenter('a')], [followed('a', 90_000)], {});
    expect(ages('VirtualMachine')).toEqual([{ label: 'vc-a', followed: true, stateAt: 90_000, statsAt: 5000 }]);
    expect(ages('HostSystem')).toEqual([{ label: 'vc-a', followed: false, stateAt: 5000, statsAt: 5000 }]);
  });

  it('dates rows out of the cache by when they were read, not by when they were taken from there', () => {
    expect(kindAges('VirtualMachine', [vcenter('a', 200)], [followed('a', 90_000)], {})).toMatchObject([
      { stateAt: 90_000, statsAt: 200 },
    ]);
    expect(kindAges('VirtualMachine', [vcenter('a', 200)], [], {})).toMatchObject([{ stateAt: 200, followed: false }]);
  });

  it('dates every vCenter by what was read of it', () => {
    const open = [vcenter('a'), vcenter('b'), vcenter('c')];
    const ages = kindAges('VirtualMachine', open, [followed('a', 90_000), followed('b', 80_000)], {
      a: { VirtualMachine: 70_000 },
      b: { HostSystem: 60_000 },
    });
    expect(ages.map(({ stateAt, statsAt }) => [stateAt, statsAt])).toEqual([
      [90_000, 70_000],
      [80_000, 5000],
      [5000, 5000],
    ]);
    expect(kindAges('Datastore', open, [], {})).toEqual([]);
  });
});
