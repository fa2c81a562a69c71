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
