import type { RequestName } from '../shared/channels.ts';
import type { Comparisons } from './comparisons.ts';
import type { RequestHandlers } from './dispatch.ts';

type GenerationRequest = Extract<RequestName, `generations:${string}`>;

/** What the window asks of generations. */
export function generationsHandlers(comparisons: Comparisons): Pick<RequestHandlers, GenerationRequest> {
  return {
    'generations:list': () => comparisons.generations.list(),
    'generations:compare': async ({ id, ...order }, scope) => {
      await comparisons.compare(scope, id, order);
      return {};
    },
    'generations:credit': ({ id, seq }, scope) => {
      comparisons.credit(scope, id, seq);
      return {};
    },
    'generations:export': async ({ id, format, gzip, ...order }, scope) => {
      await comparisons.export(scope, id, order, { format, gzip });
      return {};
    },
    'generations:cancel': ({ id }, scope) => {
      comparisons.cancel(scope, id);
      return {};
    },
    'generations:delete': async ({ id }) => {
      await comparisons.generations.remove(id);
      return comparisons.generations.list();
    },
    'generations:pin': async ({ id, pinned }) => {
      await comparisons.generations.setPinned(id, pinned);
      return comparisons.generations.list();
    },
  };
}
