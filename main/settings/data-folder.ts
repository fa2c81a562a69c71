import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix, resolve, win32 } from 'node:path';
import { HeapsphereError } from '../../shared/errors.ts';

/** Where programs of this platform keep what is theirs: XDG on Linux, Application Support on macOS, AppData on Windows. */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Heapsphere');
  if (platform === 'win32') {
    const { APPDATA: roaming = '' } = environment;
    return win32.join(win32.isAbsolute(roaming) ? roaming : win32.join(home, 'AppData', 'Roaming'), 'Heapsphere');
  }
  // The XDG specification has relative paths ignored.
  const { XDG_DATA_HOME: data = '' } = environment;
  return posix.join(posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'heapsphere');
}

/** The folder, made for its owner alone where it is missing. Throws `usage` naming it when it cannot be made. */
export async function openDataFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HeapsphereError(
      {
        code: 'usage',
        message: `The data folder ${path} cannot be made: ${error instanceof Error ? error.message : error}.`,
        action: 'Give another one with HEAPSPHERE_DATA_DIR, or make it writable.',
        field: 'dataFolder',
      },
      { cause: error },
    );
  }
  return path;
}
