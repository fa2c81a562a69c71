import { z } from 'zod';

/** Where a value came from, strongest first. */
export const SETTING_ORIGINS = ['command line', 'environment', 'file', 'default'] as const;
export type SettingOrigin = (typeof SETTING_ORIGINS)[number];

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

interface SettingDefinition<T> {
  /** Environment variable; also the setting's name everywhere. */
  readonly name: string;
  /** Reads the text form that environment and command line carry. */
  readonly parse: z.ZodType<T, string>;
  readonly fallback: T;
  /** What may stand here, as the error message says it. */
  readonly allowed: string;
  readonly meaning: string;
  /** The value is never shown, only whether it is set. */
  readonly secret?: boolean;
}

function define<T>(definition: SettingDefinition<T>): SettingDefinition<T> {
  return definition;
}

const BOOLEAN = 'true or false (also on/off, yes/no, 1/0)';

/** Every setting, once: variable, parser, default and meaning. */
export const SETTINGS = {
  dataPruning: define<boolean>({
    name: 'VSPHERE_DATA_PRUNING',
    parse: bool,
    fallback: true,
    allowed: BOOLEAN,
    meaning: 'Keep essential attributes only',
  }),
  compressResults: define<boolean>({
    name: 'VSPHERE_COMPRESS_RESULTS',
    parse: bool,
    fallback: true,
    allowed: BOOLEAN,
    meaning: 'Gzip inventory chunks and output files',
  }),
  compressionLevel: define<number>({
    name: 'VSPHERE_CACHE_COMPRESSION_LEVEL',
    parse: integer(1, 9),
    fallback: 6,
    allowed: 'a whole number from 1 to 9',
    meaning: 'Gzip level',
  }),
  enableStreaming: define<boolean>({
    name: 'VSPHERE_ENABLE_STREAMING',
    parse: bool,
    fallback: true,
    allowed: BOOLEAN,
    meaning: 'Page and process in batches',
  }),
  batchSize: define<number>({
    name: 'VSPHERE_BATCH_SIZE',
    parse: integer(1, 1000),
    fallback: 50,
    allowed: 'a whole number from 1 to 1000',
    meaning: 'Objects per batch',
  }),
  explicitGc: define<boolean>({
    name: 'VSPHERE_EXPLICIT_GC',
    parse: bool,
    fallback: true,
    allowed: BOOLEAN,
    meaning: 'Collect garbage after batches and after views',
  }),
  memoryProfiling: define<boolean>({
    name: 'VSPHERE_MEMORY_PROFILING',
    parse: bool,
    fallback: false,
    allowed: BOOLEAN,
    meaning: 'Sampling allocation profile during collection',
  }),
  cacheExpiry: define<number>({
    name: 'VSPHERE_CACHE_EXPIRY',
    parse: integer(1, 31_536_000),
    fallback: 3600,
    allowed: 'seconds, a whole number from 1 to 31536000',
    meaning: 'Seconds a cache entry lives',
  }),
  server: define<string | undefined>({
    name: 'VSPHERE_SERVER',
    parse: text,
    fallback: undefined,
    allowed: 'a host name, host:port or https URL',
    meaning: 'vCenter to connect to',
  }),
  user: define<string | undefined>({
    name: 'VSPHERE_USER',
    parse: text,
    fallback: undefined,
    allowed: 'a user name',
    meaning: 'User to log in as',
  }),
  password: define<string | undefined>({
    name: 'VSPHERE_PASSWORD',
    parse: z.string().min(1),
    fallback: undefined,
    allowed: 'a password that is not empty',
    meaning: 'Password of that user',
    secret: true,
  }),
  datacenters: define<readonly string[]>({
    name: 'VSPHERE_DATACENTERS',
    parse: z.string().transform((value) =>
      value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
    fallback: [],
    allowed: 'datacenter names, comma separated',
    meaning: 'Collect these datacenters only',
  }),
  timeoutSeconds: define<number>({
    name: 'VSPHERE_TIMEOUT',
    parse: integer(1, 3600),
    fallback: 30,
    allowed: 'seconds, a whole number from 1 to 3600',
    meaning: 'Seconds to wait for vCenter to answer',
  }),
  redisUrl: define<string | undefined>({
    name: 'REDIS_URL',
    parse: text.regex(/^rediss?:\/\//),
    fallback: undefined,
    allowed: 'a redis:// or rediss:// URL',
    meaning: 'Redis cache',
    secret: true,
  }),
  redisHost: define<string | undefined>({
    name: 'REDIS_HOST',
    parse: text,
    fallback: undefined,
    allowed: 'a host name',
    meaning: 'Redis host',
  }),
  redisPort: define<number>({
    name: 'REDIS_PORT',
    parse: integer(1, 65_535),
    fallback: 6379,
    allowed: 'a port from 1 to 65535',
    meaning: 'Redis port',
  }),
  redisDb: define<number>({
    name: 'REDIS_DB',
    parse: integer(0, 65_535),
    fallback: 0,
    allowed: 'a database number from 0',
    meaning: 'Redis database',
  }),
  redisPassword: define<string | undefined>({
    name: 'REDIS_PASSWORD',
    parse: z.string().min(1),
    fallback: undefined,
    allowed: 'a password that is not empty',
    meaning: 'Redis password',
    secret: true,
  }),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { readonly [K in SettingKey]: (typeof SETTINGS)[K]['fallback'] };

/** All settings with the origin of each. */
export interface SettingsResolution {
  readonly settings: Settings;
  readonly origins: Readonly<Record<SettingKey, SettingOrigin>>;
}

/** One setting as it is listed: display text, never a secret. */
export const settingViewSchema = z.object({
  key: z.string(),
  name: z.string(),
  /** JSON value; secrets are "set" or null. */
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  origin: z.enum(SETTING_ORIGINS),
  allowed: z.string(),
  meaning: z.string(),
});
export type SettingView = z.infer<typeof settingViewSchema>;

/** What decides how a collection works; passed into the worker, never read from the environment there. */
export const collectionOptionsSchema = z.object({
  pruning: z.boolean(),
  streaming: z.boolean(),
  compress: z.boolean(),
  compressionLevel: z.number().int().min(1).max(9),
  explicitGc: z.boolean(),
  batchSize: z.number().int().min(1).max(1000),
  timeoutSeconds: z.number().int().min(1).max(3600),
});
export type CollectionOptions = z.infer<typeof collectionOptionsSchema>;

export function collectionOptionsOf(settings: Settings): CollectionOptions {
  return {
    pruning: settings.dataPruning,
    streaming: settings.enableStreaming,
    compress: settings.compressResults,
    compressionLevel: settings.compressionLevel,
    explicitGc: settings.explicitGc,
    batchSize: settings.batchSize,
    timeoutSeconds: settings.timeoutSeconds,
  };
}
