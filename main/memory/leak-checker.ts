import { setImmediate as turn } from 'node:timers/promises';
import type { LeakCheck } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { forceGc } from './force-gc.ts';
import { leakVerdict } from './leak-verdict.ts';

/**
 * V8 keeps compiled code and what it learned about functions: about 500 KiB over the first dozen collections. Warming up ends
 * when so many in a row have added next to nothing; a real leak goes on growing, so it ends after so many at the latest.
 */
const CALM_WARM_UPS = 4;
const CALM_BYTES = 16 * 1024;
const MAX_WARM_UPS = 30;

/** What is done again and again while the heap is watched. */
export interface LeakSubject {
  readonly label: string;
  /** The same on a small scale, so that V8 has compiled what there is to compile. Rejects as collect() does. */
  warmUp(signal: AbortSignal): Promise<void>;
  /** Once, from start to end. Rejects when it failed, and with the signal's reason. */
  collect(signal: AbortSignal): Promise<void>;
  /** Lets go of what is held for no longer than until the heap is read. */
  quiesce(): Promise<void>;
  /** Always called at the end. */
  dispose(): Promise<void>;
}

/** Runs one leak check at a time in this isolate and remembers the last one. One owner: dispose() cancels it. */
export class LeakChecker {
  readonly #onChange: () => void;
  #state: LeakCheck | undefined;
  #cancel: AbortController | undefined;
  #running: Promise<void> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): LeakCheck | undefined {
    return this.#state;
  }

  /**
   * Begins a check; its progress is in the state. Throws HeapsphereError `usage` while another one runs, and whatever
   * opening the subject fails with.
   */
  async start(runs: number, open: () => Promise<LeakSubject>): Promise<void> {
    if (this.#cancel) throw runningAlready();
    const cancel = new AbortController();
    this.#cancel = cancel;
    try {
      const subject = await open();
      this.#running = this.#run(subject, runs, cancel.signal);
    } catch (error) {
      this.#cancel = undefined;
      throw error;
    }
  }

  /** Idempotent; what was measured stays. */
  cancel(): void {
    this.#cancel?.abort(cancelled());
  }

  async dispose(): Promise<void> {
    this.cancel();
    await this.#running;
  }

  async #run(subject: LeakSubject, runs: number, signal: AbortSignal): Promise<void> {
    const { label } = subject;
    let state: LeakCheck = { phase: 'running', label, runs, points: [] };
    this.#set(state);
    try {
      await warmUp(subject, signal);
      for (let run = 1; run <= runs; run += 1) {
        await subject.collect(signal);
        signal.throwIfAborted();
        const point = { run, ...(await settledHeap(subject)) };
        state = { ...state, points: [...state.points, point] };
        this.#set(state);
      }
      state = { ...state, phase: 'completed', verdict: leakVerdict(state.points) };
    } catch (error) {
      state = signal.aborted
        ? { ...state, phase: 'cancelled' }
        : { ...state, phase: 'failed', error: HeapsphereError.dataOf(error) };
    }
    await subject.dispose().catch(() => {});
    // Before the end is told, so that whoever hears of it can begin anew.
    this.#cancel = undefined;
    this.#set(state);
  }

  #set(state: LeakCheck): void {
    this.#state = state;
    this.#onChange();
  }
}

async function warmUp(subject: LeakSubject, signal: AbortSignal): Promise<void> {
  const recent: number[] = [];
  for (let count = 0; count < MAX_WARM_UPS; count += 1) {
    await subject.warmUp(signal);
    recent.push((await settledHeap(subject)).heapUsed);
    if (recent.length > CALM_WARM_UPS) recent.shift();
    if (recent.length === CALM_WARM_UPS && Math.max(...recent) - Math.min(...recent) <= CALM_BYTES) return;
  }
}

/** What is left when everything that can be collected is; a second collection finds what finalizers let go in between. */
async function settledHeap(subject: LeakSubject): Promise<Omit<LeakCheck['points'][number], 'run'>> {
  await subject.quiesce();
  forceGc('major');
  await turn();
  forceGc('major');
  const { heapUsed, external, rss } = process.memoryUsage();
  return { at: Date.now(), heapUsed, external, rss };
}

function runningAlready(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: 'A leak check is running.',
    action: 'Wait until it is done, or cancel it.',
  });
}

function cancelled(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'The leak check was cancelled.',
    action: 'Start it again when you want its verdict.',
  });
}
