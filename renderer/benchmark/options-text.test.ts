import { expect, it } from 'vitest';
import type { ScenarioOptions } from '../../shared/benchmark/benchmark-view.ts';
import { optionsText } from './options-text.ts';

const OPTIONS: ScenarioOptions = {
  pruning: true,
  streaming: true,
  compress: true,
  codec: 'gzip',
  compressionLevel: 6,
  explicitGc: true,
  batchSize: 1000,
};
const OFF: ScenarioOptions = { ...OPTIONS, pruning: false, streaming: false, compress: false, explicitGc: false };

it('names what is on, and how the rows come', () => {
  expect(optionsText(OPTIONS)).toBe('pruning, streaming, gzip 6, explicit GC, batches of 1,000');
  expect(optionsText({ ...OPTIONS, codec: 'zstd', pruning: false })).toBe(
    'streaming, zstd, explicit GC, batches of 1,000',
  );
  expect(optionsText({ ...OFF, compress: true })).toBe('gzip 6, one answer');
  expect(optionsText(OFF)).toBe('nothing on, one answer');
});
