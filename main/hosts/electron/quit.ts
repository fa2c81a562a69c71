import type { App } from 'electron';

/** Longest time for logging out and ending everything, in milliseconds. */
const CLOSE_TIMEOUT_MS = 20_000;

export interface Closing {
  /** Ends what the windows can do and takes them off the screen. */
  readonly closeWindows: () => void;
  /** Ends everything else, logging out of every vCenter. */
  readonly dispose: () => Promise<void>;
  /** What to exit with when closing went well. */
  readonly exitCode: () => number;
  readonly log: (line: string) => void;
}

/**
 * Holds every attempt to quit back until everything has been closed in order, then exits; with 1 when closing failed or
 * took longer than 20 s.
 */
export function closeBeforeQuit(app: App, closing: Closing): void {
  let started = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (started) return;
    started = true;
    void closeInOrder(closing).then((code) => app.exit(code));
  });
}

async function closeInOrder({ closeWindows, dispose, exitCode, log }: Closing): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${CLOSE_TIMEOUT_MS / 1000} s`)), CLOSE_TIMEOUT_MS);
  });
  try {
    closeWindows();
    await Promise.race([dispose(), late]);
    return exitCode();
  } catch (error) {
    log(`Heapsphere did not close in order: ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    clearTimeout(timer);
  }
}
