/** @typedef {import('@playwright/test').Page} Page */

/**
 * Connects the window to a demo estate, and tells when it did.
 *
 * @param {Page} page
 * @param {number} vms
 * @param {{ beside?: boolean }} [how] beside what is open already.
 * @returns {Promise<number>} performance.now() when the estate was asked for.
 */
export async function startDemoIn(page, vms, { beside = false } = {}) {
  await page.getByRole('button', { name: 'Connect…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect' });
  await dialog.getByRole('tab', { name: 'Demo estate' }).click();
  await dialog.getByRole('textbox', { name: 'VMs' }).fill(String(vms));
  if (beside) await dialog.getByRole('checkbox', { name: /^Keep .* open beside it$/ }).check({ force: true });
  const since = performance.now();
  await dialog.getByRole('button', { name: 'Start demo' }).click();
  return since;
}

/**
 * Waits for the end of the collection that the window begins with.
 *
 * @param {Page} page
 * @returns {Promise<string>} its id.
 */
export async function allCollected(page) {
  const progress = page.locator('[aria-label="Collection"][data-phase="completed"]');
  await progress.waitFor({ timeout: 60_000 });
  return (await progress.getAttribute('data-collection')) ?? '';
}

/**
 * Waits until a row of another collection is on screen.
 *
 * @param {Page} page
 * @param {string} before id of the collection whose rows do not count.
 */
export async function firstRow(page, before) {
  await page.waitForFunction((id) => {
    const collection = document.querySelector('[aria-label="Collection"]')?.getAttribute('data-collection');
    return collection !== id && document.querySelector('[role=grid] [role=row][aria-rowindex="2"]') !== null;
  }, before);
}

/**
 * Waits until the table of VMs holds so many rows and the collection has ended.
 *
 * @param {Page} page
 * @param {number} vms
 */
export async function allRows(page, vms) {
  const title = `VMs ${vms.toLocaleString('en-US')}`;
  await page.getByRole('tab', { name: title, exact: true }).waitFor({ timeout: 600_000 });
  await page.locator('[aria-label="Collection"][data-phase="completed"]').waitFor({ timeout: 600_000 });
}
