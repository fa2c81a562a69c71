/** The collector's entry: the source file in development and tests, its bundle in the built app. */
export const COLLECTOR_WORKER_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./collector-worker.js', import.meta.url);
