import type { CollectionSource } from '../../../shared/contract.ts';
import {
  type CollectedSummary,
  collectOnSchedule,
  endSchedule,
  type ScheduledSource,
  type ScheduleEvent,
  scheduledSources,
  sharedPlaces,
} from '../../open-schedule.ts';
import { createServices } from '../../services.ts';
import { promptedPassword } from './ask-password.ts';
import { progressText } from './collect-progress.ts';
import { sourceFrom, usage } from './collect-source.ts';
import { type ConnectionOptions, connectionSource } from './connection-source.ts';
import { EXIT } from './exit-codes.ts';
import { onInterrupt } from './interrupt.ts';
import { readPassword } from './password.ts';
import { parseInterval } from './schedule-interval.ts';
import { environmentPasswords } from './schedule-passwords.ts';
import { eventLine, eventRecord } from './schedule-report.ts';
import { settingsFrom } from './setting-options.ts';
import type { Terminal } from './terminal.ts';

export interface ScheduleOptions extends ConnectionOptions {
  readonly schedule: string;
  readonly connection?: readonly string[];
  readonly atOnce?: string;
  readonly json?: boolean;
  readonly passwordStdin?: boolean;
}

/** Options of a single collection: what they ask for has no place in the shared cache. */
const SINGLE = ['demo', 'types', 'output', 'anonymise', 'terraformEnv', 'terraformPrefer', 'memoryStats'] as const;
/** Two large vCenters at the same time fill a small machine. */
const DEFAULT_AT_ONCE = '2';

/** `collect --schedule`: collects again and again, sharing the vCenters with collectors on other machines, until it is told to stop. */
export async function collectScheduled(options: ScheduleOptions, terminal: Terminal, version: string): Promise<number> {
  refuseSingle(options);
  const seconds = parseInterval(options.schedule);
  const atOnce = placesOf(options.atOnce);
  const { connection: _, ...single } = options;
  const { store, folder } = await settingsFrom(single);
  for (const notice of store.notices) terminal.note(notice);
  const { settings } = store.resolved;
  const places = sharedPlaces(settings);
  if (places.advice !== undefined) terminal.note(places.advice);
  const current = () => ({ settings: store.resolved.settings, attributes: store.attributes });
  const sources = scheduledSources(
    await sourcesOf(options, { store, folder, terminal, needed: seconds !== undefined }),
    current(),
    places.secret,
  );
  const stop = new AbortController();
  const release = onInterrupt(() => {
    terminal.note('Interrupted: logging out …');
    stop.abort(new Error('interrupted'));
  });
  const onEvent = (event: ScheduleEvent<CollectedSummary>): void => {
    const now = new Date();
    terminal.note(eventLine(event, now));
    if (options.json) terminal.result(JSON.stringify(eventRecord(event, now)));
  };
  try {
    if (seconds === undefined) {
      const onAway = (error: Parameters<Terminal['error']>[0]) => onEvent({ event: 'queue-away', error });
      const onBack = () => onEvent({ event: 'queue-back' });
      const ended = await endSchedule(places, sources, { onAway, onBack }, stop.signal);
      for (const source of sources) tellEnded(source, ended.includes(source), terminal, options.json ?? false);
      return EXIT.done;
    }
    if (options.insecure) terminal.note('Warning: --insecure accepts any certificate; the password may reach anybody.');
    const services = await createServices({
      version,
      current,
      cacheFolder: folder,
      memoryTier: false,
      onChange: (state) => terminal.status(`${state.source.label}: ${progressText(state)}`),
    });
    const run = { places, sources, services, insecure: options.insecure ?? false, atOnce, onEvent };
    const intervals = { everyMs: seconds * 1000, stalledMs: settings.queueStalledSeconds * 1000 };
    let closed = true;
    try {
      closed = await collectOnSchedule({ ...run, ...intervals }, stop.signal);
    } finally {
      await services.dispose();
    }
    // Everything is logged out; what is left is the client of a queue that is away.
    if (!closed) process.exit(EXIT.done);
    // To be told to stop is how it ends.
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    release();
  }
}

function placesOf(text = DEFAULT_AT_ONCE): number {
  if (/^[1-4]$/.test(text)) return Number(text);
  throw usage(`--at-once: "${text.slice(0, 40)}" is not allowed.`, 'Allowed: 1 to 4.');
}

function refuseSingle(
  options: ScheduleOptions & Partial<Record<(typeof SINGLE)[number], unknown>> & { cache?: boolean },
) {
  const option = SINGLE.find((each) => options[each] !== undefined);
  const name =
    option?.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`) ?? (options.cache === false && 'no-cache');
  if (!name) return;
  throw usage(
    `--schedule and --${name} contradict each other: scheduled collections go into the shared cache, whole.`,
    `Leave out --${name}, or --schedule.`,
  );
}

interface SourceContext {
  readonly store: Awaited<ReturnType<typeof settingsFrom>>['store'];
  readonly folder: string;
  readonly terminal: Terminal;
  /** Whether anybody will log in. */
  readonly needed: boolean;
}

/** The vCenters of saved connections, or the one that options and environment name, each with its login. */
async function sourcesOf(
  options: ScheduleOptions,
  { store, folder, terminal, needed }: SourceContext,
): Promise<Extract<CollectionSource, { kind: 'vcenter' }>[]> {
  const { connection: names = [], ...rest } = options;
  const { settings } = store.resolved;
  // Nobody is asked for a password that is not used.
  const entered = needed ? (options.passwordStdin ? await readPassword(process.stdin) : settings.password) : 'unused';
  const own = environmentPasswords(names, process.env);
  const found: CollectionSource[] = [];
  if (names.length === 0) {
    found.push(sourceFrom(rest, settings, entered ?? (await promptedPassword(rest, settings))));
  }
  for (const name of names) {
    const password = needed ? (own.get(name) ?? entered) : entered;
    found.push(await connectionSource(name, rest, { store, folder, terminal, password }));
  }
  return found.filter((source) => source.kind === 'vcenter');
}

function tellEnded({ label }: ScheduledSource, wasOn: boolean, terminal: Terminal, json: boolean): void {
  terminal.note(wasOn ? `${label} is no longer on the schedule.` : `${label} was not on the schedule.`);
  if (json) terminal.result(JSON.stringify({ event: 'unscheduled', vcenter: label, wasScheduled: wasOn }));
}
