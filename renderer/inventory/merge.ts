/** Below 0 or above 0; 0 for the same number only. */
export type Compare = (left: number, right: number) => number;

/** One order out of two. Few numbers into many take few comparisons: what lies between two of them is copied as memory. */
export function merge(left: Uint32Array, right: Uint32Array, compare: Compare): Uint32Array<ArrayBuffer> {
  const merged = new Uint32Array(left.length + right.length);
  let from = 0;
  for (const [index, number] of right.entries()) {
    const to = placeIn(left, number, from, compare);
    merged.set(left.subarray(from, to), from + index);
    merged[to + index] = number;
    from = to;
  }
  merged.set(left.subarray(from), from + right.length);
  return merged;
}

/** How many of an order come before a number, `from` at least: looks near there first, then ever farther away. */
function placeIn(order: Uint32Array, number: number, from: number, compare: Compare): number {
  const isBefore = (index: number): boolean => compare(order[index] ?? 0, number) < 0;
  let low = from;
  let step = 1;
  while (low + step <= order.length && isBefore(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(order.length, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An order of the numbers below `length`, out of an order of the first of them; `compare` has to be total. */
export function withNext(order: Uint32Array<ArrayBuffer>, length: number, compare: Compare): Uint32Array<ArrayBuffer> {
  const added = new Uint32Array(length - order.length);
  for (let index = 0; index < added.length; index += 1) added[index] = order.length + index;
  added.sort(compare);
  return order.length === 0 ? added : merge(order, added, compare);
}
