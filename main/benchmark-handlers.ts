import type { BenchmarkEstate } from '../shared/benchmark/benchmark-view.ts';
import type { RequestName } from '../shared/channels.ts';
import type { RequestHandlers } from './dispatch.ts';
import type { Services } from './services.ts';

type BenchmarkRequestName = Extract<RequestName, `benchmark:${string}`>;

/** What the benchmark screen asks for. */
export function benchmarkHandlers(services: Services): Pick<RequestHandlers, BenchmarkRequestName> {
  const { benchmarks } = services;
  const targetOf = (estate: BenchmarkEstate) =>
    estate.kind === 'demo' ? estate : services.targetOf(estate.collectionId);
  return {
    'benchmark:start': async ({ order: { estate, ...order } }) => ({
      id: benchmarks.start({ ...order, target: await targetOf(estate) }).id,
    }),
    'benchmark:cancel': ({ id }) => {
      benchmarks.cancel(id);
      return {};
    },
    'benchmark:progress': () => {
      const running = benchmarks.progress;
      return running ? { running } : {};
    },
    'benchmark:list': () => benchmarks.history.list(),
    'benchmark:get': ({ id }) => benchmarks.history.get(id),
    'benchmark:remove': async ({ id }) => {
      await benchmarks.history.remove(id);
      return {};
    },
    'benchmark:mark-baseline': async ({ id, marked }) => {
      await benchmarks.history.markBaseline(id, marked);
      return {};
    },
    'benchmark:report': async ({ id, format }) => {
      const record = await benchmarks.history.get(id);
      // Loaded when one is wanted: reports carry their charts' style sheet and need not be in memory before.
      const { renderReport } = await import('./benchmark-reports.ts');
      return renderReport(record, format, await benchmarks.history.baselineFor(record));
    },
  };
}
