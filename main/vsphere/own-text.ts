/** V8 cuts text of this length and more out of its source by reference instead of copying it. */
const SHORTEST_SLICE = 13;
/** Far more names than an answer uses; a hostile server invents more, and those are copied. */
const MAX_NAMES = 1024;

const names = new Map<string, string>();

/**
 * The same text on memory of its own. A value cut out of an answer holds on to the whole chunk that it came in; one row
 * kept for a later batch would keep 64 KiB for each of its values.
 */
export function ownText(text: string): string {
  return text.length < SHORTEST_SLICE ? text : ` ${text}`.slice(1);
}

/** ownText for what comes again and again (types, paths, faults): every answer shares one copy. */
export function ownName(name: string): string {
  if (name.length < SHORTEST_SLICE) return name;
  const known = names.get(name);
  if (known !== undefined) return known;
  const own = ownText(name);
  if (names.size < MAX_NAMES) names.set(own, own);
  return own;
}
