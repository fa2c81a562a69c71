import { EXIT } from './exit-codes.ts';

/**
 * Runs `stop` on the first Ctrl-C (or SIGTERM); a second one ends the process at once, for a server that never lets go.
 * @returns the end of listening
 */
export function onInterrupt(stop: () => void): () => void {
  let asked = false;
  const listener = () => {
    if (asked) process.exit(EXIT.interrupted);
    asked = true;
    stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
}
