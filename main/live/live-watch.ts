import type { IsolateSample } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { LiveState } from '../../shared/live-view.ts';
import type { InventoryLog, LogReader } from '../collector/inventory-log.ts';
import { LiveThread } from './live-thread.ts';
import { LiveViewer, type ViewerPush } from './live-viewer.ts';
import type { LiveMessage, LiveReport, LiveSpec } from './protocol.ts';

/** How often it is looked whether rows in view are due to be polled, in milliseconds. */
const TICK_MS = 1000;

/** What a watch needs to begin. */
export interface OpenWatch {
  readonly spec: LiveSpec;
  /** The collected rows that the windows show. */
  readonly log: Pick<InventoryLog, 'attach' | 'length'>;
  /** Called when the thread is gone. */
  readonly release: () => Promise<void>;
}

export interface LiveWatchOptions {
  readonly collectionId: string;
  readonly isolate: string;
  /** Called for every new thread. */
  readonly open: () => Promise<OpenWatch>;
  /** Seconds between two readings of what the server does not push. */
  readonly pollSeconds: () => number;
  readonly onIsolate: (isolate: string, read: () => Promise<Omit<IsolateSample, 'isolate'>>) => () => void;
}

/**
 * Watches one collection's estate for all windows that show it, in one thread. The slowest window that is not paused sets the
 * pace. A window that comes later has only the collected rows: then the thread begins anew, and tells everybody what differs
 * from those; whoever has it already sees no difference.
 */
export class LiveWatch {
  readonly #options: LiveWatchOptions;
  readonly #viewers = new Map<object, LiveViewer>();
  #thread: LiveThread | undefined;
  /** The thread that starts or runs, and the clean-up of those before it. */
  #turn: Promise<void> = Promise.resolve();
  #reader: LogReader | undefined;
  #onRemembered: (seq: number) => void = () => {};
  #report: LiveReport = { phase: 'starting' };
  #confirmedAt: number | undefined;
  #nextShipment = 0;
  #paused = false;
  #polls = new Map<number, LiveViewer>();
  #polled = 0;
  #ticker: NodeJS.Timeout | undefined;
  /** Counts beginnings; what an older one is told is no news. */
  #round = 0;

  constructor(options: LiveWatchOptions) {
    this.#options = options;
  }

  get hasViewers(): boolean {
    return this.#viewers.size > 0;
  }

  add(holder: object, push: ViewerPush): LiveState {
    const viewer = new LiveViewer(push);
    this.#viewers.set(holder, viewer);
    this.#begin();
    return this.#stateFor(viewer);
  }

  remove(holder: object): void {
    if (this.#viewers.delete(holder)) this.#settlePace();
  }

  credit(holder: object, seq: number): void {
    this.#viewers.get(holder)?.credit(seq);
    this.#settlePace();
  }

  /** Throws `usage` for a window that does not follow this watch. */
  pause(holder: object, paused: boolean): LiveState {
    const viewer = this.#viewers.get(holder);
    if (!viewer) throw notOpen(this.#options.collectionId);
    viewer.paused = paused;
    if (!paused && viewer.missed) this.#begin();
    else this.#settlePace();
    return this.#stateFor(viewer);
  }

  /** The rows in view of a window: polled at once, then again and again. */
  look(holder: object, refs: readonly string[]): void {
    const viewer = this.#viewers.get(holder);
    if (!viewer) return;
    viewer.visible = refs;
    viewer.polledAt = undefined;
    this.#pollDue();
  }

  /** Leaves nothing at the server, logs out and ends. Idempotent. */
  async close(): Promise<void> {
    this.#viewers.clear();
    this.#round += 1;
    this.#end();
    await this.#turn;
  }

  #begin(): void {
    this.#round += 1;
    const round = this.#round;
    this.#end();
    for (const viewer of this.#viewers.values()) {
      viewer.missed = false;
      viewer.forgetShipments();
    }
    this.#setReport({ phase: 'starting' });
    this.#turn = this.#turn
      .then(() => this.#start(round))
      .catch((error: unknown) => {
        if (round === this.#round) this.#setReport({ phase: 'off', reason: HeapsphereError.dataOf(error) });
      });
  }

  /** Ends the thread, if one runs; the next one starts when it is gone. */
  #end(): void {
    clearInterval(this.#ticker);
    this.#reader?.close();
    this.#reader = undefined;
    this.#polls.clear();
    const thread = this.#thread;
    this.#thread = undefined;
    if (thread) this.#turn = this.#turn.then(() => thread.close());
  }

  async #start(round: number): Promise<void> {
    // Another beginning, or the end, came in between.
    if (round !== this.#round) return;
    const { isolate, open, onIsolate } = this.#options;
    const { spec, log, release } = await open();
    if (round !== this.#round) return release();
    this.#nextShipment = 0;
    this.#paused = false;
    const receive = (message: LiveMessage): void => {
      if (round === this.#round) this.#receive(message);
    };
    const thread = new LiveThread(isolate, spec, receive, release);
    this.#thread = thread;
    const unwatch = onIsolate(isolate, () => thread.readHeap());
    void thread.ended.then((crash) => {
      unwatch();
      if (crash && round === this.#round) this.#crashed(crash);
    });
    this.#compareWith(thread, log);
    this.#settlePace();
    this.#ticker = setInterval(() => this.#pollDue(), TICK_MS).unref();
  }

  /** Hands the collected rows over, a few chunks at a time; then the thread watches. */
  #compareWith(thread: LiveThread, log: OpenWatch['log']): void {
    const open = new Set<number>();
    const reader = log.attach(({ seq, bytes }) => {
      open.add(seq);
      thread.tell({ kind: 'remember', seq, bytes });
    });
    this.#reader = reader;
    this.#onRemembered = (seq) => {
      open.delete(seq);
      reader.credit(seq);
      if (open.size > 0) return;
      reader.close();
      thread.tell({ kind: 'watch' });
    };
    if (open.size === 0) thread.tell({ kind: 'watch' });
  }

  #receive(message: LiveMessage): void {
    switch (message.kind) {
      case 'remembered':
        this.#onRemembered(message.seq);
        return;
      case 'report':
        this.#setReport(message.report);
        return;
      case 'changes':
        this.#handOn(message);
        return;
      case 'polled':
        this.#handOnPolled(message);
    }
  }

  #handOn({ seq, at, rows, left }: Extract<LiveMessage, { kind: 'changes' }>): void {
    this.#nextShipment = seq + 1;
    const { collectionId } = this.#options;
    const allPaused = [...this.#viewers.values()].every(({ paused }) => paused);
    for (const viewer of this.#viewers.values()) {
      // What was under way when the last window paused still arrives; there is nobody else who would keep it.
      if (viewer.paused && !allPaused) viewer.missed = true;
      else viewer.tell({ collectionId, group: 'state', at, rows, left }, seq);
    }
    this.#settlePace();
  }

  #handOnPolled({ id, at, rows }: Extract<LiveMessage, { kind: 'polled' }>): void {
    const viewer = this.#polls.get(id);
    this.#polls.delete(id);
    if (!viewer || viewer.paused || rows.length === 0) return;
    viewer.tell({ collectionId: this.#options.collectionId, group: 'stats', at, rows, left: [] });
  }

  /** What all windows are done with is acknowledged; with nobody to tell, nothing is asked. */
  #settlePace(): void {
    const active = [...this.#viewers.values()].filter(({ paused }) => !paused);
    const open = [...this.#viewers.values()].flatMap(({ openShipment }) => openShipment ?? []);
    this.#thread?.tell({ kind: 'credit', seq: Math.min(this.#nextShipment, ...open) - 1 });
    const paused = active.length === 0;
    if (paused === this.#paused || !this.#thread) return;
    this.#paused = paused;
    this.#thread.tell({ kind: 'pause', paused });
  }

  #pollDue(): void {
    if (this.#report.phase !== 'live') return;
    const now = performance.now();
    const due = this.#options.pollSeconds() * 1000;
    for (const viewer of this.#viewers.values()) {
      if (viewer.paused || !viewer.hasRoom || viewer.visible.length === 0) continue;
      if ([...this.#polls.values()].includes(viewer)) continue;
      if (viewer.polledAt !== undefined && now - viewer.polledAt < due) continue;
      viewer.polledAt = now;
      this.#polled += 1;
      this.#polls.set(this.#polled, viewer);
      this.#thread?.tell({ kind: 'poll', id: this.#polled, refs: viewer.visible });
    }
  }

  #crashed(reason: ErrorData): void {
    this.#end();
    this.#setReport({ phase: 'off', reason });
  }

  #setReport(report: LiveReport): void {
    this.#report = report;
    if (report.phase === 'live') this.#confirmedAt = report.confirmedAt;
    for (const viewer of this.#viewers.values()) viewer.push.state(this.#stateFor(viewer));
    if (report.phase === 'live') this.#pollDue();
  }

  #stateFor({ paused }: LiveViewer): LiveState {
    const { collectionId, pollSeconds } = this.#options;
    const report = this.#report;
    const stopped = report.phase === 'off' || report.phase === 'reconnecting';
    return {
      collectionId,
      phase: paused && !stopped ? 'paused' : report.phase,
      ...(stopped ? { reason: report.reason } : {}),
      ...(this.#confirmedAt === undefined ? {} : { confirmedAt: this.#confirmedAt }),
      pollSeconds: pollSeconds(),
    };
  }
}

function notOpen(collectionId: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `This window does not follow the changes of collection "${collectionId}".`,
    action: 'Reload the window.',
  });
}
