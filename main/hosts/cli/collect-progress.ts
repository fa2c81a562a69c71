import type { CollectionState } from '../../../shared/contract.ts';
import { formatBytes, formatCount, formatDuration } from '../../../shared/units.ts';

/** How far a collection is, for the status line of a terminal. */
export function progressText({ phase, currentType, rows, startedAt, bytesReceived }: CollectionState): string {
  const elapsed = (Date.now() - startedAt) / 1000;
  const rate = Math.round(rows / Math.max(elapsed, 0.001));
  return (
    `${phase} ${currentType ?? ''}: ${formatCount(rows)} objects, ${formatCount(rate)}/s, ` +
    `${formatBytes(bytesReceived)}, ${formatDuration(elapsed)}`
  );
}
