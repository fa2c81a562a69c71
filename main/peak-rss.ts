import { readFileSync } from 'node:fs';

/**
 * Largest resident set this process has had, in bytes, as the operating system counts it.
 *
 * On Linux that is VmHWM of /proc/self/status (proc_pid_status(5)). getrusage's ru_maxrss will not do there: it outlives
 * execve(2), so that a process begins with the peak of the one that started it, which may be larger than its own.
 */
export function peakRssBytes(): number {
  return highWaterMark() ?? process.resourceUsage().maxRSS * 1024;
}

/** Undefined where there is no /proc. */
function highWaterMark(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
