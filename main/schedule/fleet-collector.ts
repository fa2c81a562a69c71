import { setTimeout as pause } from 'node:timers/promises';
import type { Job } from 'bullmq';
import type { ErrorData } from '../../shared/errors.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { QueueConnection, type QueueConnectionOptions } from './queue-connection.ts';
import type { JobOutcome, ScheduledJob, ScheduledVcenter, ScheduleEvent } from './schedule-events.ts';
import { ATTEMPTS, RETRY_JOB_MS, Returned, VcenterLane } from './vcenter-lane.ts';

/** A queue that does not answer does not keep a collector from ending: the others find its job by themselves. */
const GOODBYE_MS = 3000;
const GOODBYE_AWAY_MS = 100;

export interface FleetCollectorOptions<Summary extends object>
  extends Pick<QueueConnectionOptions, 'target' | 'explain'> {
  readonly vcenters: readonly ScheduledVcenter[];
  readonly everyMs: number;
  /** Without a sign of life for so long, a collector counts as gone. */
  readonly stalledMs: number;
  /** Pause before a job that failed is tried again for the first time, in milliseconds. */
  readonly retryMs?: number;
  /** vCenters that this collector reads at the same time. */
  readonly atOnce: number;
  /** Does a job. The signal tells to stop: then it cleans up and resolves to `given-up`. Never rejects. */
  readonly collect: (job: ScheduledJob, signal: AbortSignal) => Promise<JobOutcome<Summary>>;
  readonly onEvent: (event: ScheduleEvent<Summary>) => void;
}

/** One collector of a fleet that shares vCenters through a queue: each is read once every interval, by whoever is free. */
export class FleetCollector<Summary extends object> {
  readonly #options: FleetCollectorOptions<Summary>;
  readonly #connection: QueueConnection;
  readonly #lanes: VcenterLane[] = [];
  /** Lanes whose vCenter is being read here. */
  readonly #busy = new Set<VcenterLane>();
  /** Lanes that are left to others, and why. */
  readonly #left = new Map<VcenterLane, ErrorData>();
  readonly #allLeft = Promise.withResolvers<ErrorData>();
  #stopping = false;
  #closed = false;
  /** The last trouble with the queue that was told of: the same one again says nothing new. */
  #trouble = '';

  constructor(options: FleetCollectorOptions<Summary>) {
    const { target, explain, onEvent } = options;
    this.#options = options;
    this.#connection = new QueueConnection({
      target,
      explain,
      onAway: (error) => onEvent({ event: 'queue-away', error }),
      onBack: () => {
        this.#trouble = '';
        onEvent({ event: 'queue-back' });
        // One that came back without its data has forgotten the schedule.
        void this.#schedule({ onlyMissing: true }).catch((error) => this.#tell(error));
      },
    });
  }

  /**
   * Collects until the signal says to stop; what is being done then is given back for others. Rejects with `cannot-connect` or `usage`
   * for a queue that cannot be used, and with the last error once there is no vCenter that this collector could read.
   * @returns whether the queue let us close; a client of one that is away keeps a timer for some ten seconds
   */
  async run(signal: AbortSignal): Promise<boolean> {
    await this.#runUntil(signal);
    return this.#closed;
  }

  async #runUntil(signal: AbortSignal): Promise<void> {
    const { vcenters, everyMs, stalledMs, retryMs = RETRY_JOB_MS, onEvent } = this.#options;
    const stopped = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    try {
      await this.#connection.usable(signal);
      for (const vcenter of vcenters) {
        const lane: VcenterLane = new VcenterLane({
          vcenter,
          client: this.#connection.client,
          stalledMs,
          retryMs,
          work: (job, token, aborted) => this.#work(lane, job, token, aborted),
          onAbandoned: () => onEvent({ event: 'abandoned', vcenter: vcenter.label }),
          onError: (error) => this.#tell(error),
        });
        this.#lanes.push(lane);
      }
      await Promise.race([this.#schedule(), stopped]);
      signal.throwIfAborted();
      onEvent({ event: 'ready', vcenters: vcenters.map(({ label }) => label), everySeconds: everyMs / 1000 });
      for (const lane of this.#lanes) lane.run();
      const hopeless = await Promise.race([stopped, this.#allLeft.promise]);
      if (hopeless) throw new HeapsphereError(hopeless);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await this.#close();
    }
  }

  async #schedule({ onlyMissing = false } = {}): Promise<void> {
    const { everyMs, onEvent } = this.#options;
    for (const lane of this.#lanes) {
      const before = await lane.schedule(everyMs, onlyMissing);
      if (before === undefined || before === everyMs || onlyMissing) continue;
      const vcenter = lane.vcenter.label;
      onEvent({ event: 'rescheduled', vcenter, everySeconds: everyMs / 1000, before: before / 1000 });
    }
  }

  async #work(lane: VcenterLane, job: Job, token: string, signal: AbortSignal): Promise<object> {
    // It was fetched while another one took the last place; a collector with time for it may be waiting.
    if (this.#stopping || this.#left.has(lane) || this.#busy.size >= this.#options.atOnce)
      return this.#giveBack(job, token);
    const { collect, onEvent } = this.#options;
    const scheduled = scheduledJob(lane.vcenter, job);
    this.#busy.add(lane);
    await this.#balance();
    onEvent({ event: 'started', job: scheduled });
    try {
      const outcome = await collect(scheduled, signal);
      switch (outcome.kind) {
        case 'done':
          onEvent({ event: 'collected', job: scheduled, summary: outcome.summary });
          return outcome.summary;
        case 'failed':
          onEvent({ event: 'failed', job: scheduled, error: outcome.error, again: job.attemptsMade + 1 < ATTEMPTS });
          throw new Error(outcome.error.message);
        case 'not-here':
          onEvent({ event: 'left-to-others', job: scheduled, error: outcome.error });
          await this.#leave(lane, outcome.error);
          return await this.#giveBack(job, token);
        case 'given-up':
          if (signal.reason === 'lost') {
            onEvent({ event: 'lost', job: scheduled });
            throw new Returned();
          }
          onEvent({ event: 'handed-back', job: scheduled });
          return await this.#giveBack(job, token);
      }
    } finally {
      this.#busy.delete(lane);
      await this.#balance();
    }
  }

  /** Puts a job back for whoever is free; throws what tells BullMQ so. */
  async #giveBack(job: Job, token: string): Promise<never> {
    await settledWithin(job.moveToWait(token), this.#patience);
    throw new Returned();
  }

  /** From now on this vCenter is left to others. */
  async #leave(lane: VcenterLane, error: ErrorData): Promise<void> {
    this.#left.set(lane, error);
    await lane.pause();
    if (this.#left.size === this.#lanes.length) this.#allLeft.resolve(error);
  }

  /** Jobs wait for a collector that has time for them instead of here. */
  async #balance(): Promise<void> {
    const full = this.#stopping || this.#busy.size >= this.#options.atOnce;
    for (const lane of this.#lanes) {
      if (this.#busy.has(lane) || this.#left.has(lane) || lane.paused === full) continue;
      await (full ? lane.pause() : lane.resume());
    }
  }

  /** Milliseconds that the queue has to answer while we say goodbye. */
  get #patience(): number {
    return this.#connection.away ? GOODBYE_AWAY_MS : GOODBYE_MS;
  }

  #tell(cause: Error): void {
    // That the server cannot be reached is told by the connection, once for all lanes.
    if (this.#stopping || this.#connection.away || 'syscall' in cause) return;
    const error = this.#options.explain(cause);
    if (error.message === this.#trouble) return;
    this.#trouble = error.message;
    this.#options.onEvent({ event: 'queue-trouble', error });
  }

  async #close(): Promise<void> {
    this.#stopping = true;
    await this.#balance();
    for (const lane of this.#lanes) lane.stopWork();
    const working = Promise.all(this.#lanes.map((lane) => lane.close()));
    // Jobs log out before they end; only the queue is not waited for.
    while (this.#busy.size > 0 && !(await settledWithin(working, 100)));
    this.#closed = await settledWithin(working, this.#patience);
    this.#connection.close();
    if (!this.#closed) await Promise.all(this.#lanes.map((lane) => lane.abandon()));
  }
}

async function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const late = new AbortController();
  const settled = work.then(
    () => true,
    () => true,
  );
  const { signal } = late;
  try {
    return await Promise.race([settled, pause(milliseconds, false, { signal }).catch(() => false)]);
  } finally {
    // A timer that is left would keep the program from ending.
    late.abort();
  }
}

/** What BullMQ keeps of a job, in our terms. */
function scheduledJob(vcenter: ScheduledVcenter, job: Job): ScheduledJob {
  const { id = '', timestamp, attemptsStarted: attempt } = job;
  // A scheduler names its jobs "repeat:SCHEDULER:TIME"; the job's own times are those of its making.
  const dueAt = Number(/:(\d+)$/.exec(id)?.[1] ?? timestamp);
  return { vcenter, id: `${vcenter.name}:${id}`, dueAt, attempt };
}
