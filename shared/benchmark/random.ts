/** Numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/**
 * A small generator whose numbers follow from its seed alone, so that a result can be computed again.
 * Xorshift with 32 bits of state and the shifts 13, 17, 5: G. Marsaglia, "Xorshift RNGs", Journal of Statistical
 * Software 8(14), 2003. Good enough to resample and to shuffle; never for secrets.
 *
 * @param seed any whole number; equal seeds give equal numbers.
 */
export function seededRandom(seed: number): Random {
  // Neighbouring seeds are spread over all bits first; a state of 0 would stay 0.
  let state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0 || 0x9e37_79b9;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
  // The first numbers of a state with few bits set are close to each other.
  for (let i = 0; i < 8; i++) next();
  return next;
}
