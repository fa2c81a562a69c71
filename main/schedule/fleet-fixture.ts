import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { redisTargetOf } from '../cache/redis-options.ts';
import { FleetCollector, type FleetCollectorOptions } from './fleet-collector.ts';
import type { JobOutcome, ScheduledJob, ScheduledVcenter, ScheduleEvent } from './schedule-events.ts';

type Event = ScheduleEvent<object>;
type Options = FleetCollectorOptions<object>;

export const A: ScheduledVcenter = { name: 'estate-a', label: 'a.example:443' };
export const B: ScheduledVcenter = { name: 'estate-b', label: 'b.example:443' };
export const HOUR = 3_600_000;

/** A collector whose jobs are what the test says. */
export class TestCollector {
  readonly events: Event[] = [];
  /** Settles as run() does. */
  readonly ended: Promise<boolean>;
  readonly #stop = new AbortController();

  /** Goes with the test. */
  constructor(url: string, options: Partial<Options> = {}) {
    const target = redisTargetOf(url, { name: 'HEAPSPHERE_QUEUE_URL', field: 'queueUrl' });
    if (target.kind === 'cluster') throw new Error('a cluster');
    const collector = new FleetCollector<object>({
      target,
      explain: (error) => ({ code: 'cannot-connect', message: String(error), action: 'Look.' }),
      vcenters: [A],
      everyMs: HOUR,
      stalledMs: 60_000,
      retryMs: 50,
      atOnce: 2,
      collect: async () => ({ kind: 'done', summary: {} }),
      onEvent: (event) => void this.events.push(event),
      ...options,
    });
    this.ended = collector.run(this.#stop.signal);
    this.ended.catch(() => {});
    onTestFinished(() => this.stop());
  }

  of<K extends Event['event']>(event: K): readonly Extract<Event, { event: K }>[] {
    return this.events.filter((each): each is Extract<Event, { event: K }> => each.event === event);
  }

  /** Resolves when it has ended, however. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('stopped by the test'));
    await this.ended.catch(() => {});
  }
}

/** A job that takes so long, in milliseconds, and ends early when it is told to. */
export function lasting(milliseconds: number) {
  return async (_job: ScheduledJob, signal: AbortSignal): Promise<JobOutcome<object>> => {
    try {
      await pause(milliseconds, undefined, { signal });
      return { kind: 'done', summary: {} };
    } catch {
      return { kind: 'given-up' };
    }
  };
}
