import { describe, expect, it } from 'vitest';
import { collectionState } from '../../shell/collection-fixture.ts';
import { node, profile } from '../tools/tools-fixture.ts';
import { shownProfiles } from './shown-profile.ts';

describe('shownProfiles', () => {
  const recorded = {
    isolate: 'collector-1',
    seconds: 12.4,
    file: { path: '/data/memory/a.heapprofile', bytes: 9 },
    profile: profile(node('(root)', 4)),
  };
  const whole = profile(node('(root)', 8));

  it('puts the recording before the profile of the collection', () => {
    const shown = shownProfiles(recorded, collectionState({ profile: whole }));
    expect(shown.map(({ label }) => label)).toEqual(['collector-1, 12 s', 'Whole collection']);
    expect(shown.map(({ file }) => file?.path)).toEqual(['/data/memory/a.heapprofile', undefined]);
  });

  it('shows what there is', () => {
    expect(shownProfiles(undefined, undefined)).toEqual([]);
    expect(shownProfiles(undefined, collectionState())).toEqual([]);
    expect(shownProfiles(undefined, collectionState({ profile: whole }))[0]?.profile).toBe(whole);
  });
});
