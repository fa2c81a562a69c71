/**
 * Makes time go faster in every isolate of a program: loaded with `--import FILE?factor=60&since=MS`, as fast-time-fixture.ts does.
 * Clocks and timers of programs, and time-outs of sockets, are all scaled alike. Not scaled are the times of V8's collections of garbage
 * (PerformanceObserver) and the limits on how long a request may take to come in (http's requestTimeout and headersTimeout, which Node
 * keeps outside of JavaScript).
 * At SIGUSR2 every isolate collects its garbage and writes to stderr what is left in it.
 */
import { createHook } from 'node:async_hooks';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { BroadcastChannel, isMainThread, threadName } from 'node:worker_threads';

const { searchParams } = new URL(import.meta.url);
const factor = Number(searchParams.get('factor'));
/** Real and simulated time are the same at this moment, in all isolates and processes; milliseconds since the epoch. */
const since = Number(searchParams.get('since'));

scaleClocks();
scaleTimers();
scaleSockets();
tellWhatIsLeft();

function scaleClocks(): void {
  const RealDate = Date;
  const realNow = performance.now.bind(performance);
  const realOrigin = performance.timeOrigin;
  const realNanoseconds = process.hrtime.bigint;
  const now = () => since + (realOrigin + realNow() - since) * factor;
  globalThis.Date = class FastDate extends RealDate {
    constructor(...args: [] | ConstructorParameters<DateConstructor>) {
      if (args.length === 0) super(now());
      else super(...args);
    }
    static override now(): number {
      return Math.floor(now());
    }
  } as DateConstructor;
  Object.defineProperties(performance, {
    now: { value: () => realNow() * factor },
    timeOrigin: { value: since + (realOrigin - since) * factor },
  });
  const nanoseconds = () => realNanoseconds() * BigInt(factor);
  const hrtime = (before: [number, number] = [0, 0]): [number, number] => {
    const passed = nanoseconds() - BigInt(before[0]) * 1_000_000_000n - BigInt(before[1]);
    return [Number(passed / 1_000_000_000n), Number(passed % 1_000_000_000n)];
  };
  process.hrtime = Object.assign(hrtime, { bigint: nanoseconds });
}

function scaled<T>(milliseconds: T): T | number {
  return typeof milliseconds === 'number' ? milliseconds / factor : milliseconds;
}

function scaleTimers(): void {
  const { setTimeout: pause, setInterval: pauses } = timersPromises;
  const fastPause = (delay?: number, ...rest: unknown[]) => Reflect.apply(pause, undefined, [scaled(delay), ...rest]);
  const fastPauses = (delay?: number, ...rest: unknown[]) => Reflect.apply(pauses, undefined, [scaled(delay), ...rest]);
  Object.assign(timersPromises, { setTimeout: fastPause, setInterval: fastPauses });
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const real = timers[name];
    const fast = (callback: () => void, delay?: number, ...rest: unknown[]) =>
      Reflect.apply(real, globalThis, [callback, scaled(delay), ...rest]);
    if (name === 'setTimeout') Object.assign(fast, { [promisify.custom]: fastPause });
    Object.assign(timers, { [name]: fast });
    Object.assign(globalThis, { [name]: fast });
  }
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(Math.ceil(milliseconds / factor));
  syncBuiltinESMExports();
}

/** Time-outs of sockets, and of what http builds on them, go by timers inside of Node. */
function scaleSockets(): void {
  const real = Socket.prototype.setTimeout;
  Socket.prototype.setTimeout = function (this: Socket, milliseconds, callback) {
    return Reflect.apply(real, this, [scaled(milliseconds), callback]);
  };
}

function tellWhatIsLeft(): void {
  const resources = new Map<number, string>();
  createHook({
    init: (id, type) => {
      if (type === 'Timeout' || /WRAP$|^MESSAGEPORT$|^WORKER$/.test(type)) resources.set(id, type);
    },
    destroy: (id) => resources.delete(id),
    // Promises are not counted, and following them would slow everything down.
    ...{ trackPromises: false },
  }).enable();
  const channel = new BroadcastChannel('fast-time');
  const tell = async (round: number): Promise<void> => {
    // What one collection has made unreachable, such as weak references, the next one takes.
    for (let times = 0; times < 4; times += 1) {
      globalThis.gc?.();
      await timersPromises.setImmediate();
    }
    const { external_memory: externalBytes } = getHeapStatistics();
    // What V8 compiles goes on growing for hours; it has spaces of its own.
    const spaces = getHeapSpaceStatistics().filter(
      ({ space_name }) => !/^(?:code|trusted|read_only)_/.test(space_name),
    );
    const heapBytes = spaces.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
    const types = [...resources.values()];
    const counted = types.filter((type) => type === 'Timeout').length;
    const handles = types.filter((type) => type !== 'Timeout' && !/REQ|CONNECT|SHUTDOWN|WRITE/.test(type)).length;
    const isolate = isMainThread ? 'main' : threadName;
    writeSync(2, `left ${JSON.stringify({ round, isolate, heapBytes, externalBytes, timers: counted, handles })}\n`);
  };
  channel.onmessage = ({ data }: { readonly data: unknown }) => void tell(Number(data));
  // Nobody stays alive in order to be asked.
  channel.unref();
  if (!isMainThread) return;
  let rounds = 0;
  process.on('SIGUSR2', () => {
    rounds += 1;
    channel.postMessage(rounds);
    void tell(rounds);
  });
}
