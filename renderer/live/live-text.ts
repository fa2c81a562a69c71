import type { LivePhase, LiveState } from '../../shared/live-view.ts';
import { lengthText } from '../ui/age-text.ts';
import type { KindAges } from './ages.ts';

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

/** "state 2 s ago, stats 14 s ago": the oldest of all; `now` in milliseconds since the epoch. @param viewed those with rows in view */
export function agesText(ages: readonly KindAges[], viewed: readonly KindAges[], now: number): string {
  const stateAt = Math.min(...ages.map((each) => each.stateAt));
  const statsAt = Math.min(...(viewed.length > 0 ? viewed : ages).map((each) => each.statsAt));
  const text = `state ${lengthText(now - stateAt)} ago, stats ${lengthText(now - statsAt)} ago`;
  return ages.every(({ followed }) => followed) ? text : `${text}, not live`;
}

/** What the ages mean, of each vCenter. */
export function agesTitle(ages: readonly KindAges[], now: number): string {
  return ages
    .map(({ label, followed, stateAt, statsAt }) => {
      const whose = ages.length > 1 ? `${label}: ` : '';
      const [state, stats] = [lengthText(now - stateAt), lengthText(now - statsAt)];
      return followed
        ? `${whose}state ${state} ago, stats ${stats} ago: vCenter confirmed configuration and state; use and storage of the rows in view were read. It never tells the latter by itself.`
        : `${whose}read ${state} ago. Changes of these rows are not followed: only kinds that were collected whole are.`;
    })
    .join('\n');
}
