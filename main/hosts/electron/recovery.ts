import type { BrowserWindow } from 'electron';
import { ENTRY_URL, STOPPED_URL } from './origin.ts';

/** Pauses before the page is loaded again after its first, second and third crash, in milliseconds. */
const PAUSES_MS = [0, 1000, 5000] as const;
/** Crashes further apart have nothing to do with each other. */
const RECENT_MS = 120_000;

export interface Recovery {
  readonly load: (url: string) => void;
  /** The window is on its way out; nobody needs its page any more. */
  readonly isClosing: () => boolean;
  readonly log: (line: string) => void;
  readonly now?: () => number;
}

/**
 * Brings the page of a window back when its process is gone: at once, then after longer pauses, and after the fourth time
 * within two minutes a page that says so, from which an operator goes on. Collections live in main and do not notice.
 */
export function recoverPage(
  window: BrowserWindow,
  { load, isClosing, log, now = () => performance.now() }: Recovery,
): void {
  const crashes: number[] = [];
  let timer: NodeJS.Timeout | undefined;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || isClosing()) return;
    const time = now();
    while (crashes[0] !== undefined && crashes[0] <= time - RECENT_MS) crashes.shift();
    crashes.push(time);
    const pause = PAUSES_MS[crashes.length - 1];
    const next = pause === undefined ? 'It is left alone now.' : `It is loaded again in ${pause / 1000} s.`;
    log(`The window's process is gone (${reason}), for the ${crashes.length}. time in two minutes. ${next}`);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isClosing()) load(pause === undefined ? STOPPED_URL : ENTRY_URL);
    }, pause ?? 0);
  });
  window.once('closed', () => clearTimeout(timer));
}
