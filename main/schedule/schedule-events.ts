import type { ErrorData } from '../../shared/errors.ts';

/** A vCenter that is collected on a schedule. */
export interface ScheduledVcenter {
  /** The same on every machine; names the queue. */
  readonly name: string;
  /** What people call it: host and port. */
  readonly label: string;
}

/** One job: a vCenter and the moment at which it was due. */
export interface ScheduledJob {
  readonly vcenter: ScheduledVcenter;
  readonly id: string;
  /** Milliseconds since the epoch; the same for everyone who tries this job. */
  readonly dueAt: number;
  /** 1 for the first. */
  readonly attempt: number;
}

/**
 * What came of a job here. `done`: others need not do it. `failed`: it is tried again, here or elsewhere. `not-here`: this
 * collector cannot, whatever is tried (a refused login), and leaves this vCenter to others. `given-up`: it was told to stop.
 */
export type JobOutcome<Summary> =
  | { readonly kind: 'done'; readonly summary: Summary }
  | { readonly kind: 'failed' | 'not-here'; readonly error: ErrorData }
  | { readonly kind: 'given-up' };

/** What happens at a collector of a fleet, for whoever watches it. */
export type ScheduleEvent<Summary> =
  | { readonly event: 'ready'; readonly vcenters: readonly string[]; readonly everySeconds: number }
  | { readonly event: 'started'; readonly job: ScheduledJob }
  | { readonly event: 'collected'; readonly job: ScheduledJob; readonly summary: Summary }
  /** @param again whether it is tried once more before the next time it is due */
  | { readonly event: 'failed'; readonly job: ScheduledJob; readonly error: ErrorData; readonly again: boolean }
  | { readonly event: 'left-to-others'; readonly job: ScheduledJob; readonly error: ErrorData }
  | { readonly event: 'handed-back'; readonly job: ScheduledJob }
  /** Somebody else goes on with it: this collector was not heard of for too long. */
  | { readonly event: 'lost'; readonly job: ScheduledJob }
  /** A collector is gone, and its job is up for the others. */
  | { readonly event: 'abandoned'; readonly vcenter: string }
  | { readonly event: 'rescheduled'; readonly vcenter: string; readonly everySeconds: number; readonly before: number }
  | { readonly event: 'queue-away'; readonly error: ErrorData }
  | { readonly event: 'queue-back' }
  | { readonly event: 'queue-trouble'; readonly error: ErrorData };
