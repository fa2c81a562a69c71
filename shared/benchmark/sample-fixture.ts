import { seededRandom } from './random.ts';

/** Draws samples with a normal distribution, by G. Box and M. Muller (1958). */
export function normalSamples(seed: number): (count: number, mean: number, deviation: number) => number[] {
  const random = seededRandom(seed);
  return (count, mean, deviation) =>
    Array.from(
      { length: count },
      () => mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    );
}
