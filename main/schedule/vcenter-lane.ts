import { type Job, Queue, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ScheduledVcenter } from './schedule-events.ts';

const PREFIX = 'heapsphere';
const SCHEDULER = 'collect';
/** Until the first of them; each further one takes twice as long, up to half of it at random. */
export const RETRY_JOB_MS = 5000;
/** Tries of a job before it is left to the next time it is due. */
export const ATTEMPTS = 4;
/** Jobs that are over are kept for those who look into the queue with other tools. */
const KEPT = { count: 20 };
/** BullMQ's own events, which nobody here reads. */
const MOST_EVENTS = 500;
/** Pause before a command that failed for want of a connection is tried again. */
const RETRY_MS = 1000;

export interface LaneOptions {
  readonly vcenter: ScheduledVcenter;
  readonly client: Redis;
  /** Without a sign of life for so long, the holder of a job counts as gone. */
  readonly stalledMs: number;
  /** Pause before a job that failed is tried again for the first time, in milliseconds. */
  readonly retryMs: number;
  /** Does a job; throws Returned for one that was given back. */
  readonly work: (job: Job, token: string, signal: AbortSignal) => Promise<object>;
  readonly onAbandoned: () => void;
  readonly onError: (error: Error) => void;
}

/** A job that this collector does not have any more: nothing is to be told to the queue. */
export const Returned = WaitingError;

/** BullMQ's worker waits to be closed by its server for ever, with a timer that keeps the program from ending. */
class LaneWorker extends Worker {
  async abandon(): Promise<void> {
    await this.pause(true);
    await this.lockManager.close();
  }
}

/**
 * The queue of one vCenter and this collector's place in it. Every vCenter has its own, so that only those take a job who have
 * the login for it; at most one job of it is done at a time in the whole fleet.
 */
export class VcenterLane {
  readonly vcenter: ScheduledVcenter;
  readonly #queue: Queue;
  readonly #worker: LaneWorker;
  readonly #retryMs: number;
  readonly #onError: (error: Error) => void;

  constructor({ vcenter, client, stalledMs, retryMs, work, onAbandoned, onError }: LaneOptions) {
    this.vcenter = vcenter;
    this.#retryMs = retryMs;
    this.#onError = onError;
    this.#queue = queueOf(vcenter, client);
    this.#worker = new LaneWorker(
      vcenter.name,
      // Its three parameters tell BullMQ to pass the signal.
      (job: Job, token: string | undefined, signal: AbortSignal | undefined) =>
        work(job, token ?? '', signal ?? new AbortController().signal),
      {
        connection: client,
        prefix: PREFIX,
        autorun: false,
        concurrency: 1,
        lockDuration: stalledMs,
        stalledInterval: Math.ceil(stalledMs / 2),
        runRetryDelay: RETRY_MS,
        removeOnComplete: KEPT,
        removeOnFail: KEPT,
      },
    );
    this.#queue.on('error', onError);
    this.#worker.on('error', onError);
    this.#worker.on('stalled', onAbandoned);
    this.#worker.on('lockRenewalFailed', (ids) => {
      for (const id of ids) this.#worker.cancelJob(id, 'lost');
    });
  }

  /**
   * Makes sure that the vCenter is due every so often, for the whole fleet. Idempotent.
   * @param onlyMissing leave another interval that is set meanwhile as it is
   * @returns the interval before, in milliseconds; undefined when there was none
   */
  async schedule(everyMs: number, onlyMissing: boolean): Promise<number | undefined> {
    const backoff = { type: 'exponential', delay: this.#retryMs, jitter: 0.5 };
    const before = await this.#queue.getJobScheduler(SCHEDULER);
    if (before && onlyMissing) return before.every;
    await this.#queue.setGlobalConcurrency(1);
    await this.#queue.upsertJobScheduler(
      SCHEDULER,
      { every: everyMs },
      { name: SCHEDULER, data: { vcenter: this.vcenter.label }, opts: { attempts: ATTEMPTS, backoff } },
    );
    return before?.every;
  }

  /** Takes jobs from now on. */
  run(): void {
    this.#worker.run().catch(this.#onError);
  }

  get paused(): boolean {
    return this.#worker.isPaused();
  }

  /** Takes no further job; what is being done goes on. */
  async pause(): Promise<void> {
    await this.#worker.pause(true);
  }

  async resume(): Promise<void> {
    await this.#worker.resume();
  }

  /** Tells jobs that are being done here to stop. */
  stopWork(): void {
    this.#worker.cancelAllJobs('stopping');
  }

  /** Resolves once jobs that were being done have ended. Idempotent. */
  async close(): Promise<void> {
    await Promise.all([this.#worker.close(), this.#queue.close()]);
  }

  /** Ends what would go on in a lane that its server, which is away, does not let close. */
  async abandon(): Promise<void> {
    await this.#worker.abandon();
  }
}

/** Takes vCenters off the schedule of the whole fleet, with their jobs; one that is being done ends as it would. */
export async function unschedule(vcenter: ScheduledVcenter, client: Redis): Promise<boolean> {
  const queue = queueOf(vcenter, client);
  try {
    const removed = await queue.removeJobScheduler(SCHEDULER);
    // Jobs that were handed back wait apart from the one that comes next.
    await queue.drain(true);
    for (const over of ['completed', 'failed'] as const) await queue.clean(0, KEPT.count, over);
    return removed;
  } finally {
    await queue.close();
  }
}

function queueOf(vcenter: ScheduledVcenter, client: Redis): Queue {
  return new Queue(vcenter.name, { connection: client, prefix: PREFIX, streams: { events: { maxLen: MOST_EVENTS } } });
}
