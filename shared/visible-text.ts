/**
 * Characters that are not seen and yet change what is: control characters, marks that turn the direction of what follows,
 * and what takes no room. Line breaks and tabs are white space, but for a carriage return by itself, after which a terminal writes over the
 * line; joiners are part of how some languages and emoji are written.
 */
const UNSEEN = /\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** A text with those characters by their code points, such as "‹U+202E›": names that differ look different, and none is another's. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `‹U+${code}›`;
  });
}
