import type { LivePhase, LiveState } from '../../shared/live-view.ts';
import { lengthText } from '../ui/age-text.ts';

export const PHASE_LABELS: Readonly<Record<LivePhase, string>> = {
  starting: 'Starting',
  live: 'Live',
  paused: 'Paused',
  reconnecting: 'Reconnecting',
  off: 'Not live',
};

/** What a phase means for the rows on screen. */
export function phaseText({ phase, pollSeconds }: Pick<LiveState, 'phase' | 'pollSeconds'>): string {
  switch (phase) {
    case 'starting':
      return 'Comparing the rows with what vCenter says now.';
    case 'live':
      return `Changes of configuration and state arrive as they happen. Use and storage of the rows in view, or of hosts and datastores on the Overview, are read every ${pollSeconds} s.`;
    case 'paused':
      return 'Rows stay as they are. What happens meanwhile comes when you go on.';
    case 'reconnecting':
      return 'Rows stay as they are until vCenter answers again; then everything that happened meanwhile comes.';
    case 'off':
      return 'Rows stay as they were collected.';
  }
}

/** "state 2 s ago, stats 14 s ago"; moments in milliseconds since the epoch. */
export function agesText(now: number, stateAt: number, statsAt: number | undefined): string {
  const state = `state ${lengthText(now - stateAt)} ago`;
  return statsAt === undefined ? state : `${state}, stats ${lengthText(now - statsAt)} ago`;
}
