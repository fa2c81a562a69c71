import { describe, expect, it } from 'vitest';
import type { CollectionState } from '../../shared/contract.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { type OpenVcenter, sameVcenterText, withHeard, withList } from './open-vcenters.ts';
import { ofVcenter } from './vcenter-fixture.ts';

const collected = (id: string, name: string, changes: Partial<CollectionState> = {}) =>
  collectionState({
    id,
    phase: 'completed',
    rows: 10,
    startedAt: Number(id.slice(1)) * 1000,
    ...ofVcenter(name),
    ...changes,
  });
const connecting = (id: string, name: string) => {
  const { source } = ofVcenter(name);
  return collectionState({ id, phase: 'connecting', startedAt: Number(id.slice(1)) * 1000, source });
};
const hear = (...states: readonly CollectionState[]) => states.reduce(withHeard, [] as readonly OpenVcenter[]);
const ids = (open: readonly OpenVcenter[]) => open.map(({ collection }) => collection.id);

describe('withHeard', () => {
  it('puts a vCenter that delivers beside the others, in the order of opening', () => {
    const open = hear(collected('c1', 'a'), collected('c2', 'b'), collected('c3', 'c'));
    expect(open.map(({ label }) => label)).toEqual(['a', 'b', 'c']);
    expect(new Set(open.map(({ key }) => key)).size).toBe(3);
  });

  it('replaces the collection of the same vCenter in its place and with its key, however it was reached', () => {
    const before = hear(collected('c1', 'a'), collected('c2', 'b'));
    const { source } = ofVcenter('a-by-another-name');
    const after = withHeard(before, collected('c3', 'a', { source }));
    expect(ids(after)).toEqual(['c3', 'c2']);
    expect(after[0]?.key).toBe(before[0]?.key);
    expect(after[0]?.label).toBe('a-by-another-name');
  });

  it('keeps what is on screen while the next one connects, and when it is refused', () => {
    const before = hear(collected('c1', 'a'));
    expect(withHeard(before, connecting('c2', 'b'))).toBe(before);
    expect(withHeard(before, { ...connecting('c2', 'b'), phase: 'failed' })).toBe(before);
    const again = { ...connecting('c3', 'a'), ...ofVcenter('a') };
    expect(ids(withHeard(before, again))).toEqual(['c1']);
    expect(ids(withHeard(before, { ...again, currentType: 'Folder' }))).toEqual(['c3']);
  });

  it('shows the first one from the start, and keeps its key once its vCenter is known', () => {
    const first = hear(connecting('c1', 'a'));
    const known = withHeard(first, collected('c1', 'a'));
    expect(known).toMatchObject([{ key: first[0]?.key, identity: 'uuid-a', collection: { id: 'c1' } }]);
    expect(ids(withHeard(known, collected('c2', 'a')))).toEqual(['c2']);
  });

  it('does not let another one that connects take the place of one that still does', () => {
    const first = hear(connecting('c1', 'a'));
    expect(withHeard(first, connecting('c2', 'b'))).toBe(first);
    expect(ids(withHeard(first, collected('c2', 'b')))).toEqual(['c1', 'c2']);
  });

  it('leaves out one that could not connect once another one delivers or tries', () => {
    const failed = hear({ ...connecting('c1', 'a'), phase: 'failed' });
    expect(ids(withHeard(failed, connecting('c2', 'b')))).toEqual(['c2']);
    expect(ids(withHeard(failed, collected('c2', 'b')))).toEqual(['c2']);
  });

  it('does not go back to an older collection of a vCenter', () => {
    const newer = hear(collected('c1', 'a'), collected('c3', 'a'));
    expect(ids(withHeard(newer, collected('c2', 'a', { rows: 11 })))).toEqual(['c3']);
  });

  it('drops an attempt that turns out to be at a vCenter that a newer one shows', () => {
    const open = hear(connecting('c1', 'other-name'), collected('c2', 'a'));
    expect(ids(open)).toEqual(['c1', 'c2']);
    expect(ids(withHeard(open, { ...connecting('c1', 'other-name'), about: ofVcenter('a').about }))).toEqual(['c2']);
  });

  it('calls no two vCenters the same, and none otherwise than its rows do', () => {
    const { source } = ofVcenter('demo');
    const open = hear(collected('c1', 'a', { source }), collected('c2', 'b', { source }));
    const [first, second] = open;
    expect(first?.label).toBe('demo');
    expect(second?.label).toBe(`demo (${second?.key})`);
    const left = open.slice(1);
    expect(withHeard(left, collected('c2', 'b', { source, rows: 11 }))[0]?.label).toBe(second?.label);
  });

  it('knows a vCenter without a uuid by its address', () => {
    const host = (id: string, name: string) => collected(id, name, { about: undefined });
    expect(ids(hear(host('c1', 'esx1'), host('c2', 'esx2'), host('c3', 'esx1')))).toEqual(['c3', 'c2']);
  });
});

describe('withList', () => {
  it('opens the newest collection of every vCenter, in whatever order they are told', () => {
    const list = [collected('c3', 'a'), collected('c1', 'a'), collected('c2', 'b')];
    expect(ids(withList([], list))).toEqual(['c3', 'c2']);
  });

  it('drops what main does not have any more, and keeps the keys of the others', () => {
    const before = hear(collected('c1', 'a'), collected('c2', 'b'));
    const after = withList(before, [collected('c2', 'b')]);
    expect(ids(after)).toEqual(['c2']);
    expect(after[0]?.key).toBe(before[1]?.key);
  });
});

describe('sameVcenterText', () => {
  it('says when a vCenter was reached in another way, and nothing when it was collected again', () => {
    const before = collected('c1', 'a');
    const { source } = ofVcenter('10.0.0.7');
    expect(sameVcenterText(before, collected('c2', 'a', { source }))).toBe(
      '10.0.0.7 as operator is the same vCenter as a as operator (instance UUID uuid-a): its rows have replaced those from before.',
    );
    expect(sameVcenterText(before, collected('c2', 'a'))).toBeUndefined();
    expect(sameVcenterText(before, { ...before, rows: 11 })).toBeUndefined();
  });
});
