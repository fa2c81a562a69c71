import { formatBytes } from '../../shared/units.ts';
import { TooLargeError } from './generation-recorder.ts';
import type { GenerationLimits } from './removal-plan.ts';

/** Notices that are remembered; older ones have been seen, or are in the way. */
const MOST = 20;

/** What happened to generations since the program started. */
export class GenerationNotices {
  #notices: readonly string[] = [];

  get all(): readonly string[] {
    return this.#notices;
  }

  add(notice: string): void {
    // Said again, it is news again.
    this.#notices = [...this.#notices.filter((each) => each !== notice), notice].slice(-MOST);
  }
}

/** Why a collection did not become a generation. */
export function notKept(label: string, folder: string, failure: unknown): string {
  if (failure instanceof TooLargeError)
    return `The collection of ${label} was not kept: it does not fit into the ${formatBytes(failure.maxBytes)} that all generations may take, with the pinned ones (HEAPSPHERE_GENERATIONS_MB).`;
  const { code, message = String(failure) } = failure as Partial<NodeJS.ErrnoException>;
  const reason = code === 'ENOSPC' || code === 'EDQUOT' ? `there is no room left in ${folder}` : message;
  return `The collection of ${label} was not kept as a generation: ${reason}.`;
}

/** That older ones made room. */
export function removedNotice(count: number, { perVcenter, maxBytes }: GenerationLimits): string {
  const what = count === 1 ? 'The oldest generation was' : `The ${count} oldest generations were`;
  return `${what} removed: ${perVcenter} are kept of each vCenter, ${formatBytes(maxBytes)} in all.`;
}
