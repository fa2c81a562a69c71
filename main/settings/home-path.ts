import { homedir } from 'node:os';
import { posix } from 'node:path';

/** A path for people to read: "~" stands for their home folder, as in their shells. Windows' shells do not know it: whole there. */
export function homePath(path: string, platform: NodeJS.Platform = process.platform, home = homedir()): string {
  // The home of a service may be the root, or none.
  if (platform === 'win32' || !posix.isAbsolute(home) || posix.parse(home).base === '') return path;
  const below = posix.relative(home, path);
  const isBelow = posix.isAbsolute(path) && below !== '..' && !below.startsWith('../');
  return isBelow ? posix.join('~', below) : path;
}
