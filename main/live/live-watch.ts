import type { IsolateSample } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { LivePhase, LiveState } from '../../shared/live-view.ts';
import type { InventoryLog } from '../collector/inventory-log.ts';
import { LiveThread } from './live-thread.ts';
import { LiveViewer, type ViewerPush } from './live-viewer.ts';
import { LogHandOver } from './log-hand-over.ts';
import type { LiveMessage, LiveReport, LiveSpec } from './protocol.ts';
import type { ToldObjects } from './told-objects.ts';

/** How often it is looked whether rows in view are due to be polled, in milliseconds. */
const TICK_MS = 1000;

type Shipment = Extract<LiveMessage, { kind: 'changes' }>;

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
  /** Kinds that are watched. */
  readonly kinds: readonly ResourceType[];
  readonly isolate: string;
  /** What windows were told since the collection, also by watches before this one. */
  readonly told: ToldObjects;
  /** Called for every new thread. */
  readonly open: () => Promise<OpenWatch>;
  /** Told of every change before the windows are. */
  readonly onChanges: (changes: Pick<Shipment, 'rows' | 'left' | 'inside'>) => void;
  /** Seconds between two readings of what the server does not push. */
  readonly pollSeconds: () => number;
  readonly onIsolate: (isolate: string, read: () => Promise<Omit<IsolateSample, 'isolate'>>) => () => void;
}

/**
 * Watches one collection's estate for all windows that show it, in one thread. The slowest window that is not paused sets the
 * pace. A window that comes later, or has missed something, shows anything between the collected rows and what was told since:
 * then all that was told is told again, as it is now; whoever has it already sees no difference.
 */
export class LiveWatch {
  readonly #options: LiveWatchOptions;
  readonly #viewers = new Map<object, LiveViewer>();
  #thread: LiveThread | undefined;
  /** The thread that starts or runs, and the clean-up of those before it. */
  #turn: Promise<void> = Promise.resolve();
  #handOver: LogHandOver | undefined;
  #report: LiveReport = { phase: 'starting' };
  #confirmedAt: number | undefined;
  #nextShipment = 0;
  #paused = false;
  #polls = new Map<number, LiveViewer>();
  #polled = 0;
  #ticker: NodeJS.Timeout | undefined;
  #rechecks = 0;
  /** A thread watches, or will. */
  #alive = false;
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
    this.#catchUp(viewer);
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
    if (!paused && viewer.missed) this.#catchUp(viewer);
    this.#settlePace();
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

  /** A window is to be told again what was told before. */
  #catchUp(viewer: LiveViewer): void {
    viewer.missed = false;
    if (!this.#alive) this.#begin();
    // A thread that is still to start is told when it does.
    else if (this.#thread && this.#options.told.size > 0) viewer.behind = this.#recheck(this.#thread);
  }

  /** Gives its number. */
  #recheck(thread: LiveThread): number {
    this.#rechecks += 1;
    thread.tell({ kind: 'recheck', id: this.#rechecks, told: this.#options.told.all() });
    return this.#rechecks;
  }

  #begin(): void {
    this.#alive = true;
    this.#round += 1;
    const round = this.#round;
    this.#end();
    for (const viewer of this.#viewers.values()) {
      viewer.missed = false;
      viewer.behind = undefined;
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
    this.#handOver?.close();
    this.#handOver = undefined;
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
      if (crash && round === this.#round) this.#stop(crash);
    });
    const watch = (): void => {
      if (this.#options.told.size > 0) this.#recheck(thread);
      thread.tell({ kind: 'watch' });
    };
    this.#handOver = new LogHandOver(log, (command) => thread.tell(command), watch);
    this.#settlePace();
    this.#ticker = setInterval(() => this.#pollDue(), TICK_MS).unref();
  }

  #receive(message: LiveMessage): void {
    switch (message.kind) {
      case 'remembered':
        this.#handOver?.remembered(message.seq);
        return;
      case 'report':
        this.#setReport(message.report);
        return;
      case 'changes':
        this.#handOn(message);
        return;
      case 'rechecked':
        this.#caughtUp(message.id);
        return;
      case 'polled':
        this.#handOnPolled(message);
    }
  }

  #handOn({ seq, at, rows, left, inside }: Shipment): void {
    this.#nextShipment = seq + 1;
    this.#options.onChanges({ rows, left, inside });
    const { collectionId, told } = this.#options;
    for (const objects of [...rows, ...left]) told.add(objects);
    const allPaused = [...this.#viewers.values()].every(({ paused }) => paused);
    for (const viewer of this.#viewers.values()) {
      // What was under way when the last window paused still arrives; there is nobody else who would keep it.
      if (viewer.paused && !allPaused) viewer.missed = true;
      else viewer.tell({ collectionId, group: 'state', at, rows, left }, seq);
    }
    if (told.isFull) this.#stop(TOO_MANY);
    else this.#settlePace();
  }

  /** Whoever has missed something since is behind again. */
  #caughtUp(id: number): void {
    for (const viewer of this.#viewers.values()) {
      if (viewer.behind === undefined || viewer.behind > id) continue;
      viewer.behind = undefined;
      viewer.push.state(this.#stateFor(viewer));
    }
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

  #stop(reason: ErrorData): void {
    this.#round += 1;
    this.#end();
    this.#setReport({ phase: 'off', reason });
  }

  #setReport(report: LiveReport): void {
    this.#report = report;
    if (report.phase === 'live') this.#confirmedAt = report.confirmedAt;
    if (report.phase === 'off') this.#alive = false;
    for (const viewer of this.#viewers.values()) viewer.push.state(this.#stateFor(viewer));
    if (report.phase === 'live') this.#pollDue();
  }

  #stateFor({ paused, behind }: LiveViewer): LiveState {
    const { collectionId, kinds, pollSeconds } = this.#options;
    const report = this.#report;
    const stopped = report.phase === 'off' || report.phase === 'reconnecting';
    return {
      collectionId,
      phase: stopped ? report.phase : shownPhase(report.phase, paused, behind !== undefined),
      kinds,
      ...(stopped ? { reason: report.reason } : {}),
      ...(this.#confirmedAt === undefined ? {} : { confirmedAt: this.#confirmedAt }),
      pollSeconds: pollSeconds(),
    };
  }
}

function shownPhase(phase: LivePhase, paused: boolean, behind: boolean): LivePhase {
  if (paused) return 'paused';
  return behind ? 'starting' : phase;
}

const TOO_MANY: ErrorData = {
  code: 'usage',
  message: 'More objects have changed since the collection than can be kept in mind.',
  action: 'Collect again; from then on changes are followed anew.',
};

function notOpen(collectionId: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `This window does not follow the changes of collection "${collectionId}".`,
    action: 'Reload the window.',
  });
}
