import { Search, SeriesDerived, TimelineLineChart } from '@blueprintjs/icons';
import type { ReactNode } from 'react';

export interface TourStep {
  readonly title: string;
  readonly icon: ReactNode;
  readonly text: ReactNode;
}

/** Three, and no more: where rows come from, how they are found, and what they cost. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    title: 'Rows arrive as vCenter sends them',
    icon: <SeriesDerived size={20} />,
    text: (
      <>
        What you see first is a demo estate, over the same way as a real one. <strong>Connect…</strong> at the top right
        collects from your vCenter; an account that may only read is enough, and its password stays in this session.
      </>
    ),
  },
  {
    title: 'Numbers lead to their rows',
    icon: <Search size={20} />,
    text: (
      <>
        <strong>Overview</strong> counts, and every number opens the rows it counted. <kbd className="hs-key">Ctrl</kbd>
        <kbd className="hs-key">K</kbd> finds any object by name, <kbd className="hs-key">/</kbd> filters the table, and{' '}
        <kbd className="hs-key">Enter</kbd> shows everything of a row.
      </>
    ),
  },
  {
    title: 'The heap that holds them is in sight',
    icon: <TimelineLineChart size={20} />,
    text: (
      <>
        <strong>Memory</strong> draws the heap of every thread while rows arrive, and <strong>Benchmark</strong>{' '}
        measures what each optimisation saves on this machine. <strong>Settings</strong> switches them.
      </>
    ),
  },
];
