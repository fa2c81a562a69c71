import { expect, it } from 'vitest';
import type { LivePhase } from '../../shared/live-view.ts';
import { stateOfAll } from './live-store.ts';
import { agesText, phaseText } from './live-text.ts';

it('tells the age of both groups of values, and of one while the other is not known', () => {
  expect(agesText(100_000, 98_000, 86_000)).toBe('state 2 s ago, stats 14 s ago');
  expect(agesText(10_000_000, 98_000, undefined)).toBe('state 2 h ago');
  // Clocks differ: never a negative age.
  expect(agesText(0, 5000, 5000)).toBe('state 0 s ago, stats 0 s ago');
});

it('says how often what is not pushed is read', () => {
  expect(phaseText({ phase: 'live', pollSeconds: 45 })).toContain('every 45 s');
});

it('shows of several vCenters what asks for most attention, and the oldest age', () => {
  const vcenter = (label: string, phase: LivePhase, confirmedAt?: number) => ({
    label,
    state: { collectionId: label, phase, pollSeconds: 20, ...(confirmedAt === undefined ? {} : { confirmedAt }) },
  });
  expect(stateOfAll([])).toBeUndefined();
  expect(stateOfAll([vcenter('a', 'live', 7000), vcenter('b', 'live', 5000)])).toMatchObject({
    phase: 'live',
    confirmedAt: 5000,
  });
  const mixed = [vcenter('a', 'live', 7000), vcenter('b', 'reconnecting'), vcenter('c', 'starting')];
  expect(stateOfAll(mixed)).toMatchObject({ collectionId: 'b', phase: 'reconnecting', confirmedAt: 7000 });
});
