import type { BenchmarkRecord, Scenario, ScenarioOptions } from '../../shared/benchmark/benchmark-view.ts';
import { type CollectionOptions, SETTINGS, type SettingKey } from '../../shared/settings.ts';
import type { RunOrder } from './run-protocol.ts';

const VARIABLES: Readonly<Record<keyof ScenarioOptions, SettingKey>> = {
  pruning: 'dataPruning',
  streaming: 'enableStreaming',
  compress: 'compressResults',
  codec: 'cacheCodec',
  compressionLevel: 'compressionLevel',
  explicitGc: 'explicitGc',
  batchSize: 'batchSize',
};

/** What the scenarios of a benchmark do not say. */
export interface SharedSettings extends Pick<RunOrder, 'attributes' | 'memoryBudgetMegabytes'> {
  readonly options: CollectionOptions;
}

/** The settings that all scenarios of a benchmark share, by variable; attributes that were chosen, by kind. */
export function sharedSettings(
  scenarios: readonly Scenario[],
  { options: { timeoutSeconds }, attributes, memoryBudgetMegabytes }: SharedSettings,
): BenchmarkRecord['settings'] {
  const shared: BenchmarkRecord['settings'] = {
    [SETTINGS.timeoutSeconds.name]: timeoutSeconds,
    [SETTINGS.memoryBudgetMegabytes.name]: memoryBudgetMegabytes,
  };
  for (const [option, key] of Object.entries(VARIABLES) as [keyof ScenarioOptions, SettingKey][]) {
    const [value, ...others] = new Set(scenarios.map(({ options }) => options[option]));
    if (value !== undefined && others.length === 0) shared[SETTINGS[key].name] = value;
  }
  for (const [kind, paths] of Object.entries(attributes)) shared[`attributes ${kind}`] = [...(paths ?? [])];
  return shared;
}
