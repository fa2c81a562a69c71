import { CannotConnect, type Interruption } from './connect-error.ts';
import { isFault } from './faults.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';

/** Why a reading may be begun anew; `changed`: what it went by is not there any more. */
export interface Repeatable {
  readonly because: Interruption | 'changed';
  /** Milliseconds that the server asks to wait, where it does. */
  readonly afterMs?: number;
}

/** Whether a login may go better a moment later: one that a busy server has not judged. Where nobody answers there may be nobody. */
export function repeatableLogin(error: unknown): Repeatable | undefined {
  if (!(error instanceof CannotConnect) || error.interruption !== 'busy') return undefined;
  return { because: 'busy', ...(error.retryAfterMs === undefined ? {} : { afterMs: error.retryAfterMs }) };
}

/**
 * Whether reading a container once more, with a new view, may go better than it did. Undefined for what would fail alike: a
 * refusal, an answer that cannot be read, a container that is gone.
 */
export function repeatable(error: unknown, container: ManagedObjectReference): Repeatable | undefined {
  if (error instanceof CannotConnect) {
    const { interruption, retryAfterMs } = error;
    if (interruption === undefined) return undefined;
    return { because: interruption, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
  }
  // Fields of faults come as text, a reference as its moId. An object went while it was read, or the view went with the session it belonged to.
  if (isFault(error, 'ManagedObjectNotFound') && error.fields.obj !== container.value) return { because: 'changed' };
  // The token is not known any more: the service was started anew.
  if (isFault(error, 'InvalidArgument') && error.method === 'ContinueRetrievePropertiesEx')
    return { because: 'changed' };
  return undefined;
}
