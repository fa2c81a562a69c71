import type { CollectionSource, CollectionState } from '../shared/contract.ts';
import { type ErrorCode, type ErrorData, HeapsphereError } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { CacheError } from './cache/cache-store.ts';
import { explainRedis } from './cache/redis-errors.ts';
import { type RedisTarget, redisTarget, redisTargetOf } from './cache/redis-options.ts';
import { drainCollection } from './export/drain-collection.ts';
import { FleetCollector } from './schedule/fleet-collector.ts';
import { QueueConnection, type QueueConnectionOptions } from './schedule/queue-connection.ts';
import type { JobOutcome, ScheduledJob, ScheduledVcenter, ScheduleEvent } from './schedule/schedule-events.ts';
import { unschedule } from './schedule/vcenter-lane.ts';
import type { CurrentSettings, Services } from './services.ts';
import { sharedJobName } from './shared-rows.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';

export type { ScheduledJob, ScheduleEvent } from './schedule/schedule-events.ts';

type VcenterSource = Extract<CollectionSource, { kind: 'vcenter' }>;
type Event = ScheduleEvent<CollectedSummary>;

/** A vCenter on the schedule, with this machine's own login. */
export interface ScheduledSource extends ScheduledVcenter {
  readonly source: VcenterSource;
}

/** What a collection of a fleet has brought; lies in the queue afterwards, so that nothing secret may be in it. */
export interface CollectedSummary {
  readonly rows: number;
  readonly seconds: number;
  readonly requests: number;
  /** Kinds that were read here; the others came from the cache, where somebody else had put them for this job. */
  readonly read: readonly string[];
  readonly fromCache: readonly string[];
  /** Kinds in which rows differ from those cached before; undefined where none were. */
  readonly changes: CollectionState['changes'];
  /** Properties and kinds that are missing. */
  readonly missing: number;
}

/** A queue, and the cache that its collectors fill. */
export interface SharedPlaces {
  readonly target: Extract<RedisTarget, { kind: 'single' }>;
  readonly secret: string;
}

/**
 * What collectors on several machines need to share. Throws `usage` for what is not set, or is no URL.
 * @returns also what is allowed but unwise, as a sentence
 */
export function sharedPlaces(settings: Settings): SharedPlaces & { readonly advice?: string } {
  const { queueUrl, cacheSecret } = settings;
  if (queueUrl === undefined) {
    throw missing(
      'queueUrl',
      'No queue for scheduled collectors.',
      'Set HEAPSPHERE_QUEUE_URL to a Redis of its own, with the policy noeviction.',
    );
  }
  const cache = redisTarget(settings);
  if (!cache) {
    throw missing(
      'redisUrl',
      'Scheduled collectors need a cache that dashboards share, and the embedded one is this machine’s alone.',
      'Set REDIS_URL to the Redis of the cache.',
    );
  }
  if (cacheSecret === undefined) {
    throw missing(
      'cacheSecret',
      'Without a common secret every machine would collect for itself.',
      'Set the same VSPHERE_CACHE_SECRET for all collectors and dashboards.',
    );
  }
  const target = redisTargetOf(queueUrl, { name: 'HEAPSPHERE_QUEUE_URL', field: 'queueUrl' });
  if (target.kind === 'cluster') throw missing('queueUrl', 'The queue cannot lie in a cluster.', 'Name one server.');
  const advice = `Queue and cache are in one Redis at ${target.location}: once the cache has filled it, no jobs fit in.`;
  return { target, secret: cacheSecret, ...(target.location === cache.location ? { advice } : {}) };
}

/** The login of a vCenter as a part of the schedule. Throws `usage` for a server that is no address, and for one that is named twice. */
export function scheduledSources(
  sources: readonly VcenterSource[],
  current: CurrentSettings,
  secret: string,
): readonly ScheduledSource[] {
  const scheduled = sources.map((source) => ({
    source,
    name: sharedJobName(source, current, secret),
    label: parseEndpoint(source.server).host,
  }));
  for (const [at, { name, label }] of scheduled.entries()) {
    if (scheduled.findIndex((each) => each.name === name) === at) continue;
    throw missing('connection', `${label} is on the schedule twice, with the same user.`, 'Name each vCenter once.');
  }
  return scheduled;
}

export interface ScheduleRun {
  readonly places: SharedPlaces;
  readonly sources: readonly ScheduledSource[];
  readonly services: Services;
  readonly insecure: boolean;
  readonly everyMs: number;
  readonly stalledMs: number;
  readonly atOnce: number;
  readonly onEvent: (event: Event) => void;
}

/** Collects on a schedule until the signal; see FleetCollector.run(). */
export function collectOnSchedule(run: ScheduleRun, signal: AbortSignal): Promise<boolean> {
  const { places, sources, everyMs, stalledMs, atOnce, onEvent } = run;
  const collector = new FleetCollector<CollectedSummary>({
    target: places.target,
    explain: explainQueue(places.target.location),
    vcenters: sources.map(({ name, label }) => ({ name, label })),
    everyMs,
    stalledMs,
    atOnce,
    collect: (job, aborted) => collectJob(run, job, aborted),
    onEvent,
  });
  return collector.run(signal);
}

/** Takes vCenters off the schedule, for all machines. @returns those that were on it */
export async function endSchedule(
  { target }: SharedPlaces,
  sources: readonly ScheduledSource[],
  { onAway, onBack }: Pick<QueueConnectionOptions, 'onAway' | 'onBack'>,
  signal: AbortSignal,
): Promise<readonly ScheduledSource[]> {
  const connection = new QueueConnection({ target, explain: explainQueue(target.location), onAway, onBack });
  try {
    await connection.usable(signal);
    const ended: ScheduledSource[] = [];
    for (const source of sources) if (await unschedule(source, connection.client)) ended.push(source);
    return ended;
  } finally {
    connection.close();
  }
}

/** One job: reads what nobody has read for it yet, and leaves it in the cache. */
async function collectJob(
  { services, sources, insecure, everyMs }: ScheduleRun,
  job: ScheduledJob,
  signal: AbortSignal,
): Promise<JobOutcome<CollectedSummary>> {
  const source = sources.find(({ name }) => name === job.vcenter.name)?.source;
  if (!source || signal.aborted) return { kind: 'given-up' };
  try {
    // Rows without a cache to put them into would be of use to nobody.
    await services.cache?.store.info();
    const collection = await services.start(
      { source, insecure, retain: false, cacheMode: 'refresh', generation: false },
      // A job that nobody was there for is no reason to take rows as old as it is.
      { rowsSince: Math.max(job.dueAt, Date.now() - everyMs), lockToken: job.id },
    );
    const cancel = () => collection.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const { readChunk } = services;
    const { state } = await drainCollection(collection, { readChunk, file: undefined, onFailure: cancel });
    signal.removeEventListener('abort', cancel);
    return outcomeOf(state);
  } catch (error) {
    return failed(error instanceof CacheError ? cacheFailed(error) : HeapsphereError.dataOf(error));
  }
}

/** What another machine, or another password, may not have in its way. */
const NOT_HERE: readonly ErrorCode[] = ['login-refused', 'certificate-untrusted', 'usage', 'budget-exceeded'];
/** What may be over when it is tried again; a fault of the server for some kind of objects is not. */
const PASSING: readonly ErrorCode[] = ['cannot-connect', 'protocol', 'not-authenticated', 'worker-crashed', 'internal'];

function outcomeOf(state: CollectionState): JobOutcome<CollectedSummary> {
  const { phase, error, cache } = state;
  if (phase === 'cancelled') return { kind: 'given-up' };
  if (error && (phase === 'failed' || NOT_HERE.includes(error.code) || PASSING.includes(error.code)))
    return failed(error);
  if (cache.state !== 'in use') return failed(cacheFailed({ message: cache.problem ?? 'It did not say why.' }));
  return { kind: 'done', summary: summaryOf(state) };
}

function failed(error: ErrorData): JobOutcome<CollectedSummary> {
  return { kind: NOT_HERE.includes(error.code) ? 'not-here' : 'failed', error };
}

function summaryOf({ rows, startedAt, endedAt, requests, finished, cache, changes, missing }: CollectionState) {
  const fromCache = Object.keys(cache.collectedAt);
  return {
    rows,
    seconds: ((endedAt ?? Date.now()) - startedAt) / 1000,
    requests,
    read: finished.filter((kind) => !fromCache.includes(kind)),
    fromCache,
    changes: onlyChanged(changes),
    missing: missing.length,
  };
}

/** Without the kinds in which nothing has changed. */
function onlyChanged(changes: CollectionState['changes']): CollectedSummary['changes'] {
  if (!changes) return undefined;
  const some = Object.entries(changes).filter(([, { added, removed, changed }]) => added + removed + changed > 0);
  return Object.fromEntries(some);
}

function cacheFailed({ message, action }: { readonly message: string; readonly action?: string }): ErrorData {
  return {
    code: 'internal',
    message: `Without the cache nobody would see the rows. ${message}`,
    action: action ?? 'Look after the Redis of the cache.',
  };
}

const LOOK = 'Look into the log of that Redis if it stays so.';

/** What an error of the queue's client means. */
function explainQueue(location: string): (error: unknown) => ErrorData {
  return (error) => {
    const known = explainRedis(error);
    const { says = `has a problem: ${error instanceof Error ? error.message : String(error)}`, action = LOOK } =
      known ?? {};
    const refused = error instanceof Error && error.name === 'ReplyError';
    return {
      code: 'cannot-connect',
      message: `The queue's Redis at ${location} ${says}.`,
      action: refused
        ? 'Check user, password and database in HEAPSPHERE_QUEUE_URL, the rights of that user on heapsphere:*, and its memory limit.'
        : action,
    };
  };
}

function missing(field: string, message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action, field });
}
