import { isUtf8 } from 'node:buffer';
import { protocolError } from './protocol-error.ts';

/**
 * Turns UTF-8 bytes that are cut anywhere into text, piece by piece. Unlike a TextDecoder it makes strings of one byte per
 * character where the text allows it, which is almost everywhere and halves what a piece costs in the heap.
 */
export class Utf8Text {
  /** Bytes of a character whose rest has not come yet. */
  #pending: Buffer = Buffer.alloc(0);

  /** Throws `protocol` for bytes that are not UTF-8. */
  write(bytes: Uint8Array): string {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const all = this.#pending.length > 0 ? Buffer.concat([this.#pending, buffer]) : buffer;
    const whole = all.subarray(0, all.length - unfinishedBytes(all));
    if (!isUtf8(whole)) throw protocolError('it is not valid UTF-8');
    // A copy: the chunk it came in need not stay for three bytes.
    this.#pending = Buffer.from(all.subarray(whole.length));
    return whole.toString('utf8');
  }

  /** Throws `protocol` when the bytes ended in the middle of a character. */
  end(): void {
    if (this.#pending.length > 0) throw protocolError('it ends in the middle of a character');
  }
}

/** How many bytes at the end begin a character that is not complete. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
