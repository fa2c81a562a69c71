import { accessibleOn } from './fixtures/accessible.ts';
import { test as base, expect } from './fixtures/app.ts';
import { readableOn } from './fixtures/contrast.ts';
import { createIsolatedHome, type IsolatedHome } from './fixtures/isolated-home.ts';

const test = base.extend<{ readonly home: IsolatedHome }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  home: async ({}, use) => {
    const home = await createIsolatedHome({ newcomer: true });
    await use(home);
    await home.remove();
  },
  appOptions: async ({ home }, use) => use({ home }),
});
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a newcomer is shown around in three steps by keyboard, and never again', async ({ page }) => {
  const tour = page.getByRole('dialog', { name: 'Welcome to Heapsphere' });
  await expect(tour.getByRole('heading', { name: 'Rows arrive as vCenter sends them' })).toBeVisible();
  await readableOn(page)('tour');
  await accessibleOn(page)('tour');
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tour.getByText('Step 2 of 3')).toBeVisible();
  await tour.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(tour.getByText('Step 1 of 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
  await page.reload();
  await expect(page.getByRole('grid', { name: 'VMs' })).toBeVisible();
  await expect(tour).toBeHidden();
});
