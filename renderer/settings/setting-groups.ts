import type { SettingKey, SettingView } from '../../shared/settings.ts';

/** The switches of what Heapsphere saves memory and bytes with, in the order of their weight. */
export const OPTIMISATIONS: readonly SettingKey[] = [
  'dataPruning',
  'enableStreaming',
  'compressResults',
  'explicitGc',
  'memoryProfiling',
];

interface GroupPlan {
  readonly label: string;
  /** What a reader has to know of all of them. */
  readonly note?: string;
  readonly keys: readonly SettingKey[];
}

const PLANS: readonly GroupPlan[] = [
  { label: 'Optimisations', keys: OPTIMISATIONS },
  { label: 'Collection', keys: ['batchSize', 'memoryBudgetMegabytes', 'timeoutSeconds', 'retries', 'syncMinutes'] },
  { label: 'Live', keys: ['liveUpdates', 'pollSeconds'] },
  {
    label: 'Cache',
    note: 'Size, secret and folder apply when Heapsphere starts again.',
    keys: ['cacheCodec', 'compressionLevel', 'cacheExpiry', 'cacheSizeMegabytes', 'cacheSecret', 'dataFolder'],
  },
  {
    label: 'Generations',
    note: 'Applies when the next collection is done.',
    keys: ['generations', 'generationsMegabytes'],
  },
  {
    label: 'Connection',
    note: 'What the connect form starts with. Where server, user and password are set, Heapsphere collects from there when it starts.',
    keys: ['server', 'user', 'password', 'datacenters'],
  },
  {
    label: 'Redis',
    note: 'Applies when Heapsphere starts again. The URL beats the other five.',
    keys: ['redisUrl', 'redisHost', 'redisPort', 'redisDb', 'redisUsername', 'redisPassword'],
  },
  {
    label: 'Scheduled collectors',
    note: 'For collect --schedule at the terminal. Applies when a collector starts again.',
    keys: ['queueUrl', 'queueStalledSeconds'],
  },
];

export interface SettingGroup {
  readonly label: string;
  readonly note: string | undefined;
  readonly settings: readonly SettingView[];
}

/** The settings as they stand on screen; one that no group knows is in a last group of its own, never left out. */
export function groupSettings(views: readonly SettingView[]): readonly SettingGroup[] {
  const byKey = new Map(views.map((view) => [view.key, view]));
  const groups = PLANS.map(({ label, note, keys }) => ({
    label,
    note,
    settings: keys.flatMap((key) => byKey.get(key) ?? []),
  }));
  const placed = new Set<string>(PLANS.flatMap(({ keys }) => keys));
  const others = views.filter(({ key }) => !placed.has(key));
  return [...groups, { label: 'Other', note: undefined, settings: others }].filter(
    ({ settings }) => settings.length > 0,
  );
}
