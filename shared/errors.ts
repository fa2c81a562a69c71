import { z } from 'zod';

/** What kind of failure it was; the terminal door maps each to an exit code. */
export const ERROR_CODES = [
  'usage',
  'login-refused',
  'cannot-connect',
  'certificate-untrusted',
  'protocol',
  'server-fault',
  'not-authenticated',
  'budget-exceeded',
  'worker-crashed',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The certificate a server presented, as far as a person needs it to decide. */
export const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  /** SHA-256 of the DER certificate, upper-case hex pairs with colons. */
  fingerprint256: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** An error as data: it survives threads, IPC and sockets without losing what to do next. */
export const errorDataSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** One sentence: what was wrong, with the value. */
  message: z.string(),
  /** One sentence: what the operator can do. */
  action: z.string(),
  /** vSphere fault type, when a server answered with one. */
  fault: z.string().optional(),
  certificate: certificateSchema.optional(),
  /** The fingerprint that was pinned, where the server presents another one. */
  pinnedFingerprint256: z.string().optional(),
  /** Which setting or field the error is about. */
  field: z.string().optional(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

/** The one error class that crosses boundaries. Never put a secret into message or action. */
export class HeapsphereError extends Error {
  readonly data: ErrorData;

  constructor(data: ErrorData, options?: ErrorOptions) {
    super(data.message, options);
    this.name = 'HeapsphereError';
    this.data = data;
  }

  get code(): ErrorCode {
    return this.data.code;
  }

  /** Anything thrown, as data. Unknown errors become `internal` with their own message. */
  static dataOf(error: unknown): ErrorData {
    if (error instanceof HeapsphereError) return error.data;
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { code: 'internal', message, action: 'Please report this with the steps that led to it.' };
  }
}
