import type { ScenarioOptions } from '../../shared/benchmark/benchmark-view.ts';
import { formatCount } from '../../shared/units.ts';

/** Settings of a scenario in a few words: "pruning, streaming, gzip 6, explicit GC, batches of 50". */
export function optionsText(options: ScenarioOptions): string {
  const { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize } = options;
  const on = [
    pruning && 'pruning',
    streaming && 'streaming',
    compress && (codec === 'gzip' ? `gzip ${compressionLevel}` : codec),
    explicitGc && 'explicit GC',
  ].filter((text) => text !== false);
  // Without streaming everything is one batch.
  const batches = streaming ? `batches of ${formatCount(batchSize)}` : 'one answer';
  return [...(on.length === 0 ? ['nothing on'] : on), batches].join(', ');
}
