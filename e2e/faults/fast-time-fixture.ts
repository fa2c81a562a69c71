import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import type { RunningApp } from '../fixtures/running-app.ts';

const PRELOAD = new URL('fast-time-preload.ts', import.meta.url);

/** What an isolate holds after collections of garbage in full. */
export interface LeftInIsolate {
  readonly isolate: string;
  /** Without compiled code. */
  readonly heapBytes: number;
  /** Memory outside of the heap that objects in it hold, in bytes. */
  readonly externalBytes: number;
  /** Timers that are set, those that keep nobody alive included. */
  readonly timers: number;
  /** Sockets, ports to other threads, threads and the like. */
  readonly handles: number;
}

/** A time that goes faster than the real one, the same for all programs that are given it. */
export interface FastTime {
  /** Arguments of Node that give it to a program and its worker threads. */
  readonly nodeArgs: readonly string[];
  /** What it is there now, in milliseconds since the epoch. */
  now(): number;
}

/**
 * @param folder where what makes time go faster is written, without its types: what takes types out would fill the heaps that are looked at
 * @param factor how many times faster; what takes computing still takes as long as it does
 */
export function fastTime(folder: string, factor: number): FastTime {
  const since = Date.now();
  const program = join(folder, 'fast-time.mjs');
  writeFileSync(program, stripTypeScriptTypes(readFileSync(PRELOAD, 'utf8')));
  const preload = pathToFileURL(program);
  preload.search = new URLSearchParams({ factor: String(factor), since: String(since) }).toString();
  return {
    // Compiled code goes whenever garbage is collected in full: else it would when it was not used for half a minute of the real time,
    // and make room in which a leak is not seen.
    nodeArgs: ['--expose-gc', '--stress-flush-code', '--import', preload.href],
    now: () => since + (Date.now() - since) * factor,
  };
}

/** Has isolates of an application that goes by a fast time collect their garbage. @param isolates whose answers are waited for */
export async function leftIn(
  app: Pick<RunningApp, 'pid' | 'output'>,
  isolates: readonly string[],
): Promise<Readonly<Record<string, LeftInIsolate>>> {
  const answers = () =>
    app
      .output()
      .split('\n')
      .filter((line) => line.startsWith('left '))
      .map((line) => JSON.parse(line.slice('left '.length)) as LeftInIsolate & { readonly round: number });
  const before = Math.max(0, ...answers().map(({ round }) => round));
  process.kill(app.pid, 'SIGUSR2');
  return vi.waitFor(
    () => {
      const left = answers().filter(({ round }) => round > before);
      const missing = isolates.filter((name) => left.every(({ isolate }) => isolate !== name));
      if (missing.length > 0) throw new Error(`${missing.join(', ')} did not say what is left`);
      return Object.fromEntries(left.map(({ round: _, ...each }) => [each.isolate, each]));
    },
    { timeout: 20_000 },
  );
}
