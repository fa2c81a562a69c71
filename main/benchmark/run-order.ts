import { type Random, seededRandom } from '../../shared/benchmark/random.ts';

/** One run: of which scenario, and in which round; round 0 warms up and is not measured. */
export interface PlannedRun<T> {
  readonly scenario: T;
  readonly round: number;
}

/**
 * All runs of a benchmark in their order: each round runs every scenario once, shuffled anew, so that what drifts
 * meanwhile (temperature, other programs, the server) touches all of them alike. The same seed gives the same order.
 */
export function planRuns<T>(scenarios: readonly T[], rounds: number, seed: number): PlannedRun<T>[] {
  const random = seededRandom(seed);
  return Array.from({ length: rounds + 1 }, (_, round) =>
    shuffled(scenarios, random).map((scenario) => ({ scenario, round })),
  ).flat();
}

/** Fisher and Yates, as in D. E. Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm P. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}
