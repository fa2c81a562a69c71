import type { CollectionState } from '../../../shared/contract.ts';
import { formatCount, formatDuration } from '../../../shared/units.ts';
import type { Terminal } from './terminal.ts';

/** Tells on stderr of each repeat of a reading, once. */
export class RetryNotes {
  readonly #terminal: Terminal;
  #told = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  add({ retry }: CollectionState): void {
    if (!retry) return;
    const { attempt, limit, at, reason } = retry;
    const repeat = `${attempt} ${at}`;
    if (repeat === this.#told) return;
    this.#told = repeat;
    const seconds = Math.max(0, (at - Date.now()) / 1000);
    const when = seconds < 0.1 ? 'now' : `in ${formatDuration(seconds)}`;
    this.#terminal.note(`${reason} Reading it again ${when} (${attempt} of ${limit}).`);
  }
}

/** How to get the rest of a collection that is not whole; undefined where the next one would read all of it again. */
export function describeResume({ phase, finished, cache }: CollectionState): string | undefined {
  if (phase !== 'partial' && phase !== 'cancelled') return undefined;
  if (finished.length === 0 || cache.state !== 'in use' || cache.stale) return undefined;
  const kinds = finished.length === 1 ? '1 kind is' : `${formatCount(finished.length)} kinds are`;
  return `${kinds} whole and cached: the same command reads only the rest.`;
}
