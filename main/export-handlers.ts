import type { RequestName } from '../shared/channels.ts';
import type { RequestHandlers } from './dispatch.ts';
import type { ExportJobs } from './export-jobs.ts';

type ExportRequest = Extract<RequestName, `export:${string}`>;

/** What the window asks of exports. */
export function exportHandlers(jobs: ExportJobs): Pick<RequestHandlers, ExportRequest> {
  return {
    'export:start': (wish) => jobs.start(wish),
    'export:cancel': () => {
      jobs.cancel();
      return {};
    },
    'export:state': () => jobs.job ?? null,
  };
}
