import { HeapsphereError } from '../../shared/errors.ts';

/**
 * What decoding one byte of XML can cost at most, in bytes of heap, before garbage is collected: the text, the values and
 * the parser's own strings. Measured on full VM properties (about 3); the margin is for shapes not seen yet.
 */
const HEAP_PER_XML_BYTE = 8;

interface BudgetOptions {
  readonly budgetBytes: number;
  readonly heapUsed: () => number;
  /** Collects garbage; called before giving up, because what is over the budget may be garbage. */
  readonly collect: () => void;
  /** Where the collection stands, for the message: "batch 41 of VirtualMachine". */
  readonly where: () => string;
}

/**
 * The collector's own limit on its heap. Asked before every chunk is decoded, because V8's hard limits end the
 * whole process for some allocation shapes.
 */
export class MemoryBudget {
  readonly #options: BudgetOptions;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  /** Throws `budget-exceeded` when decoding this many more bytes could lift the heap over the budget. */
  reserve(bytes: number): void {
    const { budgetBytes, heapUsed, collect, where } = this.#options;
    const need = bytes * HEAP_PER_XML_BYTE;
    if (heapUsed() + need <= budgetBytes) return;
    collect();
    const used = heapUsed();
    if (used + need <= budgetBytes) return;
    throw budgetExceeded(budgetBytes, where(), used);
  }
}

export function budgetExceeded(budgetBytes: number, where: string, usedBytes: number): HeapsphereError {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return new HeapsphereError({
    code: 'budget-exceeded',
    message: `The memory budget of ${megabytes(budgetBytes)} MB was exceeded at ${where} (heap in use: ${megabytes(usedBytes)} MB).`,
    action: 'Turn pruning and streaming on, or lower VSPHERE_BATCH_SIZE.',
  });
}
