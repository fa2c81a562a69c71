import type { EventEmitter } from 'node:events';
import { HeapsphereError } from '../../../shared/errors.ts';
import { usage } from './collect-source.ts';

const MAX_LENGTH = 1024;

/** What is used of a terminal to read from, such as process.stdin. */
interface Keyboard extends EventEmitter {
  readonly isTTY: boolean;
  setRawMode(on: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
}

interface Screen {
  readonly isTTY: boolean;
  write(text: string): unknown;
}

/**
 * Asks for a password on the terminal, without showing it. Throws `usage` where there is no terminal to ask at, or nothing is
 * entered, and `cancelled` on Ctrl-C.
 */
export async function askPassword(
  login: string,
  keyboard: Keyboard = process.stdin,
  screen: Screen = process.stderr,
): Promise<string> {
  if (!keyboard.isTTY || !screen.isTTY) {
    throw usage(
      `No password for ${login}.`,
      'Set VSPHERE_PASSWORD, or pipe it in with --password-stdin; it is never an argument.',
    );
  }
  screen.write(`Password for ${login}: `);
  keyboard.setRawMode(true);
  keyboard.resume();
  try {
    const password = await typedLine(keyboard);
    if (password === '') throw usage('No password was entered.', 'Enter one, or set VSPHERE_PASSWORD.');
    return password;
  } finally {
    keyboard.setRawMode(false);
    keyboard.pause();
    screen.write('\n');
  }
}

/** Asks where there is somebody to ask, and it is known whose password is missing; undefined otherwise. */
export async function promptedPassword(
  { demo }: { readonly demo?: string },
  { server, user }: { readonly server?: string | undefined; readonly user?: string | undefined },
  keyboard: Keyboard = process.stdin,
  screen: Screen = process.stderr,
): Promise<string | undefined> {
  if (demo !== undefined || server === undefined || user === undefined || !keyboard.isTTY || !screen.isTTY)
    return undefined;
  return askPassword(`${user} at ${server}`, keyboard, screen);
}

function typedLine(keyboard: Keyboard): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = '';
    const onData = (data: Buffer | string) => {
      for (const key of data.toString('utf8')) {
        if (key === '\r' || key === '\n' || key === '\u0004') return settle(() => resolve(typed));
        if (key === '\u0003') return settle(() => reject(interrupted()));
        if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('');
        else if (key >= ' ' && typed.length < MAX_LENGTH) typed += key;
      }
    };
    const onEnd = () => settle(() => resolve(typed));
    const settle = (then: () => void) => {
      keyboard.off('data', onData);
      keyboard.off('end', onEnd);
      then();
    };
    keyboard.on('data', onData);
    keyboard.on('end', onEnd);
  });
}

function interrupted(): HeapsphereError {
  return new HeapsphereError({ code: 'cancelled', message: 'No password was entered.', action: 'Run it again.' });
}
