import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import { readState, writeState } from '../../state-file.ts';

const FILE = 'window.json';
/** A window that is being moved tells so many times a second. */
const SETTLE_MS = 500;

const coordinate = z.number().int().min(-100_000).max(100_000);
const windowStateSchema = z.strictObject({
  version: z.literal(1),
  /** Where it is when it is neither maximized nor full screen. */
  bounds: z.strictObject({ x: coordinate, y: coordinate, width: coordinate.min(1), height: coordinate.min(1) }),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Where the window was when the application last ran, if that is known. */
export function readWindowState(folder: string): Promise<WindowState | undefined> {
  return readState(join(folder, FILE), windowStateSchema);
}

/** Keeps on disk where a window is. */
export interface WindowMemory {
  /** Writes what is not written yet. Never rejects. */
  flush(): Promise<void>;
}

/** Remembers where a window is from now on, until it is closed. A folder that cannot be written is logged once a run. */
export function rememberWindow(window: BrowserWindow, folder: string, log: (line: string) => void): WindowMemory {
  const path = join(folder, FILE);
  let timer: NodeJS.Timeout | undefined;
  let latest: WindowState | undefined;
  let writing: Promise<void> = Promise.resolve();
  let failed = false;

  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (latest === undefined) return;
    const state = latest;
    latest = undefined;
    writing = writing
      .then(() => writeState(path, state))
      .catch((error: unknown) => {
        if (!failed) log(`The window's place cannot be remembered: ${error instanceof Error ? error.message : error}`);
        failed = true;
      });
  };
  const changed = (): void => {
    if (window.isDestroyed()) return;
    latest = stateOf(window);
    timer ??= setTimeout(write, SETTLE_MS);
  };
  for (const name of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(name as 'resize', changed);
  window.on('enter-full-screen', changed);
  window.on('leave-full-screen', changed);
  window.on('close', changed);
  window.once('closed', write);
  return {
    flush: async () => {
      write();
      await writing;
    },
  };
}

function stateOf(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return {
    version: 1,
    bounds: { x, y, width, height },
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  };
}
