import type { CollectionState } from '../../../shared/contract.ts';
import type { ResourceType } from '../../../shared/inventory.ts';
import { formatBytes } from '../../../shared/units.ts';
import type { Terminal } from './terminal.ts';

/** The lines of --memory-stats: resident set, heap and external memory of this process at each step of a collection. */
export class MemoryLines {
  readonly #terminal: Terminal;
  readonly #told = new Set<ResourceType>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  before(): void {
    this.#line('before');
  }

  /** Tells once of each kind when it is complete. */
  during({ finished, collector }: CollectionState): void {
    for (const type of finished) {
      if (this.#told.has(type)) continue;
      this.#told.add(type);
      this.#line(type, `, collector heap peak ${formatBytes(collector.heapPeakBytes)}`);
    }
  }

  after(state: CollectionState, collectGarbage: () => void): void {
    this.during(state);
    this.#line('after', `, collector heap at its end ${formatBytes(state.collector.heapEndBytes)}`);
    collectGarbage();
    this.#line('after forced garbage collection');
  }

  #line(step: string, more = ''): void {
    const { rss, heapUsed, external } = process.memoryUsage();
    this.#terminal.note(
      `memory ${step}: RSS ${formatBytes(rss)}, heap ${formatBytes(heapUsed)}, external ${formatBytes(external)}${more}`,
    );
  }
}
