import { expect, it } from 'vitest';
import { scenariosOf } from '../../main/benchmark/scenarios.ts';
import { BENCHMARK_SUITES } from '../../shared/benchmark/benchmark-view.ts';
import { SWEEP_METRICS } from '../../shared/benchmark/sweep.ts';
import { settingViews } from '../settings/setting-fixture.ts';
import { currentOptions, optionsOf } from './options-draft.ts';
import { SUITES } from './suites.ts';

const OPTIONS = optionsOf(currentOptions(settingViews()));

it.each(BENCHMARK_SUITES)('%s has as many settings as main measures, and is drawn as the charts have it', (suite) => {
  if (OPTIONS === undefined) throw new Error('the settings have no options');
  expect(SUITES[suite].scenarios).toBe(scenariosOf(suite, OPTIONS, [OPTIONS, OPTIONS]).length);
  expect(SUITES[suite].sweep).toBe(SWEEP_METRICS[suite] !== undefined);
});
