import { utilityProcess } from 'electron';
import type { SpawnProgram } from '../../services.ts';

/**
 * Starts a program as a utility process: with the RunAsNode fuse off, as it is in the packaged application, Electron's
 * binary starts no Node process any more.
 */
export const spawnUtilityProgram: SpawnProgram = ({ path, name, args = [] }) => {
  const child = utilityProcess.fork(path, [...args], {
    serviceName: name,
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
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => child.once('exit', (code) => listener(`code ${code}`)),
    stderr: () => tail.trim(),
    // Electron's own kill() is a request, which a program that handles signals may not grant.
    kill: (force) => {
      if (force && child.pid !== undefined) endByForce(child.pid);
      else child.kill();
    },
  };
};

function endByForce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
