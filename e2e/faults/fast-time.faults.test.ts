import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder-fixture.ts';
import { fastTime } from './fast-time-fixture.ts';

const PROGRAM = fileURLToPath(new URL('fast-time-program-fixture.ts', import.meta.url));
const MINUTE = 60_000;
const WAITS = [
  'AbortSignal',
  'http timeout',
  'promisify',
  'refresh',
  'setInterval',
  'setTimeout',
  'socket.setTimeout',
  'timers/promises',
];

it('a minute of every timer is a minute by every clock, and much sooner over, in all threads', async () => {
  const { nodeArgs } = fastTime(await temporaryFolder(), 60);
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeArgs, PROGRAM], {
    // All of them took as many minutes at the pace of the clock on the wall.
    timeout: 2 * MINUTE,
  });
  const told = JSON.parse(stdout) as Record<string, Record<string, Record<string, number>>>;
  expect(Object.keys(told)).toEqual(['main', 'worker']);
  for (const [thread, waits] of Object.entries(told)) {
    expect(Object.keys(waits).sort()).toEqual(WAITS);
    for (const [wait, { apart = Number.NaN, ...clocks }] of Object.entries(waits)) {
      for (const [clock, passed] of Object.entries(clocks)) {
        // A timer is due at a whole millisecond of the real time.
        expect(passed, `${wait} of ${thread} by ${clock}`).toBeGreaterThanOrEqual(MINUTE - 2 * 60);
      }
      expect(apart, `clocks of ${thread}`).toBeLessThan(1000);
    }
  }
});
