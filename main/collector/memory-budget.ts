import { HeapsphereError } from '../../shared/errors.ts';
import type { DecodedPiece } from '../vsphere/property-pages.ts';

const MIB = 1024 * 1024;

/**
 * What decoding one byte of XML can cost at most, in bytes of heap, before garbage is collected: the text, the values and
 * the parser's own strings. Measured on full VM properties: about 3 for a chunk as it arrives; the margin is for shapes not
 * seen yet. An answer in one piece costs 3.2 with its text, and 4 where garbage is left to V8.
 */
const HEAP_PER_XML_BYTE: Readonly<Record<DecodedPiece, number>> = { chunk: 8, answer: 4 };
/** What a batch costs when it becomes JSON and bytes, per byte of XML it came from. */
const ENCODING_PER_XML_BYTE = 2;
/** What decoded objects keep, per byte of XML. */
const HELD_PER_XML_BYTE = 3;
/** A batch that holds less than this share of the budget is not what memory runs short of. */
const RELEVANT_SHARE = 1 / 16;
/** Share of the budget from which on batches are made smaller. */
const RELIEF_SHARE = 0.7;
/** Collecting again pays when so much of the room that was left has been used up. */
const GROWTH_SHARE = 1 / 4;

/** Bytes of heap that decoding so many bytes of XML may take, and then encoding the batch they complete. */
export function decodingCost(bytes: number, what: DecodedPiece, openBatchBytes = 0): number {
  return bytes * HEAP_PER_XML_BYTE[what] + openBatchBytes * ENCODING_PER_XML_BYTE;
}

interface BudgetOptions {
  readonly budgetBytes: number;
  /** Heap in use and the external memory that objects in it hold, in bytes. */
  readonly held: () => number;
  /** Collects garbage; called before anything is done, because what is over the limit may be garbage. */
  readonly collect: (kind: 'minor' | 'major') => void;
  /** Bytes of XML that the batch in work came from. */
  readonly openBatchBytes: () => number;
  /** Makes batches smaller from now on. */
  readonly relieve: () => void;
  /** Where the collection stands, for the message: "batch 41 of VirtualMachine". */
  readonly where: () => string;
}

/**
 * The collector's own limit on its memory. Asked before every chunk is decoded, because V8's hard limits end the
 * whole process for some allocation shapes. Near the limit batches become smaller; beyond it the collection ends in order.
 */
export class MemoryBudget {
  readonly #options: BudgetOptions;
  readonly #relief: number;
  /** Up to here nothing has to be done. */
  #calm: number;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#relief = options.budgetBytes * RELIEF_SHARE;
    this.#calm = this.#relief;
  }

  /** Throws `budget-exceeded` when so many more bytes could lift what is held over the budget. */
  reserve(bytes: number): void {
    const { budgetBytes, held, collect, openBatchBytes, relieve, where } = this.#options;
    let reach = held() + bytes;
    if (reach <= this.#relief) this.#calm = this.#relief;
    if (reach <= this.#calm) return;
    // Most garbage of decoding is young, and a minor collection costs a fiftieth of a full one.
    collect('minor');
    reach = held() + bytes;
    if (reach <= this.#calm) return;
    collect('major');
    reach = held() + bytes;
    if (reach > budgetBytes) throw budgetExceeded(budgetBytes, where(), reach - bytes);
    if (reach <= this.#relief) return;
    if (openBatchBytes() * HELD_PER_XML_BYTE >= budgetBytes * RELEVANT_SHARE) relieve();
    // A full collection for every chunk would cost more than it brings: the next one is due when memory has grown.
    this.#calm = reach + (budgetBytes - reach) * GROWTH_SHARE;
  }
}

export function budgetExceeded(budgetBytes: number, where: string, usedBytes: number): HeapsphereError {
  const megabytes = (bytes: number) => Math.round(bytes / MIB);
  return new HeapsphereError({
    code: 'budget-exceeded',
    message: `The memory budget of ${megabytes(budgetBytes)} MB was exceeded at ${where} (heap in use: ${megabytes(usedBytes)} MB).`,
    action: 'Turn pruning and streaming on, lower VSPHERE_BATCH_SIZE, or raise VSPHERE_MEMORY_BUDGET_MB.',
  });
}

/** Streaming needs about a tenth of it; without streaming the whole decoded answer is held, as that baseline is there to show. */
const AUTOMATIC = { streaming: 256, whole: 2048 } as const;

/** The budget in bytes that a setting in MiB stands for; 0 leaves it to us. */
export function budgetBytesOf(megabytes: number, streaming: boolean): number {
  return (megabytes || AUTOMATIC[streaming ? 'streaming' : 'whole']) * MIB;
}
