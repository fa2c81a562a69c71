/** @typedef {import('@playwright/test').Page} Page */

/**
 * Runs something in the page and tells how long it took, and the longest that the page did not answer meanwhile (0 when
 * that was never as long as 50 ms).
 *
 * @template {readonly unknown[]} A
 * @param {Page} page
 * @param {(page: Page, ...given: A) => Promise<void>} action
 * @param {A} given
 * @returns {Promise<{ seconds: number, longestTaskMs: number }>}
 */
export async function timed(page, action, ...given) {
  await page.evaluate(() => {
    const scope = /** @type {{ longest?: number, watch?: PerformanceObserver }} */ (globalThis);
    scope.longest = 0;
    scope.watch?.disconnect();
    scope.watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest ?? 0, duration);
    });
    scope.watch.observe({ type: 'longtask' });
  });
  const start = performance.now();
  await action(page, ...given);
  const seconds = (performance.now() - start) / 1000;
  // Long tasks are told after the fact.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  const longestTaskMs = await page.evaluate(() => /** @type {{ longest?: number }} */ (globalThis).longest ?? 0);
  return { seconds, longestTaskMs };
}

/**
 * Scrolls the table, and tells the time from each frame to the next.
 *
 * @param {Page} page
 * @param {number} steps
 * @param {number} [pixels] for each frame; a page when left out, which replaces every row on screen.
 * @returns {Promise<{ medianMs: number, worstMs: number }>}
 */
export function scrollFrames(page, steps, pixels = Number.NaN) {
  return page.getByRole('grid').evaluate(
    async (grid, [count, by]) => {
      const frames = [];
      let before = await new Promise(requestAnimationFrame);
      for (let step = 0; step < count; step += 1) {
        grid.scrollTop += Number.isNaN(by) ? grid.clientHeight : by;
        const now = await new Promise(requestAnimationFrame);
        frames.push(now - before);
        before = now;
      }
      grid.scrollTop = 0;
      frames.sort((a, b) => a - b);
      return { medianMs: frames[frames.length >> 1] ?? 0, worstMs: frames.at(-1) ?? 0 };
    },
    /** @type {const} */ ([steps, pixels]),
  );
}

/**
 * Sorts the table by a column, and tells how long the page was at it until the frame that shows the new order.
 *
 * @param {Page} page
 * @param {string} column
 * @param {boolean} [also] as a further column.
 * @returns {Promise<number>} milliseconds.
 */
export function sortBy(page, column, also = false) {
  return page.evaluate(
    async ([label, shiftKey]) => {
      const heading = document.querySelector(`[role=columnheader][aria-label="${label}"]`);
      const since = performance.now();
      heading?.querySelector('button')?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey }));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - since;
    },
    /** @type {const} */ ([column, also]),
  );
}
