/** Widths of characters in em, as the common sans-serif fonts have them, on the generous side. */
const CLASSES: readonly { readonly characters: RegExp; readonly em: number }[] = [
  { characters: /[iljtfI.,:;|!'"()[\]{}\s/\\-]/, em: 0.36 },
  { characters: /[mwMW%@—…]/, em: 0.92 },
  { characters: /[A-Z&#±−+×<>=]/, em: 0.7 },
  { characters: /[\u0020-\u024f]/, em: 0.58 },
];
/** Ideographs, emoji and whatever else is unknown, in em: no character counts as wider. */
export const WIDEST_EM = 1.1;
/** The same by character code: tables ask for hundreds of texts a frame. */
const WIDTHS = Float64Array.from(
  { length: 0x250 },
  (_, code) => CLASSES.find(({ characters }) => characters.test(String.fromCharCode(code)))?.em ?? WIDEST_EM,
);

function widthOf(character: string): number {
  const known = WIDTHS[character.codePointAt(0) ?? 0];
  return known ?? CLASSES.find(({ characters }) => characters.test(character))?.em ?? WIDEST_EM;
}

/**
 * About how wide a text is drawn, in pixels. A chart is laid out where no font can be asked; rather too wide than
 * too narrow, so that texts never run into each other.
 *
 * @param size of the font in pixels.
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += widthOf(character);
  return em * size;
}

/** The text, or as much of it as fits with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
