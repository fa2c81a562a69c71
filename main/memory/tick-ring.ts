import { promisify } from 'node:util';
import { constants, zstdCompressSync, zstdDecompress } from 'node:zlib';
import type { MemoryTick } from '../../shared/contract.ts';

/** Ticks that are packed together, ten seconds of them; it takes some 2 ms when collections are under way. */
export const TICKS_PER_PACK = 40;
/** As small as the other levels make it, and faster than they. */
const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const decompress = promisify(zstdDecompress);

/**
 * The newest ticks, up to a fixed number. They are many small objects that nobody looks at until a window opens: all but the
 * last few are kept as packed text, which takes an eighth of the room.
 */
export class TickRing {
  readonly #capacity: number;
  /** Oldest first. */
  readonly #packs: Uint8Array[] = [];
  #open: MemoryTick[] = [];

  /** @param capacity a multiple of TICKS_PER_PACK */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(tick: MemoryTick): void {
    if (this.#open.push(tick) < TICKS_PER_PACK) return;
    this.#packs.push(pack(this.#open));
    this.#open = [];
    if (this.#packs.length * TICKS_PER_PACK > this.#capacity) this.#packs.shift();
  }

  /** Those that are there now, oldest first. Other work of the thread comes between two packs: all of them take a tenth of a second. */
  async all(): Promise<MemoryTick[]> {
    const open = [...this.#open];
    const ticks: MemoryTick[] = [];
    for (const pack of [...this.#packs]) ticks.push(...(await unpack(pack)));
    return [...ticks, ...open].slice(-this.#capacity);
  }
}

function pack(ticks: readonly MemoryTick[]): Uint8Array {
  // A copy: zlib's answer is the beginning of a much larger buffer.
  return new Uint8Array(zstdCompressSync(JSON.stringify(ticks), FASTEST));
}

async function unpack(bytes: Uint8Array): Promise<MemoryTick[]> {
  return JSON.parse((await decompress(bytes)).toString('utf8'));
}
