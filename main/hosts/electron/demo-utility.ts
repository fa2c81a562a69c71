import { utilityProcess } from 'electron';
import type { SpawnDemo } from '../../services.ts';

/**
 * Starts the demo vCenter as a utility process: with the RunAsNode fuse off, as it is in the packaged application, Electron's
 * binary starts no Node process any more.
 */
export const spawnDemoUtility: SpawnDemo = (program, args) => {
  const child = utilityProcess.fork(program, [...args], {
    serviceName: 'Heapsphere demo vCenter',
    stdio: ['ignore', 'ignore', 'pipe'],
    // Settings and secrets stay behind.
    env: {},
  });
  let tail = '';
  child.stderr?.on('data', (data: Buffer) => {
    tail = (tail + data.toString('utf8')).slice(-2000);
  });
  return {
    pid: child.pid,
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => child.once('exit', (code) => listener(`code ${code}`)),
    stderr: () => tail.trim(),
    kill: () => child.kill(),
  };
};
