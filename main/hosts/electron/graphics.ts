import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { DiagnosticsFact } from '../../../shared/app-view.ts';
import { HeapsphereError } from '../../../shared/errors.ts';

/** Its presence makes the next start do without the graphics processor; its name carries the version that failed. */
const MARK = 'without-gpu';
const RECENT_MS = 60_000;
/** Chromium starts its GPU process again by itself; so many ends in a minute, and it may give up and take us with it. */
const TOO_OFTEN = 3;

export interface Graphics {
  facts(): DiagnosticsFact[];
}

/**
 * Watches Chromium's GPU process. One that ends again and again is done without from the next start on, until another
 * version of the application is installed. To be called before the application is ready.
 */
export function watchGraphics(
  app: App,
  { folder, version, log, now = () => performance.now() }: GraphicsOptions,
): Graphics {
  const mark = join(folder, `${MARK}-${version}`);
  const software = existsSync(mark);
  if (software) app.disableHardwareAcceleration();
  const ends: number[] = [];
  let total = 0;
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    total += 1;
    const time = now();
    while (ends[0] !== undefined && ends[0] <= time - RECENT_MS) ends.shift();
    ends.push(time);
    log(`The GPU process is gone (${reason}); Chromium starts it again.`);
    if (ends.length !== TOO_OFTEN || software) return;
    try {
      writeFileSync(mark, '');
      log(
        `That was ${TOO_OFTEN} times in a minute: from the next start on the window is drawn without it. Delete ${mark} to try it again.`,
      );
    } catch (error) {
      log(`It cannot be remembered to do without it: ${HeapsphereError.dataOf(error).message}`);
    }
  });
  return {
    facts: () => [
      { name: 'Graphics', value: software ? 'software, because the GPU process failed before' : 'as Chromium chooses' },
      ...(total > 0 ? [{ name: 'Ends of the GPU process', value: String(total) }] : []),
    ],
  };
}

interface GraphicsOptions {
  /** Data folder of the application. */
  readonly folder: string;
  readonly version: string;
  readonly log: (line: string) => void;
  readonly now?: () => number;
}
