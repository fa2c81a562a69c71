import type { Envelope } from '../../../shared/contract.ts';
import type { ErrorData } from '../../../shared/errors.ts';

/** How far something that was asked of main has come. */
export type Step<T> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'busy' }
  | { readonly phase: 'done'; readonly value: T }
  | { readonly phase: 'failed'; readonly error: ErrorData };

export const IDLE = { phase: 'idle' } as const;
export const BUSY = { phase: 'busy' } as const;

/** The step that an answer ends. */
export function stepOf<T>(envelope: Envelope<T>): Step<T> {
  return envelope.ok ? { phase: 'done', value: envelope.value } : { phase: 'failed', error: envelope.error };
}
