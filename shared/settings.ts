import { z } from 'zod';
import { CACHE_CODECS, type SETTINGS } from './setting-definitions.ts';

export { CACHE_CODECS, type CacheCodec, SETTINGS, type SettingControl } from './setting-definitions.ts';

/** Where a value came from, strongest first. */
export const SETTING_ORIGINS = ['command line', 'environment', 'file', 'default'] as const;
export type SettingOrigin = (typeof SETTING_ORIGINS)[number];

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
  help: z.string(),
  control: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('switch') }),
    z.object({ kind: z.literal('integer'), min: z.number(), max: z.number() }),
    z.object({ kind: z.literal('choice'), choices: z.array(z.string()).readonly() }),
    z.object({ kind: z.literal('text') }),
  ]),
  /** Why it cannot be changed here: environment and command line are stronger, and some are never written to the file. */
  locked: z.enum(['environment', 'command line', 'never stored']).optional(),
  /** Whether the value is the one a fresh installation has. */
  isDefault: z.boolean(),
});
export type SettingView = z.infer<typeof settingViewSchema>;

/** What decides how a collection works; passed into the worker, never read from the environment there. */
export const collectionOptionsSchema = z.object({
  pruning: z.boolean(),
  streaming: z.boolean(),
  compress: z.boolean(),
  codec: z.enum(CACHE_CODECS),
  compressionLevel: z.number().int().min(1).max(9),
  explicitGc: z.boolean(),
  memoryProfiling: z.boolean(),
  batchSize: z.number().int().min(1).max(1000),
  cacheExpirySeconds: z.number().int().min(1),
  timeoutSeconds: z.number().int().min(1).max(3600),
});
export type CollectionOptions = z.infer<typeof collectionOptionsSchema>;

export function collectionOptionsOf(settings: Settings): CollectionOptions {
  return {
    pruning: settings.dataPruning,
    streaming: settings.enableStreaming,
    compress: settings.compressResults,
    codec: settings.cacheCodec,
    compressionLevel: settings.compressionLevel,
    explicitGc: settings.explicitGc,
    memoryProfiling: settings.memoryProfiling,
    batchSize: settings.batchSize,
    cacheExpirySeconds: settings.cacheExpiry,
    timeoutSeconds: settings.timeoutSeconds,
  };
}
