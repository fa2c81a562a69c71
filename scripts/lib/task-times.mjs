/**
 * An event of a Chromium trace, as far as it is looked at; times in microseconds.
 *
 * @typedef {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }} TraceEvent
 */

/**
 * The most processor time that a single task of a page's main thread took, in milliseconds. Unlike the time from frame to frame
 * it does not grow with what else the machine does. 0 when the trace has no task.
 *
 * @param {readonly TraceEvent[]} events of one page, and of the browser's own processes.
 */
export function longestTaskMs(events) {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  let longest = 0;
  for (const { name, ph, pid, tid, tdur = 0 } of events) {
    if (ph === 'X' && name.endsWith('RunTask') && mains.has(`${pid} ${tid}`)) longest = Math.max(longest, tdur);
  }
  return longest / 1000;
}

/**
 * Does something while the browser traces the page's tasks.
 *
 * @template T
 * @param {import('@playwright/test').Browser} browser Chromium.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<T>} action
 * @returns {Promise<{ result: T, taskMs: number }>}
 */
export async function tracingTasks(browser, page, action) {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const result = await action();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8'));
  return { result, taskMs: longestTaskMs(trace.traceEvents) };
}
