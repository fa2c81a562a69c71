import { readFile } from 'node:fs/promises';

/**
 * The most memory that a page's process has had, shared libraries of the browser included: that of the largest one, since
 * a browser keeps spare ones. Linux only, 0 elsewhere.
 *
 * @param {import('@playwright/test').Browser} browser Chromium.
 * @returns {Promise<number>} bytes.
 */
export async function largestRenderer(browser) {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(0, ...(await Promise.all(renderers.map(({ id }) => highWaterMark(id)))));
}

/** @param {number} pid */
async function highWaterMark(pid) {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'latin1'))?.[1];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
