import type { CollectionPhase } from '../../shared/contract.ts';

export const PHASE_LABELS: Readonly<Record<CollectionPhase, string>> = {
  connecting: 'Connecting',
  collecting: 'Collecting',
  cancelling: 'Cancelling',
  completed: 'Collected',
  partial: 'Partial',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

/** How a phase is to be coloured. */
export type Tone = 'busy' | 'good' | 'warning' | 'bad' | 'quiet';

export const PHASE_TONES: Readonly<Record<CollectionPhase, Tone>> = {
  connecting: 'busy',
  collecting: 'busy',
  cancelling: 'quiet',
  completed: 'good',
  partial: 'warning',
  cancelled: 'quiet',
  failed: 'bad',
};
