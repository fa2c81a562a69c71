import {
  BENCHMARK_SUITES,
  type BenchmarkSuite,
  type ScenarioOptions,
} from '../../../shared/benchmark/benchmark-view.ts';
import { SETTINGS, type SettingKey, type Settings } from '../../../shared/settings.ts';
import { usage } from './collect-source.ts';

export interface SuiteOptions {
  readonly quick?: boolean;
  readonly suite?: string;
  readonly a?: string;
  readonly b?: string;
}

/** What --a and --b may set: the names of the options of `collect`, and the codec. */
const SETTABLE: ReadonlyMap<string, { readonly option: keyof ScenarioOptions; readonly key: SettingKey }> = new Map([
  ['pruning', { option: 'pruning', key: 'dataPruning' }],
  ['streaming', { option: 'streaming', key: 'enableStreaming' }],
  ['compress', { option: 'compress', key: 'compressResults' }],
  ['codec', { option: 'codec', key: 'cacheCodec' }],
  ['compression-level', { option: 'compressionLevel', key: 'compressionLevel' }],
  ['gc', { option: 'explicitGc', key: 'explicitGc' }],
  ['batch-size', { option: 'batchSize', key: 'batchSize' }],
]);

/** The suite that was asked for, `switches` by default. Throws `usage` for one that is unknown, or two at once. */
export function suiteOf({ quick, suite, a, b }: SuiteOptions): BenchmarkSuite {
  const asked = [
    ...(suite === undefined ? [] : [suite]),
    ...(quick ? ['quick'] : []),
    ...(a === undefined && b === undefined ? [] : ['pair']),
  ];
  const [first = 'switches', other] = new Set(asked);
  if (other !== undefined) {
    throw usage(
      `The suites "${first}" and "${other}" contradict each other.`,
      'Ask for one; --a and --b are a suite too.',
    );
  }
  const known = BENCHMARK_SUITES.find((each) => each === first);
  if (known === undefined) {
    throw usage(`--suite: "${first.slice(0, 80)}" is not allowed.`, `Allowed: ${BENCHMARK_SUITES.join(', ')}.`);
  }
  if (known === 'pair' && a === undefined && b === undefined) {
    throw usage('The suite "pair" needs its settings.', 'Give --a, --b or both, for example --b batch-size=100.');
  }
  return known;
}

/** The two settings of a pair; what one does not name is as the settings say. Undefined when there are neither. */
export function pairOf(
  { a, b }: Pick<SuiteOptions, 'a' | 'b'>,
  settings: Settings,
): readonly [ScenarioOptions, ScenarioOptions] | undefined {
  if (a === undefined && b === undefined) return undefined;
  return [changed('--a', a ?? '', settings), changed('--b', b ?? '', settings)];
}

/** "pruning=off,batch-size=100" laid over the settings. Throws `usage` naming the part that is not understood. */
function changed(option: string, text: string, settings: Settings): ScenarioOptions {
  const { dataPruning, enableStreaming, compressResults, cacheCodec, compressionLevel, explicitGc, batchSize } =
    settings;
  let options: ScenarioOptions = {
    pruning: dataPruning,
    streaming: enableStreaming,
    compress: compressResults,
    codec: cacheCodec,
    compressionLevel,
    explicitGc,
    batchSize,
  };
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [name = '', value = ''] = part.split('=', 2);
    const settable = SETTABLE.get(name.trim());
    if (settable === undefined) {
      const names = [...SETTABLE.keys()].join(', ');
      throw usage(`${option}: "${part.slice(0, 80)}" sets nothing.`, `Allowed: name=value with ${names}.`);
    }
    const { parse, allowed } = SETTINGS[settable.key];
    const parsed = parse.safeParse(value);
    if (!parsed.success) throw usage(`${option}: "${part.slice(0, 80)}" is not allowed.`, `Allowed: ${allowed}.`);
    options = { ...options, [settable.option]: parsed.data };
  }
  return options;
}
