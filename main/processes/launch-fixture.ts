import { launcherOn } from './launch-program.ts';
import { spawnNodeProgram } from './node-program.ts';

/** Launches programs as child processes of Node. */
export const launchNode = launcherOn(spawnNodeProgram);
