import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GNU_TIME } from '../../e2e/fixtures/servers/required-tools.ts';

/**
 * What one run of a program took, as the operating system counts it.
 *
 * @typedef {{ seconds: number, cpuSeconds: number, peakBytes: number }} Usage
 */

/**
 * Runs a program to its end under GNU time.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} [environment] laid over this process's; undefined removes a variable.
 * @returns {Promise<{ usage: Usage, stdout: string, stderr: string }>}
 * @throws {Error} with what the program said when it fails.
 */
export async function timedRun(command, args, environment = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'heapsphere-time-'));
  try {
    const report = join(folder, 'usage');
    const child = spawn(GNU_TIME, ['-f', '%e %U %S %M', '-o', report, command, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${stderr}${stdout}`);
    return { usage: parseUsage(await readFile(report, 'utf8')), stdout, stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} report "elapsed user system maximum": seconds, seconds, seconds, KiB.
 * @returns {Usage}
 */
export function parseUsage(report) {
  const line = report.trimEnd().split('\n').at(-1) ?? '';
  const [elapsed, user, system, maximum] = line.split(' ').map(Number);
  if (![elapsed, user, system, maximum].every(Number.isFinite)) throw new Error(`GNU time reported "${line}"`);
  return { seconds: elapsed ?? 0, cpuSeconds: (user ?? 0) + (system ?? 0), peakBytes: (maximum ?? 0) * 1024 };
}
