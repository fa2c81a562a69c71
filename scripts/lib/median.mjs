/**
 * The middle of some numbers; of an even count, the mean of the middle two.
 *
 * @param {readonly number[]} numbers not empty.
 */
export function median(numbers) {
  if (numbers.length === 0) throw new RangeError('there is no median of no numbers');
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}
