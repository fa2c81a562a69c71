/** Lists of names as one line of text: comma separated, spaces around a name ignored, `\,` for a comma within a name. */

/** The names of a line; empty ones are left out. */
export function parseNameList(text: string): string[] {
  return text
    .split(/(?<!\\),/)
    .map((name) => name.trim().replaceAll('\\,', ','))
    .filter((name) => name !== '');
}

/** A line that parseNameList reads back as the same names. */
export function formatNameList(names: readonly string[]): string {
  return names.map((name) => name.replaceAll(',', '\\,')).join(', ');
}
