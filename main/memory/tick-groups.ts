import type { MemoryTick } from '../../shared/contract.ts';
import { SAMPLE_INTERVAL_MS } from './recorder.ts';

/** Ticks that are told together: those of a second. */
const GROUP = 1000 / SAMPLE_INTERVAL_MS;

/**
 * A listener of a recorder that tells its ticks in groups of one second, oldest first. What a group that is not full yet
 * holds is in the recorder's history, too.
 */
export function groupTicks(emit: (ticks: MemoryTick[]) => void): (tick: MemoryTick) => void {
  let group: MemoryTick[] = [];
  return (tick) => {
    if (group.push(tick) < GROUP) return;
    const full = group;
    group = [];
    emit(full);
  };
}
