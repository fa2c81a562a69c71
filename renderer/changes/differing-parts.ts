/** Characters shown of either text, and of what is the same before the difference. */
const MOST_CHARACTERS = 120;
const CONTEXT = 24;

/** Two texts cut to where they differ, with a little of what is before: so that a long one shows its difference. */
export function differingParts(before: string, after: string): readonly [string, string] {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  const from = Math.max(0, same - CONTEXT);
  return [part(before, from), part(after, from)];
}

function part(text: string, from: number): string {
  const end = from + MOST_CHARACTERS;
  return `${from > 0 ? '…' : ''}${text.slice(from, end)}${end < text.length ? '…' : ''}`;
}
