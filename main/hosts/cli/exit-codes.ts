import type { ErrorCode } from '../../../shared/errors.ts';

/** Exit codes scripts rely on. */
export const EXIT = {
  done: 0,
  internal: 1,
  usage: 2,
  loginRefused: 3,
  cannotConnect: 4,
  partial: 5,
  interrupted: 130,
} as const;

const BY_ERROR: Readonly<Partial<Record<ErrorCode, number>>> = {
  usage: EXIT.usage,
  'login-refused': EXIT.loginRefused,
  'cannot-connect': EXIT.cannotConnect,
  'certificate-untrusted': EXIT.cannotConnect,
  cancelled: EXIT.interrupted,
};

/** Exit code of a run that ended with this error and without a result. */
export function exitCodeOf(code: ErrorCode): number {
  return BY_ERROR[code] ?? EXIT.internal;
}
