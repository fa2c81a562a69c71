/** What texts are put together from that are hard to search: letters with several lower cases, escapes, halves of characters. */
export const RANDOM_PIECES = [
  'a',
  'B',
  'vm-',
  'Web',
  '10.0.',
  ' ',
  '%2f',
  '%2F',
  '%5c',
  '%25',
  '%',
  'ß',
  'ẞ',
  'É',
  'é',
  'e\u0301',
  'İ',
  'I',
  'ı',
  'i\u0307',
  'Σ',
  'ΑΣ',
  'ς',
  'Å',
  '\u212b',
  '\u212a',
  'µ',
  'Μ',
  'Ÿ',
  'ÿ',
  '×',
  '\u00a0',
  '\u0000',
  '\u0085',
  '東京',
  '🖥',
  '\ud83d',
  '\udda5',
];

/** A deterministic choice of texts, each of up to so many pieces. */
export function randomTexts(count: number, pieces: number, from: readonly string[] = RANDOM_PIECES): readonly string[] {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  // Every other text of few pieces only, so that many stay within Latin-1.
  const narrow = from.filter((piece) => [...piece].every((character) => character <= '\u00ff'));
  return Array.from({ length: count }, (_, index) => {
    const among = index % 2 === 0 ? narrow : from;
    return Array.from({ length: next(pieces + 1) }, () => among[next(among.length)] ?? '').join('');
  });
}
