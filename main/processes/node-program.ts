import { fork } from 'node:child_process';
import type { SpawnProgram } from './child-program.ts';

/** What a Node program needs of its surroundings; settings and secrets stay behind. */
const INHERITED = [
  ...['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'LANG', 'LC_ALL'],
  // Files of authorities that are trusted: without them a run would not trust what its starter does.
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
];
/** Characters kept of what a process wrote to stderr. */
const TAIL = 2000;

/** Starts a program as a child process of Node. */
export const spawnNodeProgram: SpawnProgram = ({ path, args = [] }) => {
  const child = fork(path, args, {
    env: childEnvironment(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return {
    pid: child.pid,
    send: (message) => {
      // One that has just ended is told of by its exit.
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => {
      child.once('exit', (code, signal) => listener(String(signal ?? `code ${code}`)));
      child.once('error', (error) => listener(error.message));
    },
    stderr: tailOf(child.stderr),
    kill: (force) => child.kill(force ? 'SIGKILL' : 'SIGTERM'),
  };
};

function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** The last lines a process wrote to stderr, for the error that tells why it died. */
function tailOf(stderr: NodeJS.ReadableStream | null): () => string {
  let tail = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-TAIL);
  });
  return () => tail.trim();
}
