/** A program of ours that runs in a process of its own. */
export interface Program {
  /** File to run. */
  readonly path: string;
  /** What lists of processes call it. */
  readonly name: string;
  /** Anybody on the machine can read these: never a secret. */
  readonly args?: readonly string[];
}

/** A started process, as far as its launcher needs it; what kind of process is the host's to say. */
export interface ChildProgram {
  readonly pid: number | undefined;
  /** Sends plain data. A process that is gone hears nothing, and that is no error here: `onEnd` tells. */
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Told once, with what ended it: an exit code, a signal, or why it could not be started. */
  readonly onEnd: (listener: (how: string) => void) => void;
  /** The last it wrote to stderr. */
  readonly stderr: () => string;
  readonly kill: (force: boolean) => void;
}

/** Starts a program with nothing of our settings and secrets in its environment. */
export type SpawnProgram = (program: Program) => ChildProgram;

/** A process and its end, for the one who owns it. */
export interface RunningProgram extends Omit<ChildProgram, 'onEnd' | 'kill'> {
  /** Resolves to what ended it. Never rejects. */
  readonly ended: Promise<string>;
  /** Asks it to end, insists after `graceMs`, and waits until it is gone. Idempotent. */
  readonly stop: (graceMs: number) => Promise<void>;
}

export type LaunchProgram = (program: Program) => RunningProgram;
