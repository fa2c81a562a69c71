import { type ErrorCode, HeapsphereError } from '../../shared/errors.ts';

/** Errors after which the next type cannot succeed either. */
const FATAL: ReadonlySet<ErrorCode> = new Set([
  'cannot-connect',
  'certificate-untrusted',
  'login-refused',
  'not-authenticated',
  'budget-exceeded',
  'cancelled',
  'internal',
  'usage',
]);

export function isFatal({ code }: HeapsphereError): boolean {
  return FATAL.has(code);
}

/** What made a collection fail: that it was cancelled, where it was, whatever was thrown then. */
export function failureOf(error: unknown, signal: AbortSignal): HeapsphereError {
  if (signal.aborted) {
    return new HeapsphereError({
      code: 'cancelled',
      message: 'The collection was cancelled.',
      action: 'Start it again when you want the rest.',
    });
  }
  return error instanceof HeapsphereError
    ? error
    : new HeapsphereError(HeapsphereError.dataOf(error), { cause: error });
}
