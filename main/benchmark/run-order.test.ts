import { describe, expect, it } from 'vitest';
import { planRuns } from './run-order.ts';

const SCENARIOS = ['baseline', 'pruning', 'streaming', 'all'];

/** The scenarios of each round, in the order they run. */
function rounds(seed: number, count = 5): string[][] {
  const byRound = Map.groupBy(planRuns(SCENARIOS, count, seed), ({ round }) => round);
  return [...byRound.values()].map((runs) => runs.map(({ scenario }) => scenario));
}

describe('the order of runs', () => {
  it('has every scenario once in every round, after a round that warms up', () => {
    const plan = planRuns(SCENARIOS, 3, 7);
    expect(plan.map(({ round }) => round)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
    for (const round of rounds(7)) expect(round.toSorted()).toEqual(SCENARIOS.toSorted());
  });

  it('follows from the seed alone', () => {
    expect(rounds(7)).toEqual(rounds(7));
    expect(rounds(7)).not.toEqual(rounds(8));
  });

  it('puts no scenario always in the same place', () => {
    const places = SCENARIOS.map((scenario) => new Set(rounds(1, 40).map((round) => round.indexOf(scenario))));
    for (const taken of places) expect(taken.size).toBe(SCENARIOS.length);
  });
});
