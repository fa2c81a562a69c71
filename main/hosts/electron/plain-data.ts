/** What every value costs beside its own content, so that a million empty objects are not free. */
const BYTES_PER_VALUE = 8;
const BYTES_PER_CHARACTER = 2;
const DEEPEST = 16;

/**
 * Why a value that came over IPC is not looked at any further; undefined when it is plain data (what JSON can say, and
 * undefined) of at most `limit` bytes. Ends at the limit, so that neither a cycle nor a huge array costs more than that.
 */
export function objectionTo(value: unknown, limit: number): string | undefined {
  let bytes = 0;
  const visit = (each: unknown, depth: number): string | undefined => {
    bytes += BYTES_PER_VALUE + (typeof each === 'string' ? each.length * BYTES_PER_CHARACTER : 0);
    if (bytes > limit) return `are larger than ${limit} bytes`;
    if (typeof each === 'bigint') return 'are not plain data';
    if (typeof each !== 'object' || each === null) return undefined;
    if (depth === DEEPEST) return `are nested more than ${DEEPEST} levels deep`;
    if (!Array.isArray(each) && Object.getPrototypeOf(each) !== Object.prototype) return 'are not plain data';
    const parts = Array.isArray(each) ? each : Object.entries(each).flat();
    for (const part of parts) {
      const objection = visit(part, depth + 1);
      if (objection !== undefined) return objection;
    }
    return undefined;
  };
  return visit(value, 0);
}
