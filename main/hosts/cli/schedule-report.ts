import { formatCount, formatDuration } from '../../../shared/units.ts';
import type { CollectedSummary, ScheduledJob, ScheduleEvent } from '../../open-schedule.ts';
import { intervalText } from './schedule-interval.ts';

type Event = ScheduleEvent<CollectedSummary>;

/** An event as one object of `--json`. Times are ISO 8601. */
export function eventRecord(event: Event, at: Date): Record<string, unknown> {
  const common = { at: at.toISOString() };
  if (!('job' in event)) return { ...common, ...event };
  const { event: name, job, ...rest } = event;
  const { vcenter, dueAt, attempt } = job;
  const summary = 'summary' in rest ? rest.summary : rest;
  return { ...common, event: name, vcenter: vcenter.label, due: new Date(dueAt).toISOString(), attempt, ...summary };
}

/** An event for whoever reads the log. */
export function eventLine(event: Event, at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z ${textOf(event)}`;
}

function textOf(event: Event): string {
  switch (event.event) {
    case 'ready':
      return `Collecting ${event.vcenters.join(', ')} every ${intervalText(event.everySeconds)}, together with every other collector of this queue.`;
    case 'started':
      return `${name(event.job)}: started${event.job.attempt > 1 ? `, try ${event.job.attempt}` : ''}`;
    case 'collected':
      return `${name(event.job)}: ${summaryText(event.summary)}`;
    case 'failed':
      return `${name(event.job)}: ${event.error.message} ${event.error.action} ${event.again ? 'It is tried again soon.' : 'Given up until it is due again.'}`;
    case 'left-to-others':
      return `${name(event.job)}: ${event.error.message} ${event.error.action} This collector leaves it to the others until it is started again.`;
    case 'handed-back':
      return `${name(event.job)}: stopped and handed back`;
    case 'lost':
      return `${name(event.job)}: the queue has not heard of this collector for too long; another one goes on with it`;
    case 'abandoned':
      return `${event.vcenter}: its collector is gone; whoever is free goes on with it`;
    case 'rescheduled':
      return `${event.vcenter}: is due every ${intervalText(event.everySeconds)} from now on, instead of every ${intervalText(event.before)}`;
    case 'queue-away':
      return `${event.error.message} ${event.error.action} It is tried again until it works.`;
    case 'queue-trouble':
      return `${event.error.message} ${event.error.action}`;
    case 'queue-back':
      return 'The queue is back.';
  }
}

function name({ vcenter }: ScheduledJob): string {
  return vcenter.label;
}

function summaryText({ rows, seconds, changes, fromCache, missing }: CollectedSummary): string {
  const parts = [`${formatCount(rows)} rows in ${formatDuration(seconds)}`];
  const all = Object.values(changes ?? {});
  const sum = (key: 'added' | 'removed' | 'changed') => all.reduce((total, counts) => total + counts[key], 0);
  const told = (['added', 'removed', 'changed'] as const).filter((key) => sum(key) > 0);
  parts.push(...told.map((key) => `${formatCount(sum(key))} ${key}`));
  if (fromCache.length > 0) parts.push(`${fromCache.length} kinds as others had read them`);
  if (missing > 0) parts.push(`${formatCount(missing)} things missing`);
  return parts.join(', ');
}
