import type { ErrorData } from '../../../shared/errors.ts';
import { visibleText } from '../../../shared/visible-text.ts';

/** Where a command talks to: results on stdout, everything else on stderr. */
export interface Terminal {
  /** Exactly the result; nothing else is ever written here. */
  result(text: string): void;
  /** A line for the person watching. */
  note(text: string): void;
  /** Replaces the current status line on a terminal; silent elsewhere. */
  status(text: string): void;
  error(error: ErrorData): void;
}

export function createTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Terminal {
  let statusShown = false;
  const clear = () => {
    if (statusShown) stderr.write('\r\u001b[2K');
    statusShown = false;
  };
  // A reader that went away (a closed pipe) ends our interest in writing, not the clean-up.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  return {
    result(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    note(text) {
      clear();
      stderr.write(`${visibleText(text)}\n`);
    },
    status(text) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[2K${visibleText(text).slice(0, Math.max(20, (stderr.columns ?? 80) - 1))}`);
      statusShown = true;
    },
    error({ message, action }) {
      clear();
      stderr.write(`${visibleText(message)}\n${visibleText(action)}\n`);
    },
  };
}
