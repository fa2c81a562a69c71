import { expect, it } from 'vitest';
import type { LivePhase } from '../../shared/live-view.ts';
import type { KindAges } from './ages.ts';
import { stateOfAll } from './live-store.ts';
import { agesText, agesTitle, phaseText } from './live-text.ts';

const ages = (stateAt: number, statsAt: number, followed = true): KindAges => ({
  label: 'vc',
  followed,
  stateAt,
  statsAt,
});

it('tells the age of both groups of values, the oldest of several vCenters', () => {
  const one = ages(98_000, 86_000);
  expect(agesText([one], [], 100_000)).toBe('state 2 s ago, stats 14 s ago');
  // What is not in view is not read again.
  expect(agesText([one, ages(90_000, 40_000)], [one], 100_000)).toBe('state 10 s ago, stats 14 s ago');
  // Clocks differ: never a negative age.
  expect(agesText([ages(5000, 5000)], [], 0)).toBe('state 0 s ago, stats 0 s ago');
});

it('says of rows that nobody watches that they are not live', () => {
  const mixed = [ages(98_000, 86_000), ages(40_000, 40_000, false)];
  expect(agesText(mixed, mixed, 100_000)).toBe('state 1 min ago, stats 1 min ago, not live');
  expect(agesTitle(mixed, 100_000).split('\n')[1]).toContain(
    'vc: read 1 min ago. Changes of these rows are not followed',
  );
});

it('says how often what is not pushed is read', () => {
  expect(phaseText({ phase: 'live', pollSeconds: 45 })).toContain('every 45 s');
});

it('shows of several vCenters what asks for most attention, and the oldest age', () => {
  const vcenter = (label: string, phase: LivePhase, confirmedAt?: number) => ({
    key: label,
    label,
    state: {
      collectionId: label,
      phase,
      kinds: [],
      pollSeconds: 20,
      ...(confirmedAt === undefined ? {} : { confirmedAt }),
    },
  });
  expect(stateOfAll([])).toBeUndefined();
  expect(stateOfAll([vcenter('a', 'live', 7000), vcenter('b', 'live', 5000)])).toMatchObject({
    phase: 'live',
    confirmedAt: 5000,
  });
  const mixed = [vcenter('a', 'live', 7000), vcenter('b', 'reconnecting'), vcenter('c', 'starting')];
  expect(stateOfAll(mixed)).toMatchObject({ collectionId: 'b', phase: 'reconnecting', confirmedAt: 7000 });
});
