import type { LaunchProgram, SpawnProgram } from './child-program.ts';

/** Starts programs in the host's kind of process, each with an owner who can stop it. */
export function launcherOn(spawn: SpawnProgram): LaunchProgram {
  return (program) => {
    const { onEnd, kill, ...child } = spawn(program);
    const ended = new Promise<string>(onEnd);
    let stopped: Promise<void> | undefined;
    const stop = async (graceMs: number): Promise<void> => {
      kill(false);
      const insist = setTimeout(() => kill(true), graceMs);
      await ended;
      clearTimeout(insist);
    };
    return {
      ...child,
      ended,
      stop: (graceMs) => {
        stopped ??= stop(graceMs);
        return stopped;
      },
    };
  };
}
