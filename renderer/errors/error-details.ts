import type { ErrorData } from '../../shared/errors.ts';

/** Where an error was seen. */
export interface SeenIn {
  readonly version: string;
  readonly host: 'electron' | 'web';
  readonly platform: string;
  /** Of the browser, or of Electron's. */
  readonly userAgent: string;
}

/** An error as it is shown, or a notice that is made like one. */
export type ShownError = Pick<ErrorData, 'message' | 'action'> & Partial<Pick<ErrorData, 'code' | 'fault' | 'field'>>;

/**
 * An error as text for a report: what happened, what to do, its kind, and where and when it was seen. It names what the message
 * names, such as a server; messages hold no secrets. `at` in milliseconds since the epoch; where is unknown before main has answered.
 */
export function errorDetails(error: ShownError, seenIn: SeenIn | undefined, at: number): string {
  const { message, action, code, fault, field } = error;
  const window = seenIn?.host === 'electron' ? 'desktop' : 'web host';
  return [
    seenIn === undefined
      ? 'Heapsphere, version not known'
      : `Heapsphere ${seenIn.version}, ${window}, ${seenIn.platform}`,
    ...(seenIn === undefined ? [] : [`Browser: ${seenIn.userAgent}`]),
    `Time: ${new Date(at).toISOString()}`,
    ...(code === undefined ? [] : [`Error: ${code}`]),
    ...(fault === undefined ? [] : [`Fault: ${fault}`]),
    ...(field === undefined ? [] : [`Field: ${field}`]),
    `What happened: ${message}`,
    ...(action === '' ? [] : [`What to do: ${action}`]),
    '',
  ].join('\n');
}

/** Whether a report would be of use: not of what somebody typed, nor of what they did on purpose. */
export function isWorthReporting({ code }: ShownError): boolean {
  return code !== undefined && code !== 'usage' && code !== 'cancelled';
}
