import { type ScenarioOptions, scenarioOptionsSchema } from '../../shared/benchmark/benchmark-view.ts';
import { collectionOptionsOf, type Settings, type SettingView } from '../../shared/settings.ts';

/** One of two settings as they are edited: the batch size is a text until the order is made. */
export interface OptionsDraft extends Omit<ScenarioOptions, 'batchSize'> {
  readonly batchSize: string;
}

/** The settings as they are now, to start from. */
export function currentOptions(views: readonly SettingView[]): OptionsDraft {
  // Options come from settings that always have a value, and those are listed as they are.
  const settings = Object.fromEntries(views.map(({ key, value }) => [key, value])) as unknown as Settings;
  const { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize } =
    collectionOptionsOf(settings);
  return { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize: String(batchSize) };
}

/** The options of a draft; undefined when its batch size is not a whole number from 1 to 1000. */
export function optionsOf(draft: OptionsDraft): ScenarioOptions | undefined {
  const text = draft.batchSize.trim();
  if (!/^[0-9]+$/.test(text)) return undefined;
  return scenarioOptionsSchema.safeParse({ ...draft, batchSize: Number(text) }).data;
}

/** Whether two settings would be measured as the same. The level counts for gzip only, and both only while compressing. */
export function sameOptions(a: ScenarioOptions, b: ScenarioOptions): boolean {
  const told = ({ compress, codec, compressionLevel, ...rest }: ScenarioOptions) =>
    JSON.stringify([
      rest.pruning,
      rest.streaming,
      rest.explicitGc,
      rest.batchSize,
      compress && (codec === 'gzip' ? compressionLevel : codec),
    ]);
  return told(a) === told(b);
}
