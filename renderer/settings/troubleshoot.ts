import type { SettingKey, SettingView } from '../../shared/settings.ts';

export interface TroubleshootStep {
  readonly key: SettingKey;
  readonly label: string;
  /** What to look at after the next collection. */
  readonly watch: string;
}

/** What to switch off when something goes wrong, in this order: each step costs more memory than the one before. */
export const TROUBLESHOOT_STEPS: readonly TroubleshootStep[] = [
  {
    key: 'explicitGc',
    label: 'Garbage collection off',
    watch:
      'Watch the pauses on the Memory screen: if the collection stops stalling, its forced collections were the reason.',
  },
  {
    key: 'compressResults',
    label: 'Compression off',
    watch:
      'Watch errors and sizes on the Cache screen: if damaged or slow entries are gone, compressing them was the reason.',
  },
  {
    key: 'enableStreaming',
    label: 'Streaming off',
    watch:
      'Watch the missing values and RSS: if rows now arrive whole, pages were the reason; the peak will be far higher.',
  },
];

/** `done`: switched off; `locked`: cannot be, and is passed over; `next`: its turn; `later`: not yet. */
export type StepState = 'done' | 'locked' | 'next' | 'later';

/** Where each step stands. */
export function stepStates(views: readonly SettingView[]): readonly StepState[] {
  let turn = true;
  return TROUBLESHOOT_STEPS.map(({ key }) => {
    const view = views.find((known) => known.key === key);
    if (view?.value === false) return 'done';
    if (view?.locked !== undefined) return 'locked';
    const state = turn ? 'next' : 'later';
    turn = false;
    return state;
  });
}
