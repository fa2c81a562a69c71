import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The clock of a program that is under test, as somebody sets it while the program runs. */
export interface SettableClock {
  /** Arguments of Node that give the program, and its worker threads, this clock. */
  readonly nodeArgs: readonly string[];
  /** Sets it so many milliseconds before (negative) or after the real time. */
  set(offsetMs: number): void;
}

/** Only Date is set; timers and performance.now() go by a clock that nobody sets, as they do when a machine's time is changed. */
const SHIM = (offsetFile: string) => `
const { readFileSync } = require('node:fs');
const RealDate = Date;
let offset = 0;
let looked = -1000;
function now() {
  if (performance.now() - looked > 20) {
    looked = performance.now();
    offset = Number(readFileSync(${JSON.stringify(offsetFile)}, 'utf8')) || 0;
  }
  return RealDate.now() + offset;
}
globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now());
    else super(...args);
  }
  static now() {
    return now();
  }
};
`;

/** @param folder where the clock and its setting lie */
export function settableClock(folder: string): SettableClock {
  const offsetFile = join(folder, 'clock-offset');
  const shim = join(folder, 'clock.cjs');
  const set = (offsetMs: number) => writeFileSync(offsetFile, String(offsetMs));
  set(0);
  writeFileSync(shim, SHIM(offsetFile));
  return { nodeArgs: ['--require', shim], set };
}
