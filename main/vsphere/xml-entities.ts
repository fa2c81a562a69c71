import { protocolError } from './protocol-error.ts';

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Longest reference there is, such as &#x10FFFF; leading zeros are tolerated up to here. */
export const MAX_REFERENCE_LENGTH = 32;

const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([^;&]{0,32}));?/g;

/** Text with its references resolved and its line ends as LF. Throws `protocol` for a reference that XML itself does not define. */
export function decodeEntities(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(REFERENCE, (reference: string, hexadecimal?: string, decimal?: string, name?: string) => {
    const character = reference.endsWith(';') ? resolved(hexadecimal, decimal, name) : undefined;
    if (character === undefined) throw protocolError(`broken XML (undefined entity ${reference.slice(0, 40)})`);
    return character;
  });
}

function resolved(hexadecimal?: string, decimal?: string, name?: string): string | undefined {
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10_ffff);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isCharacter && !isSurrogate && code !== 0xfffe && code !== 0xffff ? String.fromCodePoint(code) : undefined;
}
