import { describe, expect, it } from 'vitest';
import type { MissingReport } from '../../shared/inventory.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { gapsOf, kindState, kindStateOf, worstOf } from './kind-state.ts';

const lost: MissingReport = { type: 'HostSystem', path: '*', reason: 'NoPermission', count: 1, refs: [] };

describe('kindState', () => {
  it.each([
    ['a kind that is done is whole, with rows and without', 'collecting', true, 3, 'whole'],
    ['a kind without rows that is done has none', 'partial', true, 0, 'whole'],
    ['more may come while the collection runs', 'collecting', false, 3, 'coming'],
    ['and none yet is not none', 'connecting', false, 0, 'coming'],
    ['what was not read to its end stays a part', 'cancelled', false, 3, 'cut'],
    ['what was not read at all is not known', 'failed', false, 0, 'absent'],
  ] as const)('%s', (_, phase, isFinished, rows, expected) => {
    const state = collectionState({ phase, finished: isFinished ? ['HostSystem'] : [] });
    expect(kindState(state, 'HostSystem', rows)).toBe(expected);
  });

  it('waits no longer for a kind that the collection has given up', () => {
    const state = collectionState({ phase: 'collecting', missing: [lost] });
    expect(kindState(state, 'HostSystem', 0)).toBe('absent');
    expect(kindState(state, 'HostSystem', 2)).toBe('cut');
    expect(kindState(state, 'Datastore', 0)).toBe('coming');
  });
});

describe('kindStateOf', () => {
  it('is a part where one vCenter has not told all, however whole the other is', () => {
    const whole = collectionState({ phase: 'completed', finished: ['HostSystem'] });
    const cancelled = collectionState({ phase: 'cancelled' });
    expect(kindStateOf([whole, whole], 'HostSystem', 4)).toBe('whole');
    expect(kindStateOf([whole, cancelled], 'HostSystem', 4)).toBe('cut');
    expect(kindStateOf([whole, collectionState()], 'HostSystem', 4)).toBe('coming');
    expect(kindStateOf([cancelled, cancelled], 'HostSystem', 0)).toBe('absent');
  });
});

describe('worstOf', () => {
  it('is what a ratio of several kinds is worth', () => {
    expect(worstOf(['whole', 'whole'])).toBe('whole');
    expect(worstOf(['whole', 'coming'])).toBe('coming');
    expect(worstOf(['cut', 'coming'])).toBe('cut');
    expect(worstOf(['cut', 'absent'])).toBe('absent');
  });
});

describe('gapsOf', () => {
  it('names what is known in part and what not at all', () => {
    const state = collectionState({ phase: 'partial', finished: ['Datacenter', 'VirtualMachine', 'Template'] });
    const { cut, absent } = gapsOf([state], (type) => (type === 'HostSystem' ? 4 : 0));
    expect(cut).toEqual(['Hosts']);
    expect(absent).toContain('Datastores');
    expect(absent).not.toContain('VMs');
  });

  it('has none while the collection runs', () => {
    expect(gapsOf([collectionState()], () => 0)).toEqual({ cut: [], absent: [] });
  });
});
