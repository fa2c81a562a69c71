/** The entry of a comparison's thread: the source file in development and tests, its bundle in the built app. */
export const COMPARISON_WORKER_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./comparison-worker.js', import.meta.url);
