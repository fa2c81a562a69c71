/** Scripts speak on stderr only: stdout belongs to the program they start. */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * How far something is: rewritten in place on a terminal, a line of its own elsewhere.
 *
 * @param {string} line
 */
export function sayProgress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r${line}\x1b[K`);
  else say(line);
}

/** Removes what sayProgress left on a terminal. */
export function clearLine() {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

/**
 * @param {number} since performance.now() at the start.
 * @returns {string} such as "7.9 s" or "2 min 05 s".
 */
export function elapsed(since) {
  const seconds = (performance.now() - since) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
