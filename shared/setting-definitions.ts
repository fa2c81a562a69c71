import { z } from 'zod';
import { parseNameList } from './name-list.ts';

const TRUE = ['true', '1', 'yes', 'on'];
const FALSE = ['false', '0', 'no', 'off'];

const bool = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.enum([...TRUE, ...FALSE]))
  .transform((value) => TRUE.includes(value));

const integer = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^[0-9]+$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

const text = z.string().trim().min(1);

const list = z.string().transform(parseNameList);

/** How a setting is edited. */
export type SettingControl =
  | { readonly kind: 'switch' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'text' };

export interface SettingDefinition<T> {
  /** Environment variable; also the setting's name everywhere. */
  readonly name: string;
  /** Reads the text form that environment, command line and file carry. */
  readonly parse: z.ZodType<T, string>;
  readonly fallback: T;
  /** What may stand here, as the error message says it. */
  readonly allowed: string;
  /** A heading of a few words. */
  readonly meaning: string;
  /** What it does, in a plain sentence for the operator. */
  readonly help: string;
  readonly control: SettingControl;
  /** The value is never shown, and only taken from the environment. */
  readonly secret?: boolean;
  /** Taken from the environment and the command line only, never from the settings file. */
  readonly neverStored?: boolean;
}

type Texts = Pick<SettingDefinition<unknown>, 'name' | 'meaning' | 'help'>;

function toggle(fallback: boolean, texts: Texts): SettingDefinition<boolean> {
  const allowed = 'true or false (also on/off, yes/no, 1/0)';
  return { ...texts, parse: bool, fallback, allowed, control: { kind: 'switch' } };
}

function whole(fallback: number, min: number, max: number, texts: Texts): SettingDefinition<number> {
  const allowed = `a whole number from ${min} to ${max}`;
  return { ...texts, parse: integer(min, max), fallback, allowed, control: { kind: 'integer', min, max } };
}

/** MiB of memory; 0 leaves the amount to us. */
const memoryBudget: SettingDefinition<number> = {
  name: 'VSPHERE_MEMORY_BUDGET_MB',
  parse: integer(0, 16_384).refine((value) => value === 0 || value >= 32),
  fallback: 0,
  allowed: '0 (automatic) or a whole number from 32 to 16384',
  meaning: 'Memory budget',
  help: 'Most MiB of memory a collector may use; near it batches become smaller, beyond it the collection stops. 0: 256 with streaming, 2048 without.',
  control: { kind: 'integer', min: 0, max: 16_384 },
};

function optional(
  allowed: string,
  texts: Texts,
  parse: z.ZodType<string, string> = text,
): SettingDefinition<string | undefined> {
  return { ...texts, parse, fallback: undefined, allowed, control: { kind: 'text' } };
}

function secret(
  allowed: string,
  texts: Texts,
  parse: z.ZodType<string, string> = z.string().min(1),
): SettingDefinition<string | undefined> {
  return { ...optional(allowed, texts, parse), secret: true, neverStored: true };
}

export const CACHE_CODECS = ['gzip', 'zstd'] as const;
export type CacheCodec = (typeof CACHE_CODECS)[number];

const codec: SettingDefinition<CacheCodec> = {
  name: 'VSPHERE_CACHE_CODEC',
  parse: z
    .string()
    .transform((value) => value.trim().toLowerCase())
    .pipe(z.enum(CACHE_CODECS)),
  fallback: 'gzip',
  allowed: CACHE_CODECS.join(' or '),
  meaning: 'Codec',
  help: 'How chunks are compressed: gzip at the level below, or zstd at its level 1.',
  control: { kind: 'choice', choices: CACHE_CODECS },
};

const dataFolder: SettingDefinition<string | undefined> = {
  ...optional('a path', {
    name: 'HEAPSPHERE_DATA_DIR',
    meaning: 'Data folder',
    help: 'Where settings, the embedded cache and its secret lie; unset, the usual place of the operating system.',
  }),
  neverStored: true,
};

const datacenters: SettingDefinition<readonly string[]> = {
  name: 'VSPHERE_DATACENTERS',
  parse: list,
  fallback: [],
  allowed: 'datacenter names, comma separated; \\, for a comma within a name',
  meaning: 'Datacenters',
  help: 'Collects these datacenters only; empty means all.',
  control: { kind: 'text' },
};

/** One server, several for a cluster, or sentinels with the name of what they watch. */
const REDIS_URL = /^(rediss?|rediss?-cluster|rediss?-sentinel):\/\/./;

const QUEUE_URL = /^rediss?(-sentinel)?:\/\/./;

/** Every setting, once: variable, parser, default and meaning. */
export const SETTINGS = {
  dataPruning: toggle(true, {
    name: 'VSPHERE_DATA_PRUNING',
    meaning: 'Data pruning',
    help: 'Asks vCenter for the essential attributes only. Off: all properties are asked for and kept.',
  }),
  enableStreaming: toggle(true, {
    name: 'VSPHERE_ENABLE_STREAMING',
    meaning: 'Streaming',
    help: 'Reads page by page and holds one batch at a time. Off: one request whose whole answer is decoded, then processed.',
  }),
  compressResults: toggle(true, {
    name: 'VSPHERE_COMPRESS_RESULTS',
    meaning: 'Compression',
    help: 'Compresses cached chunks and .gz files. Off: they are stored plain.',
  }),
  explicitGc: toggle(true, {
    name: 'VSPHERE_EXPLICIT_GC',
    meaning: 'Explicit garbage collection',
    help: 'Collects garbage after batches and views, within a tenth of the time. Off: V8 alone decides.',
  }),
  memoryProfiling: toggle(false, {
    name: 'VSPHERE_MEMORY_PROFILING',
    meaning: 'Memory profiling',
    help: 'Samples which functions allocate during a collection, and keeps the top of them with it. Costs some speed.',
  }),
  batchSize: whole(50, 1, 1000, {
    name: 'VSPHERE_BATCH_SIZE',
    meaning: 'Batch size',
    help: 'Objects per batch. 20 to 50 need little memory, 100 to 200 are fast; a vCenter page holds about 100 at most, so larger batches are made of several pages.',
  }),
  memoryBudgetMegabytes: memoryBudget,
  cacheCodec: codec,
  compressionLevel: whole(6, 1, 9, {
    name: 'VSPHERE_CACHE_COMPRESSION_LEVEL',
    meaning: 'Compression level',
    help: 'Gzip level: 1 is fast, 9 is small. 6 is a sound middle.',
  }),
  cacheExpiry: whole(3600, 1, 31_536_000, {
    name: 'VSPHERE_CACHE_EXPIRY',
    meaning: 'Cache expiry',
    help: 'Seconds for which cached inventory counts as fresh; templates stay fresh three times as long.',
  }),
  cacheSizeMegabytes: whole(512, 16, 65_536, {
    name: 'VSPHERE_CACHE_SIZE_MB',
    meaning: 'Embedded cache size',
    help: 'Most MiB the embedded cache takes on disk; beyond it the oldest collections go first.',
  }),
  cacheSecret: secret(
    'a text of at least 16 characters',
    {
      name: 'VSPHERE_CACHE_SECRET',
      meaning: 'Team secret',
      help: 'Set the same one on several machines to share their cache in Redis; unset, each machine has its own.',
    },
    z.string().min(16),
  ),
  server: optional('a host name, host:port or https URL', {
    name: 'VSPHERE_SERVER',
    meaning: 'vCenter',
    help: 'The vCenter to connect to.',
  }),
  user: optional('a user name', { name: 'VSPHERE_USER', meaning: 'User', help: 'The user to log in as.' }),
  password: secret('a password that is not empty', {
    name: 'VSPHERE_PASSWORD',
    meaning: 'Password',
    help: 'The password of that user; never stored.',
  }),
  datacenters,
  timeoutSeconds: whole(30, 1, 3600, {
    name: 'VSPHERE_TIMEOUT',
    meaning: 'Time-out',
    help: 'Seconds to wait for vCenter to answer.',
  }),
  retries: whole(5, 0, 20, {
    name: 'VSPHERE_RETRIES',
    meaning: 'Repeats',
    help: 'How often in a row a reading that was interrupted (a lost connection, a busy vCenter) is begun anew before what came is all there is; 0 never.',
  }),
  syncMinutes: whole(30, 0, 1440, {
    name: 'VSPHERE_SYNC_MINUTES',
    meaning: 'Tree synchronisation',
    help: 'Minutes after which the branches of the tree that are in memory are read again while a window shows it; 0 turns that off.',
  }),
  liveUpdates: toggle(true, {
    name: 'VSPHERE_LIVE_UPDATES',
    meaning: 'Live changes',
    help: 'After a collection a session stays open, through which vCenter tells of changed, new and deleted objects. Off: rows stay as they were collected.',
  }),
  pollSeconds: whole(20, 5, 3600, {
    name: 'VSPHERE_POLL_SECONDS',
    meaning: 'Polling of use and storage',
    help: 'Seconds between two readings of use and storage of the rows in view, or of hosts and datastores on the Overview, which vCenter never tells by itself. Only while changes are live.',
  }),
  generations: whole(10, 0, 1000, {
    name: 'HEAPSPHERE_GENERATIONS',
    meaning: 'Generations kept',
    help: 'Completed collections kept on disk of each vCenter, so that two of them can be compared; pinned ones are kept besides. 0 keeps no further ones.',
  }),
  generationsMegabytes: whole(512, 1, 1_048_576, {
    name: 'HEAPSPHERE_GENERATIONS_MB',
    meaning: 'Size of all generations',
    help: 'Most MiB that the generations of all vCenters take on disk; beyond it the oldest go first.',
  }),
  redisUrl: secret(
    'a redis:// or rediss:// URL; redis-cluster:// and redis-sentinel:// take several hosts',
    {
      name: 'REDIS_URL',
      meaning: 'Redis URL',
      help: 'Caches in this Redis or Valkey instead of the embedded store; may hold a password, so it is never stored.',
    },
    text.regex(REDIS_URL),
  ),
  redisHost: optional('a host name', {
    name: 'REDIS_HOST',
    meaning: 'Redis host',
    help: 'Caches in the Redis or Valkey on this host instead of the embedded store.',
  }),
  redisPort: whole(6379, 1, 65_535, { name: 'REDIS_PORT', meaning: 'Redis port', help: 'The port of REDIS_HOST.' }),
  redisDb: whole(0, 0, 65_535, {
    name: 'REDIS_DB',
    meaning: 'Redis database',
    help: 'The database number at REDIS_HOST.',
  }),
  redisUsername: optional('a user name', {
    name: 'REDIS_USERNAME',
    meaning: 'Redis user',
    help: 'The ACL user at REDIS_HOST; empty logs in as the default user.',
  }),
  redisPassword: secret('a password that is not empty', {
    name: 'REDIS_PASSWORD',
    meaning: 'Redis password',
    help: 'The password at REDIS_HOST; never stored.',
  }),
  queueUrl: secret(
    'a redis:// or rediss:// URL of one server, or a redis-sentinel:// URL',
    {
      name: 'HEAPSPHERE_QUEUE_URL',
      meaning: 'Queue',
      help: 'Collectors on several machines share their work through this Redis. Not the one of the cache: its policy has to be noeviction.',
    },
    text.regex(QUEUE_URL),
  ),
  queueStalledSeconds: whole(30, 2, 600, {
    name: 'HEAPSPHERE_QUEUE_STALLED_SECONDS',
    meaning: 'Time until a collector counts as gone',
    help: 'Seconds without a sign of life from a collector, after which another one goes on with its work.',
  }),
  dataFolder,
} as const;
