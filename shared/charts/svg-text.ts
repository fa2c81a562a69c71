import type { SvgNode } from './svg-node.ts';

/** Everything that means something in markup, and the control characters that XML forbids. */
const SPECIAL = /[&<>"']/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML and SVG, between tags and in quoted attributes. Lone surrogates become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replace(SPECIAL, (found) => ENTITIES[found] ?? found);
}

/** A tree as SVG text. Names of elements and attributes are ours; their values and texts are escaped. */
export function toSvgText({ tag, attributes, children, text = '' }: SvgNode): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`);
  const inside = escapeMarkup(text) + children.map(toSvgText).join('');
  return inside === '' ? `<${tag}${written.join('')}/>` : `<${tag}${written.join('')}>${inside}</${tag}>`;
}
