import { describe, expect, it } from 'vitest';
import { NO_CACHE } from '../../shared/cache-view.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { MOST_VCENTERS } from '../../shared/open-vcenters.ts';
import { broughtNothing, superseded } from './kept-collections.ts';

let started = 0;

/** A collection of a vCenter that has ended with rows, and was started after all others. */
function ended(vcenter: string, changes: Partial<CollectionState> = {}): CollectionState {
  started += 1;
  return {
    id: `c${started}`,
    source: { kind: 'vcenter', label: vcenter, server: `https://${vcenter}/sdk`, user: 'operator' },
    about: { name: '', apiVersion: '8.0', instanceUuid: `uuid-${vcenter}` },
    phase: 'completed',
    rows: 5,
    cache: NO_CACHE,
    startedAt: started,
    endedAt: started + 1,
    ...changes,
  } as CollectionState;
}
const ids = (states: readonly CollectionState[]) => superseded(states).map(({ id, reason }) => `${id} ${reason}`);

describe('superseded', () => {
  it('keeps the newest finished collection of each vCenter, however it was reached', () => {
    const [first, other, again] = [ended('a'), ended('b'), ended('a')];
    const byAddress = ended('10.0.0.7', { about: again.about });
    expect(ids([first, other, again, byAddress])).toEqual([`${first.id} replaced`, `${again.id} replaced`]);
  });

  it('keeps the rows of a vCenter while it is collected again, and when that brings nothing', () => {
    const first = ended('a');
    const running = ended('a', { endedAt: undefined, phase: 'collecting' });
    const refused = ended('a', { phase: 'failed', rows: 0, about: undefined });
    expect(ids([first, running, refused])).toEqual([]);
  });

  it('drops the vCenters that were collected longest ago when there are too many', () => {
    const states = Array.from({ length: MOST_VCENTERS + 1 }, (_, index) => ended(`vc${index}`));
    const again = ended('vc0');
    expect(ids(states)).toEqual([`${states[0]?.id} too-many`]);
    expect(ids([...states, again])).toEqual([`${states[0]?.id} replaced`, `${states[1]?.id} too-many`]);
  });
});

describe('broughtNothing', () => {
  it('is true of one that ended without a row, not of an empty estate or cached rows', () => {
    expect(broughtNothing(ended('a', { phase: 'failed', rows: 0 }))).toBe(true);
    expect(broughtNothing(ended('a', { phase: 'completed', rows: 0 }))).toBe(false);
    expect(broughtNothing(ended('a', { phase: 'connecting', rows: 0, endedAt: undefined }))).toBe(false);
    const cache = { ...NO_CACHE, collectedAt: { Folder: 1 } };
    expect(broughtNothing(ended('a', { phase: 'failed', rows: 0, cache }))).toBe(false);
  });
});
