/** The entry of a watch's thread: the source file in development and tests, its bundle in the built app. */
export const LIVE_WORKER_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./live-worker.js', import.meta.url);
