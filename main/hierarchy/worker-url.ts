/** The entry of a tree's thread: the source file in development and tests, its bundle in the built app. */
export const HIERARCHY_WORKER_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./hierarchy-worker.js', import.meta.url);
