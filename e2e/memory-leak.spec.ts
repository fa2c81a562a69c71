import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { MemoryPage } from './fixtures/memory-page.ts';

test.setTimeout(120_000);

test('a leak check repeats the collection, shows every point, and ends with a sentence', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.startDemo(100);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const memory = new MemoryPage(page);
  const form = await memory.openForm('Leak check');
  const runs = form.getByRole('textbox', { name: 'Collections' });
  await expect(runs).toHaveValue('10');
  await runs.fill('2');
  await expect(form).toContainText('A whole number from 3 to 100.');
  await expect(form.getByRole('button', { name: 'Start leak check' })).toBeDisabled();
  await runs.fill('4');
  await form.getByRole('button', { name: 'Start leak check' }).click();

  const panel = page.getByRole('region', { name: 'Leak check', exact: true });
  await expect(memory.tool('Leak check runs…')).toBeDisabled();
  await expect(panel.getByRole('img')).toHaveAccessibleName(/over [1-4] of 4 collections$/, { timeout: 60_000 });
  await expect(panel.getByText(/^4 of 4 collections of Demo estate, 100 VMs$/)).toBeVisible({ timeout: 60_000 });
  const verdict = panel.getByText(/per collection.*95 % interval .+ to .+ over 3 collections/);
  await expect(verdict).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Settled heaps' }).getByRole('row')).toHaveCount(5);
  await expect(memory.tool('Check for leaks…')).toBeEnabled();
});

test('a leak check can be cancelled, and another one begun', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.startDemo(100);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  const memory = new MemoryPage(page);
  const begin = async () => {
    const form = await memory.openForm('Leak check');
    await form.getByRole('button', { name: 'Start leak check' }).click();
  };
  await begin();
  const panel = page.getByRole('region', { name: 'Leak check', exact: true });
  await panel.getByRole('button', { name: 'Cancel leak check' }).click();
  await expect(panel.getByRole('status')).toHaveText(/^Cancelled after \d+ of 10 collections/, { timeout: 30_000 });
  await begin();
  await expect(panel.getByRole('progressbar', { name: 'Leak check' })).toBeVisible();
});
